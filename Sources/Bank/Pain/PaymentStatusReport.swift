package import RevenueModel
internal import XML

/// What the bank says of payments that it was asked to make: pain.002.
package struct PaymentStatusReport: Codable, Equatable, Sendable {
    package enum Status: String, Codable, Sendable {
        /// The bank will do it, or has begun to: nothing has moved for certain.
        case accepted
        /// It is done.
        case settled
        case pending
        /// It will never be done; the reasons say why.
        case rejected
        /// Some of the payments are rejected; each says for itself.
        case partly
        /// One that we do not know: ask the bank, and do not send again.
        case unknown
    }

    package struct Reason: Codable, Equatable, Sendable {
        /// `AC04`, `AM04` and the like, or the bank's own.
        package var code: String?
        package var notes: [String]
    }

    package struct Payment: Codable, Equatable, Sendable {
        package var endToEnd: String?
        package var instruction: String?
        package var paymentInformation: String
        package var status: Status?
        package var reasons: [Reason]
        package var bankReference: String?
    }

    /// What is said of all payments of one block.
    package struct Block: Codable, Equatable, Sendable {
        package var paymentInformation: String
        package var status: Status?
        package var reasons: [Reason]
    }

    package var id: String
    package var createdOn: LocalDate
    package var originalMessage: String
    package var status: Status?
    package var reasons: [Reason]
    package var blocks: [Block]
    package var payments: [Payment]
}

extension PaymentStatusReport {
    /// What became of one payment: what is said of it, else of its block, else of the whole message.
    ///
    /// A message that is accepted or rejected in part says nothing of a payment that it does not name.
    package func outcome(of endToEnd: String, in block: String) -> (status: Status, reasons: [Reason]) {
        if let own = self.payments.first(where: { $0.endToEnd == endToEnd }), let status = own.status {
            return (status, own.reasons)
        }
        if let all = self.blocks.first(where: { $0.paymentInformation == block }), let status = all.status {
            return (status == .partly ? .unknown : status, all.reasons)
        }
        guard let status = self.status, status != .partly else { return (.unknown, []) }
        return (status, self.reasons)
    }

    /// `aliases` maps the namespaces that banks made up to the version they have the shape of.
    package init(_ bytes: some Sequence<UInt8>, aliases: [String: String] = [:]) throws(BankError) {
        let root: XMLElement
        do throws(XMLError) { root = try XMLReader().read(bytes) } catch { throw BankError(error) }
        try Self.checkVersion(root, aliases)
        let document = CamtNode(element: root, path: "Document")
        let report = try document.required("CstmrPmtStsRpt")
        let group = try report.required("OrgnlGrpInfAndSts")
        let header = try report.required("GrpHdr")
        self.id = try header.text("MsgId") ?? ""
        guard let created = try header.text("CreDtTm").flatMap({ LocalDate(String($0.prefix(10))) }) else {
            throw header.wrong(.shape, "CreDtTm is missing, or is no time")
        }
        self.createdOn = created
        guard let original = try group.text("OrgnlMsgId") else { throw group.wrong(.shape, "OrgnlMsgId is missing") }
        self.originalMessage = original
        self.status = try group.text("GrpSts").map(Status.init(code:))
        self.reasons = try Self.reasons(group)
        (self.blocks, self.payments) = ([], [])
        for block in report.children("OrgnlPmtInfAndSts") { try self.add(block) }
    }

    private static func checkVersion(_ root: XMLElement, _ aliases: [String: String]) throws(BankError) {
        let prefix = "urn:iso:std:iso:20022:tech:xsd:"
        let namespace = root.name.namespace
        let name = aliases[namespace] ?? (namespace.hasPrefix(prefix) ? String(namespace.dropFirst(prefix.count)) : "")
        let version = name.hasPrefix("pain.002.001.") ? Int(name.suffix(2)) : nil
        guard root.name.local == "Document", name.utf8.count == 15, let version, (3...15).contains(version) else {
            throw BankError(
                .unknownVersion(namespace),
                line: root.line,
                path: root.name.local,
                "the document is of \(namespace)",
                remedy: "ask the bank for pain.002 in a version from 03 to 15, or say which of them it stands for"
            )
        }
    }

    private mutating func add(_ block: CamtNode) throws(BankError) {
        let name = try block.text("OrgnlPmtInfId") ?? ""
        let status = try block.text("PmtInfSts").map(Status.init(code:))
        self.blocks.append(Block(paymentInformation: name, status: status, reasons: try Self.reasons(block)))
        for payment in block.children("TxInfAndSts") {
            let one = Payment(
                endToEnd: try payment.text("OrgnlEndToEndId"),
                instruction: try payment.text("OrgnlInstrId"),
                paymentInformation: name,
                status: try payment.text("TxSts").map(Status.init(code:)),
                reasons: try Self.reasons(payment),
                bankReference: try payment.text("AcctSvcrRef")
            )
            self.payments.append(one)
        }
    }

    private static func reasons(_ node: CamtNode) throws(BankError) -> [Reason] {
        var reasons: [Reason] = []
        for reason in node.children("StsRsnInf") {
            reasons.append(Reason(code: try reason.code("Rsn"), notes: reason.texts("AddtlInf")))
        }
        return reasons
    }
}

extension PaymentStatusReport.Status {
    init(code: String) {
        switch code {
        case "ACSC", "ACCC": self = .settled
        case "ACCP", "ACTC", "ACSP", "ACWC", "ACWP", "ACFC": self = .accepted
        case "PDNG", "RCVD", "PATC": self = .pending
        case "RJCT": self = .rejected
        case "PART": self = .partly
        default: self = .unknown
        }
    }
}

internal import SOAP
internal import SagaModel
internal import XML

/// Reads a module's answer, and believes it only when it can be nothing but the answer to `function`.
///
/// An error comes with HTTP 200 and a row of type `E` or `A`; a document is there only when it has a number.
struct SAPAnswer {
    let function: SAPFunction
    let asking: String

    /// The document's number; nothing for a module that makes none.
    func document(_ answer: HTTPAnswer) throws(Failure) -> String? {
        if let advice = SAPCodes.refusal(httpStatus: answer.status) {
            let reason = "\(self.asking): HTTP \(answer.status), nothing was done. \(advice)"
            throw .transient(reason, outage: answer.outage)
        }
        switch try self.message(answer) {
        case .fault(let fault): throw self.failure(fault)
        case .body(let entry, _): return try self.document(entry, httpStatus: answer.status)
        }
    }

    private func message(_ answer: HTTPAnswer) throws(Failure) -> SOAPMessage {
        var limits = XMLLimits.default
        limits.bytes = HTTPAnswer.mostBytes
        do throws(SOAPError) {
            return try readSOAP(answer.bytes, charset: answer.charset, limits: limits)
        } catch {
            throw self.doubt("HTTP \(answer.status), and the answer cannot be read. \(error)")
        }
    }

    private func document(_ entry: XMLElement, httpStatus: Int) throws(Failure) -> String? {
        guard self.function.name.isAnswered(by: entry.name) else {
            throw self.doubt("the answer is \(entry.name), which answers something else")
        }
        let messages: [SAPMessage]
        let number: String?
        do throws(SAPAmbiguity) {
            messages = try SAPMessage.all(in: entry)
            number = try self.number(entry)
        } catch {
            throw self.doubt("the answer cannot be understood, \(error)")
        }
        guard entry.sapComplaints == messages.count(where: \.isComplaint) else {
            throw self.doubt("the answer has a complaint where no message belongs")
        }
        if let failure = self.failure(messages) { throw failure }
        guard messages.contains(where: { $0.type == "S" }) else {
            throw self.doubt("the answer says neither success nor failure")
        }
        guard (200..<300).contains(httpStatus) else {
            throw self.doubt("the answer says success under HTTP \(httpStatus)")
        }
        guard self.function.name.field == nil || number != nil else {
            throw self.doubt("the answer says success and has no document number")
        }
        return number
    }

    /// A number that is blank or all zeros is no document, and neither is one in other books.
    private func number(_ entry: XMLElement) throws(SAPAmbiguity) -> String? {
        guard let field = self.function.name.field, let key = try entry.sapText(field) else { return nil }
        guard key.utf8.count == self.function.name.keyLength, key.utf8.allSatisfy({ $0.isLetterOrDigit }) else {
            return nil
        }
        if let company = self.function.company, key.dropFirst(10).prefix(4) != company { return nil }
        let number = key.prefix(10)
        return number.contains { $0 != "0" } ? String(number) : nil
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: false
        }
    }
}

extension SAPFunction.Name {
    /// The field that names the new document.
    fileprivate var field: String? {
        switch self {
        case .createSalesOrder: "SALESDOCUMENT"
        case .postDocument: "OBJ_KEY"
        case .changeSalesOrder, .commit: nil
        }
    }

    /// A sales order has ten digits; a key in the ledger adds company code and year.
    fileprivate var keyLength: Int {
        switch self {
        case .postDocument: 18
        case .createSalesOrder, .changeSalesOrder, .commit: 10
        }
    }
}

extension SAPAnswer {
    /// What the complaints come to; nothing when there are none.
    private func failure(_ messages: [SAPMessage]) -> Failure? {
        let complaints = messages.filter { $0.meaning != nil }
        guard let meaning = complaints.compactMap(\.meaning).max(by: { $0.rawValue < $1.rawValue }) else { return nil }
        let words = complaints.prefix(5).map { "\($0.type) \($0.code) (\($0.text))" }.joined(separator: ", ")
        // What was done before the commit stands; the commit itself may have come halfway.
        return self.failure(self.function.name == .commit ? .inDoubt : meaning, words)
    }

    private func failure(_ fault: SOAPFault) -> Failure {
        let name = fault.detail.compactMap { try? $0.sapText("NAME") }.first ?? fault.code
        return self.failure(SAPCodes.meaning(ofFault: name), "\(name.prefix(80)) (\(fault.reason.prefix(300)))")
    }

    private func failure(_ meaning: SAPCodes.Meaning, _ words: String) -> Failure {
        switch meaning {
        case .transient: .transient("\(self.asking): \(words).")
        case .rejected: .rejected("\(self.asking): \(words).")
        case .inDoubt: self.doubt(words)
        }
    }

    private func doubt(_ reason: String) -> Failure { .inDoubt("\(self.asking): \(reason).") }
}

internal import SagaModel
internal import XML

/// What the other side says about an IDoc: its number, and how far it got.
///
/// Accepted is not posted: only the status says whether the ledger took it.
struct SAPReceipt: Sendable {
    let asking: String
    let number: String
    let status: String
    let text: String
    /// What was posted, by the reference that the line quoted.
    let documents: [String: String]
    /// Why lines were left alone.
    let reasons: [String]

    init(_ answer: HTTPAnswer, asking: String) throws(Failure) {
        if let advice = SAPCodes.refusal(httpStatus: answer.status) {
            let reason = "\(asking): HTTP \(answer.status), nothing was done. \(advice)"
            throw .transient(reason, outage: answer.outage)
        }
        guard (200..<300).contains(answer.status),
            let record = answer.json(SAPIDocRecord.self),
            record.number.contains(where: { $0 != "0" })
        else { throw .inDoubt("\(asking): HTTP \(answer.status), and the answer is no receipt of an IDoc.") }
        self.init(record, asking: asking)
    }

    init(_ record: SAPIDocRecord, asking: String) {
        self.asking = asking
        self.number = record.number
        self.status = record.status
        self.text = record.text
        self.documents = record.documents
        self.reasons = record.reasons
    }

    /// The document that posted the line that quotes `reference`.
    func document(for reference: String) throws(Failure) -> String {
        let idoc = "\(self.asking): IDoc \(self.number.prefix(16))"
        switch SAPCodes.posting(ofIDocStatus: self.status) {
        case .posted:
            if let document = self.documents[reference], document.contains(where: { $0 != "0" }) { return document }
            // The statement has one line: beside a reason nothing can have been cleared.
            guard !self.reasons.isEmpty, self.documents.isEmpty else {
                throw .inDoubt("\(idoc) is posted, and names no document.")
            }
            throw .rejected(
                "\(idoc) is posted and cleared nothing: \(self.reasons.joined(separator: "; ").prefix(300))."
            )
        case .notPosted:
            let remedy = "Correct the cause; the IDoc itself may also be processed again there."
            throw .rejected("\(idoc) was accepted and not posted, status \(self.status) (\(self.text)). \(remedy)")
        case .pending:
            throw .inDoubt("\(idoc) is accepted and not posted yet, status \(self.status.prefix(2)) (\(self.text)).")
        }
    }
}

/// An IDoc as the other side keeps it; the same fields are in capitals where it has just come in.
struct SAPIDocRecord: Decodable, Sendable {
    let number: String
    let status: String
    let text: String
    let payload: String?
    let documents: [String: String]
    let reasons: [String]

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private struct Applied: Decodable {
        struct Line: Decodable {
            let REFERENCE: String?
            let CLEARINGDOCUMENT: String?
            let REVERSALDOCUMENT: String?
            let REASON: String?
        }

        let CLEARED: [Line]?
        let REOPENED: [Line]?
        let UNPROCESSED: [Line]?
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        func text(_ name: String) throws -> String? {
            let keys = values.allKeys.filter { $0.stringValue.sapName == name.sapName }
            guard keys.count < 2 else {
                let context = DecodingError.Context(codingPath: [], debugDescription: "There is more than one \(name).")
                throw DecodingError.dataCorrupted(context)
            }
            return try keys.first.flatMap { try values.decodeIfPresent(String.self, forKey: $0) }
        }
        func required(_ name: String) throws -> String {
            if let value = try text(name) { return value }
            let context = DecodingError.Context(codingPath: [], debugDescription: "There is no \(name).")
            throw DecodingError.keyNotFound(Key(stringValue: name), context)
        }
        self.number = try required("DOCNUM")
        self.status = try required("STATUS")
        self.text = String((try text("STATUS_TEXT") ?? "").prefix(300))
        self.payload = try text("payload")
        let applied = try values.decodeIfPresent([Applied].self, forKey: Key(stringValue: "APPLIED")) ?? []
        var documents: [String: String] = [:]
        for line in applied.flatMap({ ($0.CLEARED ?? []) + ($0.REOPENED ?? []) }) {
            documents[line.REFERENCE ?? ""] = line.CLEARINGDOCUMENT ?? line.REVERSALDOCUMENT ?? ""
        }
        self.documents = documents
        self.reasons = applied.flatMap { $0.UNPROCESSED ?? [] }.compactMap(\.REASON)
    }
}

extension SAPIDocRecord {
    /// Whether this is the bank statement of that number.
    func isStatement(_ number: String) -> Bool {
        guard let payload, let root = try? XMLReader().read(payload.utf8) else { return false }
        let header = root.child(QName("", "IDOC"))?.child(QName("", "E1IDKU1"))
        return header?.child(QName("", "BGMREF"))?.text.xmlTrimmed == number
    }
}

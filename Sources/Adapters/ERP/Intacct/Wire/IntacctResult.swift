internal import SagaModel
internal import XML

/// What one function came to, and succeeded in.
struct IntacctResult: Equatable, Sendable {
    let key: String?
    let data: XMLElement?

    init(_ result: XMLElement) {
        self.key = result.child(QName("", "key")).map(\.text.xmlTrimmed).flatMap { $0.isEmpty ? nil : $0 }
        self.data = result.child(QName("", "data"))
    }

    /// The gateway's own name for the record that was written.
    var reference: String? {
        self.key ?? self.data?.children.first.flatMap { IntacctRecord($0)["RECORDNO"] }
    }
}

/// One record that was read: its fields by name.
struct IntacctRecord: Equatable, Sendable {
    private let fields: [String: String]

    init(_ element: XMLElement) {
        var fields: [String: String] = [:]
        for field in element.children { fields[field.name.local.uppercased()] = field.text.xmlTrimmed }
        self.fields = fields
    }

    /// A field's text; nothing when it is missing or empty.
    subscript(_ name: String) -> String? {
        self.fields[name.uppercased()].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Taken back by an entry of its own.
    var isReversed: Bool { self["STATE"]?.uppercased() == "REVERSED" || self["STATE"] == "V" }

    /// The entry that takes another back, under the number of the other.
    var isReversal: Bool { self["STATE"]?.uppercased() == "REVERSAL" }
}

/// Reads what a `readByQuery` found, and believes it only when it is whole and is what was asked for.
struct IntacctFinding {
    let query: IntacctQuery
    let asking: String

    func records(_ result: IntacctResult) throws(Failure) -> [IntacctRecord] {
        guard let data = result.data else { throw self.doubt("the answer has no data") }
        if let type = data.attribute("listtype"), type.uppercased() != self.query.object.rawValue {
            throw self.doubt("the answer lists \(type.prefix(80))")
        }
        guard let count = data.attribute("count").flatMap({ Int($0.xmlTrimmed) }), count == data.children.count else {
            throw self.doubt("the answer's count is not the number of its records")
        }
        for name in ["totalcount", "numremaining"] {
            guard let text = data.attribute(name) else { continue }
            guard Int(text.xmlTrimmed) == (name == "totalcount" ? count : 0) else {
                throw self.doubt("the answer is one page of several")
            }
        }
        var records: [IntacctRecord] = []
        for child in data.children { records.append(try self.record(child)) }
        return records
    }

    private func record(_ element: XMLElement) throws(Failure) -> IntacctRecord {
        guard element.name.local.uppercased() == self.query.object.rawValue else {
            throw self.doubt("the answer has a \(element.name.local.prefix(80))")
        }
        let record = IntacctRecord(element)
        let key = record[self.query.object.keyField]
        guard key == self.query.id else { throw self.doubt("the answer is about \((key ?? "nothing").prefix(80))") }
        return record
    }

    private func doubt(_ reason: String) -> Failure { .inDoubt("\(self.asking): \(reason).") }
}

internal import SagaModel
internal import XML

/// One row of the table `RETURN`: what a function module says about what it did.
struct SAPMessage: Equatable, Sendable {
    let type: String
    /// Message class and number, by which the message is documented: `F5 201`.
    let code: String
    let text: String

    /// Nothing when the row is initial, as a module leaves it that has nothing to say.
    init?(_ row: XMLElement) throws(SAPAmbiguity) {
        let type = try row.sapText("TYPE") ?? ""
        let text = try row.sapText("MESSAGE") ?? ""
        let id = try row.sapText("ID") ?? ""
        guard !(type.isEmpty && text.isEmpty && id.isEmpty) else { return nil }
        self.type = type
        self.code = "\(id.prefix(20)) \(try row.sapText("NUMBER")?.prefix(3) ?? "")".xmlTrimmed
        self.text = String(text.prefix(300))
    }

    /// All rows; a module that gives one message may leave the table away around it.
    static func all(in entry: XMLElement) throws(SAPAmbiguity) -> [SAPMessage] {
        guard let table = try entry.sapChild("RETURN") else { return [] }
        let rows = table.children.filter { $0.name.local.sapName == "ITEM" }
        var messages: [SAPMessage] = []
        for row in rows.isEmpty ? [table] : rows {
            if let message = try SAPMessage(row) { messages.append(message) }
        }
        return messages
    }

    /// Whether it says by its type that something was not done.
    var isComplaint: Bool { self.type.isSAPComplaint }

    /// What the message says about the outcome; nothing when it is no complaint.
    var meaning: SAPCodes.Meaning? {
        switch self.type {
        case "S", "W", "I": nil
        case "E": SAPCodes.meaning(ofMessage: self.code) ?? .rejected
        // An abort says that the module gave up, not where.
        case "A": SAPCodes.meaning(ofMessage: self.code) ?? .inDoubt
        default: .inDoubt
        }
    }
}

/// The same name twice in one structure: two readers would find two values.
struct SAPAmbiguity: Error, CustomStringConvertible {
    let name: String

    var description: String { "there is more than one \(self.name)" }
}

extension XMLElement {
    /// The one child of that name, spelled in any case.
    func sapChild(_ name: String) throws(SAPAmbiguity) -> XMLElement? {
        let found = self.children.filter { $0.name.local.sapName == name.sapName }
        guard found.count < 2 else { throw SAPAmbiguity(name: name) }
        return found.first
    }

    /// How many types of messages in here say that something was not done, wherever they stand.
    var sapComplaints: Int {
        let own = self.name.local.sapName == "TYPE" && self.text.xmlTrimmed.isSAPComplaint ? 1 : 0
        return self.children.reduce(own) { $0 + $1.sapComplaints }
    }

    func sapText(_ name: String) throws(SAPAmbiguity) -> String? { try self.sapChild(name)?.text.xmlTrimmed }
}

extension String {
    fileprivate var isSAPComplaint: Bool { self == "E" || self == "A" }
}

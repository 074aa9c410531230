import RevenueModel
import XML

/// Answers the gateway's questions for records.
struct IntacctSearch {
    let world: SandboxWorld

    /// The object's name there → what the books call it.
    static let kinds: [String: DocumentKind] = [
        "CUSTOMER": .customer, "SODOCUMENT": .salesOrder, "ARINVOICE": .invoice, "ARPYMT": .customerPayment,
        "ARADJUSTMENT": .creditMemo, "GLBATCH": .journalEntry, "GLENTRY": .journalEntry,
    ]

    func answer(_ function: String, _ content: IntacctFields) throws(Refusal) -> XMLOutput {
        let object = try content.required("object").uppercased()
        let records = try self.records(of: object)
        let wanted = try self.condition(function, content, object)
        let found = records.filter { record in wanted?.matches(record) ?? true }
        let isQuery = function == "readByQuery" || function == "query"
        let page = isQuery ? self.page(of: found, content) : found
        // The older query answers in lower case, the others as they were asked.
        let name = function == "readByQuery" ? object.lowercased() : object
        let elements = page.map { self.element($0, name, self.fields(content)) }
        var attributes: [(QName, XMLOutput.Value)] = [
            (QName("", "listtype"), .text(name)), (QName("", "count"), .text(String(page.count))),
        ]
        if isQuery {
            attributes.append((QName("", "totalcount"), .text(String(found.count))))
            attributes.append((QName("", "numremaining"), .text(String(found.count - page.count))))
        }
        return .element(QName("", "data"), attributes: attributes, elements)
    }

    private func records(of object: String) throws(Refusal) -> [[(name: String, value: String)]] {
        guard let kind = Self.kinds[object] else {
            throw Refusal(ERPCode.userError, "Object definition \(object) not found")
        }
        var records: [[(name: String, value: String)]] = []
        for document in self.world.readable(kind) {
            let fields = IntacctRecordFields(document: document, world: self.world)
            if object == "GLENTRY" { records += fields.entries } else { records.append(try fields.fields) }
        }
        guard object == "ARPYMT" else { return records }
        return records
            + self.world.readable(.creditMemo).compactMap { credit in
                IntacctRecordFields(document: credit, world: self.world).application
            }
    }

    private func page<Record>(of records: [Record], _ content: IntacctFields) -> [Record] {
        let size = content.text("pagesize").flatMap { Int($0) } ?? 100
        let offset = content.text("offset").flatMap { Int($0) } ?? 0
        return Array(records.dropFirst(max(0, offset)).prefix(max(1, size)))
    }

    /// The names of the fields that are wanted; nothing for all.
    private func fields(_ content: IntacctFields) -> [String]? {
        if let select = content.element("select") { return select.children.map { $0.text.xmlTrimmed.uppercased() } }
        guard let fields = content.text("fields"), fields != "*" else { return nil }
        return fields.split(separator: ",").map { String($0).xmlTrimmed.uppercased() }
    }

    private func element(
        _ record: [(name: String, value: String)],
        _ name: String,
        _ wanted: [String]?
    ) -> XMLOutput {
        let fields = record.filter { wanted?.contains($0.name.uppercased()) ?? true }
        return .element(QName("", name), fields.map { .element(QName("", $0.name), text: $0.value) })
    }
}

extension IntacctSearch {
    /// One field and the values that it may have: no more of the query language is served.
    struct Condition {
        let field: String
        let values: [String]

        func matches(_ record: [(name: String, value: String)]) -> Bool {
            record.contains { $0.name.uppercased() == self.field && self.values.contains($0.value) }
        }
    }

    private func condition(
        _ function: String,
        _ content: IntacctFields,
        _ object: String
    ) throws(Refusal) -> Condition? {
        let keys = (content.text("keys") ?? "").split(separator: ",").map(String.init)
        switch function {
        case "read": return Condition(field: "RECORDNO", values: keys)
        case "readByName": return Condition(field: Self.names[object] ?? "RECORDNO", values: keys)
        case "query":
            guard let filter = content.element("filter"), let first = filter.children.first else { return nil }
            let equal = IntacctFields(element: first)
            guard first.name.local == "equalto", let field = equal.text("field"), let value = equal.text("value") else {
                throw Refusal(ERPCode.userError, "Only the filter equalto is served.")
            }
            return Condition(field: field.uppercased(), values: [value])
        default: return try self.condition(ofQuery: content.text("query") ?? "")
        }
    }

    private static let names = [
        "CUSTOMER": "CUSTOMERID", "SODOCUMENT": "DOCID", "ARINVOICE": "RECORDID", "ARPYMT": "DOCNUMBER",
        "ARADJUSTMENT": "RECORDID", "GLBATCH": "REFERENCENO",
    ]

    private func condition(ofQuery query: String) throws(Refusal) -> Condition? {
        if query.isEmpty { return nil }
        let sides = query.split(separator: "=", maxSplits: 1).map { String($0).xmlTrimmed }
        guard sides.count == 2, sides[0].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
            throw Refusal(ERPCode.userError, "Query Failed: “\(query)” is not FIELD = 'value'.")
        }
        guard sides[1].hasPrefix("'") else { return Condition(field: sides[0].uppercased(), values: [sides[1]]) }
        guard sides[1].hasSuffix("'"), sides[1].count >= 2 else {
            throw Refusal(ERPCode.userError, "Query Failed: “\(query)” has an open quote.")
        }
        let value = sides[1].dropFirst().dropLast().replacing("\\'", with: "'")
        return Condition(field: sides[0].uppercased(), values: [String(value)])
    }
}

internal import RevenueModel
internal import SuiteTalk
internal import XML

/// A record to be written, its fields in the order of the published schema: the service refuses any other.
struct NetSuiteRecord: Equatable, Sendable {
    let kind: RecordKind
    let externalID: String
    let fields: [XMLOutput]

    init(_ kind: RecordKind, externalID: String, _ fields: [XMLOutput?]) {
        self.kind = kind
        self.externalID = externalID
        self.fields = fields.compactMap(\.self)
    }

    var output: XMLOutput {
        .element(
            QName(SuiteTalkNames.messages, "record"),
            attributes: [(.xsiType, .qname(self.kind.type)), (QName("", "externalId"), .text(self.externalID))],
            self.fields
        )
    }
}

extension RecordKind {
    func text(_ name: String, _ text: String) -> XMLOutput {
        .element(QName(self.namespace, name), text: text)
    }

    /// The amount's own digits: the schema says `xsd:double`, but the text never goes through one.
    func money(_ name: String, _ amount: Money) -> XMLOutput { self.text(name, amount.decimal) }

    /// The schema has no dates, only times: the day's first moment, without a zone.
    func date(_ name: String, _ date: LocalDate) -> XMLOutput { self.text(name, "\(date)T00:00:00") }

    func reference(_ name: String, internalID: String) -> XMLOutput {
        .element(QName(self.namespace, name), attributes: [(QName("", "internalId"), .text(internalID))])
    }

    func customer(_ name: String, externalID: String) -> XMLOutput {
        let attributes: [(QName, XMLOutput.Value)] = [
            (QName("", "externalId"), .text(externalID)), (QName("", "type"), .text("customer")),
        ]
        return .element(QName(self.namespace, name), attributes: attributes)
    }

    /// A list that replaces the record's lines, so that a repeated write adds none.
    func list(_ name: String, _ lines: [XMLOutput]) -> XMLOutput { self.list(name, lines, replacesAll: true) }

    /// A list that is added to the record's lines: what stands there stays.
    func addition(_ name: String, _ lines: [XMLOutput]) -> XMLOutput { self.list(name, lines, replacesAll: false) }

    private func list(_ name: String, _ lines: [XMLOutput], replacesAll: Bool) -> XMLOutput {
        let replaceAll: XMLOutput.Value = replacesAll ? "true" : "false"
        return .element(
            QName(self.namespace, name),
            attributes: [(QName("", "replaceAll"), replaceAll)],
            lines
        )
    }

    func line(_ name: String, _ fields: [XMLOutput?]) -> XMLOutput {
        .element(QName(self.namespace, name), fields.compactMap(\.self))
    }

    /// The custom fields of a record or line; those without a script id are not mapped, and left out.
    func custom(_ fields: [CustomField]) -> XMLOutput? {
        let known = fields.compactMap(\.output)
        return known.isEmpty ? nil : .element(QName(self.namespace, "customFieldList"), known)
    }
}

/// The value of one custom field.
struct CustomField {
    enum Value {
        case text(String)
        case flag(Bool)
    }

    let scriptID: String?
    let value: Value

    init(_ scriptID: String?, _ value: Value) {
        self.scriptID = scriptID
        self.value = value
    }

    /// A text that may be missing, too.
    init(_ scriptID: String?, _ text: String?) {
        self.init(text == nil ? nil : scriptID, .text(text ?? ""))
    }

    fileprivate var output: XMLOutput? {
        guard let scriptID = self.scriptID else { return nil }
        let (type, text) =
            switch self.value {
            case .text(let text): ("StringCustomFieldRef", text)
            case .flag(let flag): ("BooleanCustomFieldRef", flag ? "true" : "false")
            }
        return .element(
            QName(SuiteTalkNames.core, "customField"),
            attributes: [
                (.xsiType, .qname(QName(SuiteTalkNames.core, type))), (QName("", "scriptId"), .text(scriptID)),
            ],
            [.element(QName(SuiteTalkNames.core, "value"), text: text)]
        )
    }
}

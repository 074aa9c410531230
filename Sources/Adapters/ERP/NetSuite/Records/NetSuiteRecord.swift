internal import RevenueModel
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
            QName(NetSuiteNames.messages, "record"),
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
    func list(_ name: String, _ lines: [XMLOutput]) -> XMLOutput {
        .element(QName(self.namespace, name), attributes: [(QName("", "replaceAll"), .text("true"))], lines)
    }

    func line(_ name: String, _ fields: [XMLOutput?]) -> XMLOutput {
        .element(QName(self.namespace, name), fields.compactMap(\.self))
    }

    func customText(scriptID: String, _ text: String) -> XMLOutput {
        let field = XMLOutput.element(
            QName(NetSuiteNames.core, "customField"),
            attributes: [
                (.xsiType, .qname(QName(NetSuiteNames.core, "StringCustomFieldRef"))),
                (QName("", "scriptId"), .text(scriptID)),
            ],
            [.element(QName(NetSuiteNames.core, "value"), text: text)]
        )
        return .element(QName(self.namespace, "customFieldList"), [field])
    }
}

internal import SuiteTalk
internal import XML

/// A record that was read: the parts of it that a later write is made from.
struct NetSuiteDocument: Equatable, Sendable {
    let record: XMLElement
    let kind: RecordKind

    var internalID: String? { self.record.attribute("internalId") }

    func text(_ name: String) -> String? { self.record.child(self.name(name))?.text.xmlTrimmed }

    func reference(_ name: String) -> String? { self.record.child(self.name(name))?.attribute("internalId") }

    func lines(_ list: String, _ entry: String) -> [NetSuiteDocument] {
        let lines = self.record.child(self.name(list))?.children(self.name(entry)) ?? []
        return lines.map { NetSuiteDocument(record: $0, kind: self.kind) }
    }

    /// The value of a custom field of the record, or of the line.
    func custom(_ scriptID: String) -> String? {
        let fields = self.record.child(self.name("customFieldList"))?
            .children(QName(SuiteTalkNames.core, "customField"))
        let field = fields?.first { $0.attribute("scriptId") == scriptID }
        return field?.child(QName(SuiteTalkNames.core, "value"))?.text.xmlTrimmed
    }

    private func name(_ local: String) -> QName { QName(self.kind.namespace, local) }
}

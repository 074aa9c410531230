internal import CLibXML2

/// Owns libxml2's compiled schema.
///
/// It may be shared: once made, libxml2 only reads it, and keeps the state of each validation in a
/// context of its own.
final class XMLCompiledSchema: Sendable {
    nonisolated(unsafe) private let schema: xmlSchemaPtr

    init(_ documents: [XMLSchema.Document]) throws(XMLSchemaError) {
        XMLLibrary.prepared
        let sources = try XMLSchemaSources(documents)
        XMLSchemaShelf.put(sources.documents)
        defer { XMLSchemaShelf.remove(sources.documents.keys) }
        let findings = XMLSchemaFindings()
        let schema = withExtendedLifetime(findings) { Self.compile(sources.entry, findings) }
        guard let schema, findings.all.isEmpty else {
            xmlSchemaFree(schema)
            throw .wrongSchema(findings.all)
        }
        self.schema = schema
    }

    deinit { xmlSchemaFree(self.schema) }

    private static func compile(_ entry: String, _ findings: XMLSchemaFindings) -> xmlSchemaPtr? {
        guard let context = xmlSchemaNewParserCtxt(entry) else { return nil }
        defer { xmlSchemaFreeParserCtxt(context) }
        xmlSchemaSetParserStructuredErrors(context, XMLSchemaFindings.report, findings.userData)
        return xmlSchemaParse(context)
    }

    func findings(in tree: xmlDocPtr) -> [XMLSchemaFinding] {
        let findings = XMLSchemaFindings()
        let result = withExtendedLifetime(findings) { self.validate(tree, findings) }
        guard result != 0, findings.all.isEmpty else { return findings.all }
        return [XMLSchemaFinding(line: 0, path: "", reason: "libxml2 could not validate it (\(result)).")]
    }

    /// Zero when the document is valid.
    private func validate(_ tree: xmlDocPtr, _ findings: XMLSchemaFindings) -> Int32 {
        guard let context = xmlSchemaNewValidCtxt(self.schema) else { return -1 }
        defer { xmlSchemaFreeValidCtxt(context) }
        xmlSchemaSetValidStructuredErrors(context, XMLSchemaFindings.report, findings.userData)
        return xmlSchemaValidateDoc(context, tree)
    }
}

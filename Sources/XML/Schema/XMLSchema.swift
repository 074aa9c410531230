internal import CLibXML2

/// A schema, compiled once and used for as many documents as one likes, from any task.
///
/// It sees the documents that it is given and no others: an import of anything else is refused, and what a
/// validated document says about schemas (`xsi:schemaLocation`) does nothing.
///
/// Validate strictly what is sent. What is received may break its own published schema in practice, and a
/// known outcome must not become an unknown one because of it.
package struct XMLSchema: Sendable {
    /// One document of a schema, under the name that an include uses for it.
    package struct Document: Sendable {
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: some Sequence<UInt8>) {
            self.name = name
            self.bytes = Array(bytes)
        }
    }

    private let compiled: XMLCompiledSchema
    private let reader: XMLReader

    /// Compiles the documents into one schema that knows the elements of them all.
    ///
    /// `limits` are for the documents to be validated.
    package init(_ documents: [Document], limits: XMLLimits = .default) throws(XMLSchemaError) {
        self.compiled = try XMLCompiledSchema(documents)
        self.reader = XMLReader(limits: limits)
    }

    /// Everything in the document that is not what the schema says, at most a hundred findings.
    package func findings(
        in bytes: some Sequence<UInt8>,
        charset: String? = nil
    ) throws(XMLError) -> [XMLSchemaFinding] {
        let tree = try self.reader.tree(bytes, charset: charset)
        defer { xmlFreeDoc(tree) }
        return self.compiled.findings(in: tree)
    }

    /// Throws when the document cannot be read, or is not what the schema says.
    package func validate(_ bytes: some Sequence<UInt8>, charset: String? = nil) throws(XMLSchemaError) {
        let findings: [XMLSchemaFinding]
        do throws(XMLError) {
            findings = try self.findings(in: bytes, charset: charset)
        } catch {
            throw .unreadable(error)
        }
        guard findings.isEmpty else { throw .invalid(findings) }
    }
}

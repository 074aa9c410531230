package import XML

/// Checks whole messages against our schemas, compiled once.
package enum SuiteTalkSchema {
    private static let compiled: Result<XMLSchema, XMLSchemaError> = Self.compile()

    /// Throws when the message is not one that the service understands.
    package static func validate(_ message: [UInt8], charset: String? = nil) throws(XMLSchemaError) {
        try self.compiled.get().validate(message, charset: charset)
    }

    private static func compile() -> Result<XMLSchema, XMLSchemaError> {
        let documents = ([SuiteTalkSchemas.envelope] + SuiteTalkSchemas.documents).map {
            XMLSchema.Document(name: $0.name, bytes: $0.text.utf8)
        }
        do throws(XMLSchemaError) {
            return .success(try XMLSchema(documents))
        } catch {
            return .failure(error)
        }
    }
}

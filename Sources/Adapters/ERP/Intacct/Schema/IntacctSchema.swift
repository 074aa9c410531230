internal import SagaModel
internal import XML

/// What may leave for the gateway: a schema of our own, stricter than the gateway's.
///
/// The gateway answers a misplaced element by refusing the whole request; here it is found before anything left.
enum IntacctSchema {
    private static let schema: Result<XMLSchema, XMLSchemaError> = Result { () throws(XMLSchemaError) in
        try XMLSchema([
            XMLSchema.Document(name: "request.xsd", bytes: Self.request.utf8),
            XMLSchema.Document(name: "functions.xsd", bytes: Self.functions.utf8),
            XMLSchema.Document(name: "objects.xsd", bytes: Self.objects.utf8),
            XMLSchema.Document(name: "types.xsd", bytes: Self.types.utf8),
        ])
    }

    /// Refuses a request that the gateway would not understand.
    static func check(_ bytes: [UInt8], _ asking: String) throws(Failure) {
        do throws(XMLSchemaError) {
            try self.schema.get().validate(bytes)
        } catch {
            throw .rejected("\(asking): the request was not sent, it is not valid. \(error)")
        }
    }
}

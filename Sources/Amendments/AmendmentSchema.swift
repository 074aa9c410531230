internal import Policy

/// The JSON Schema of fixtures, for editors: made of the keys that the reader takes.
package enum AmendmentSchema {
    package static func text() throws -> String {
        try PolicySchema.text(of: AmendmentShape.file, title: "Amendments to simulate")
    }
}

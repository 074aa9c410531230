internal import Policy

/// The JSON Schema of fixtures, for editors: made of the keys that the reader takes.
package enum CaseSchema {
    package static func text() throws -> String {
        try PolicySchema.text(of: CaseShape.file, title: "A case to simulate")
    }
}

internal import Policy

/// The JSON Schema of fixtures, for editors: made of the keys that the reader takes.
package enum PaymentSchema {
    package static func text() throws -> String {
        try PolicySchema.text(of: PaymentShape.file, title: "Payments to simulate")
    }
}

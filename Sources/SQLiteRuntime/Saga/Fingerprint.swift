import Crypto
package import SagaModel

extension Workflow {
    /// A hash over everything that makes the definition treat sagas as it does: names, kinds, ways, conditions by
    /// name, and what the closures make of the rehearsals.
    ///
    /// - Returns: SHA-256, as 64 hexadecimal digits.
    package func fingerprint() throws -> String {
        Fingerprint.of(try self.definition.canonicalText(self.rehearsals) { try JSON.text($0) })
    }
}

package enum Fingerprint {
    /// SHA-256 of a text, as 64 hexadecimal digits.
    package static func of(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0\(digits)" : digits
        }.joined()
    }
}

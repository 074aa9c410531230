internal import Crypto
internal import FoundationEssentials
package import RevenueModel

/// The fingerprint of everything that a simulation reads: the same input has the same, one changed cent another.
package struct InputHash: Hashable, Sendable, CustomStringConvertible {
    /// SHA-256 as 64 hexadecimal digits.
    package let description: String

    package init(_ input: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let digest = SHA256.hash(data: try encoder.encode(input))
        self.description = digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0\(digits)" : digits
        }.joined()
    }
}

extension InputHash {
    /// What carrying out finds when it was previewed as something else.
    package func drift(from previewed: Self) -> [Finding] {
        Reconciliation.preview(hash: previewed.description, executed: self.description)
    }
}

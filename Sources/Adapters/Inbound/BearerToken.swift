internal import Crypto

/// Whether a delivery comes from who carries the token: `Authorization: Bearer …`.
package struct BearerToken: Sendable {
    private let secret: Secret

    package init(_ secret: Secret) { self.secret = secret }

    /// Whether the header carries it; digests are compared, so that the time it takes tells nothing.
    package func isCarried(by header: String?) -> Bool {
        let scheme = "Bearer "
        guard let header, header.hasPrefix(scheme), !self.secret.text.isEmpty else { return false }
        return SHA256.hash(data: Array(header.dropFirst(scheme.count).utf8))
            == SHA256.hash(data: Array(self.secret.text.utf8))
    }
}

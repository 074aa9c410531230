import Crypto
import Foundation
import SuiteTalk
import XML

/// Who may speak to the ERP: the five values that both sides know, of which two never travel.
package struct SandboxCredentials: Sendable {
    package let account = "SANDBOX"
    package let consumerKey = "sandbox-consumer-key"
    package let consumerSecret = "sandbox-consumer-secret"
    package let token = "sandbox-token"
    package let tokenSecret = "sandbox-token-secret"

    package init() {}

    /// The signature of a request, in base 64.
    package func signature(nonce: String, timestamp: String) -> String {
        let base = [self.account, self.consumerKey, self.token, nonce, timestamp].joined(separator: "&")
        let key = SymmetricKey(data: Data("\(self.consumerSecret)&\(self.tokenSecret)".utf8))
        return Data(HMAC<SHA256>.authenticationCode(for: Data(base.utf8), using: key)).base64EncodedString()
    }
}

/// The header by which a request proves who sent it.
struct TokenPassport {
    let nonce: String

    /// Nothing when a part is missing, unknown or wrongly signed.
    init?(headers: [XMLElement], credentials: SandboxCredentials = SandboxCredentials()) {
        guard let passport = headers.first(where: { $0.name == QName(SuiteTalkNames.messages, "tokenPassport") }) else {
            return nil
        }
        func part(_ name: String) -> String { passport.child(QName(SuiteTalkNames.core, name))?.text ?? "" }
        let signature = passport.child(QName(SuiteTalkNames.core, "signature"))
        let isKnown =
            part("account") == credentials.account && part("consumerKey") == credentials.consumerKey
            && part("token") == credentials.token && signature?.attribute("algorithm") == "HMAC-SHA256"
        let expected = credentials.signature(nonce: part("nonce"), timestamp: part("timestamp"))
        guard isKnown, Self.isNonce(part("nonce")), signature?.text == expected else { return nil }
        self.nonce = part("nonce")
    }

    private static func isNonce(_ text: String) -> Bool {
        (6...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
    }
}

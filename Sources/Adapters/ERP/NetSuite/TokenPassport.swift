internal import Crypto
internal import FoundationEssentials
internal import SuiteTalk
internal import XML

/// The header that says who asks: signed anew for each request, so that none can be replayed.
struct TokenPassport {
    private let settings: NetSuiteSettings
    private let nonce: String
    private let timestamp: Int

    init(settings: NetSuiteSettings, nonce: String, timestamp: Int) {
        self.settings = settings
        self.nonce = nonce
        self.timestamp = timestamp
    }

    var output: XMLOutput {
        .element(
            QName(SuiteTalkNames.messages, "tokenPassport"),
            [
                self.field("account", self.settings.account),
                self.field("consumerKey", self.settings.consumerKey),
                self.field("token", self.settings.token),
                self.field("nonce", self.nonce),
                self.field("timestamp", String(self.timestamp)),
                .element(
                    QName(SuiteTalkNames.core, "signature"),
                    attributes: [(QName("", "algorithm"), .text("HMAC-SHA256"))],
                    text: self.signature
                ),
            ]
        )
    }

    private func field(_ name: String, _ text: String) -> XMLOutput {
        .element(QName(SuiteTalkNames.core, name), text: text)
    }

    /// Base64 of the HMAC over the five fields, with both secrets as the key.
    var signature: String {
        let parts = [
            self.settings.account, self.settings.consumerKey, self.settings.token, self.nonce, String(self.timestamp),
        ]
        let key = "\(self.settings.consumerSecret.text)&\(self.settings.tokenSecret.text)"
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(parts.joined(separator: "&").utf8),
            using: SymmetricKey(data: Data(key.utf8))
        )
        return Data(code).base64EncodedString()
    }
}

package import XML

/// The other side says that it did not do, or may not have done, what was asked.
///
/// A fault is a fault whatever the HTTP status around it. The two versions spell it differently.
package struct SOAPFault: Error, Equatable, Sendable, CustomStringConvertible {
    package let version: SOAPVersion
    /// The code without its prefix: in SOAP 1.1 with its class, "Client" or "Server.userException"; in SOAP 1.2
    /// one of "Sender", "Receiver", "MustUnderstand", "VersionMismatch" and "DataEncodingUnknown".
    package let code: String
    /// What SOAP 1.2 adds to the code, from the general to the special.
    package let subcodes: [QName]
    /// In English, where there is a choice.
    package let reason: String
    /// Language to reason, where the fault names languages.
    package let reasons: [String: String]
    /// Who on the message's way found fault with it.
    package let node: String?
    /// As what it did so.
    package let role: String?
    package let detail: [XMLElement]

    package init(
        version: SOAPVersion = .soap11,
        code: String,
        subcodes: [QName] = [],
        reason: String,
        reasons: [String: String] = [:],
        node: String? = nil,
        role: String? = nil,
        detail: [XMLElement] = []
    ) {
        self.version = version
        self.code = code
        self.subcodes = subcodes
        self.reason = reason
        self.reasons = reasons
        self.node = node
        self.role = role
        self.detail = detail
    }

    package var description: String {
        "SOAP fault \(([self.code] + self.subcodes.map(\.local)).joined(separator: "/")): \(self.reason)"
    }

    /// The first entry of the detail with that name.
    package func detail(named name: QName) -> XMLElement? {
        self.detail.first { $0.name == name }
    }
}

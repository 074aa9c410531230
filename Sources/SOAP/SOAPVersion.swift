package import XML

/// One of the two versions of SOAP, which an exchange never mixes.
package enum SOAPVersion: String, CaseIterable, Sendable {
    case soap11 = "1.1"
    case soap12 = "1.2"

    /// The namespace of the envelope, by which a message says its version.
    package var namespace: String {
        switch self {
        case .soap11: "http://schemas.xmlsoap.org/soap/envelope/"
        case .soap12: "http://www.w3.org/2003/05/soap-envelope"
        }
    }

    package init?(namespace: String) {
        guard let version = Self.allCases.first(where: { $0.namespace == namespace }) else { return nil }
        self = version
    }

    var other: SOAPVersion { self == .soap11 ? .soap12 : .soap11 }

    /// A name of the envelope's own: `Envelope`, `Header`, `Body`, `Fault`, `mustUnderstand` and others.
    package func name(_ local: String) -> QName { QName(self.namespace, local) }

    /// A header block, for whom it is for, and whether that one must refuse the message if it does not know the block.
    ///
    /// Without a role it is for the last receiver.
    package func headerBlock(
        _ name: QName,
        mustUnderstand: Bool = false,
        role: String? = nil,
        _ children: [XMLOutput]
    ) -> XMLOutput {
        var attributes: [(QName, XMLOutput.Value)] = []
        if mustUnderstand { attributes.append((self.name("mustUnderstand"), .text(self == .soap11 ? "1" : "true"))) }
        if let role { attributes.append((self.roleName, .text(role))) }
        return .element(name, attributes: attributes, children)
    }

    private var roleName: QName { self.name(self == .soap11 ? "actor" : "role") }

    /// Whether a header block is for whoever receives the message last, as we always do.
    func isForUs(_ block: XMLElement) -> Bool {
        guard let role = block.attribute(self.roleName)?.xmlTrimmed, !role.isEmpty else { return true }
        switch self {
        case .soap11: return role == "http://schemas.xmlsoap.org/soap/actor/next"
        case .soap12: return ["next", "ultimateReceiver"].contains { role == "\(self.namespace)/role/\($0)" }
        }
    }
}

/// What HTTP says about a SOAP message: its version, and in SOAP 1.2 also its action.
package struct SOAPContentType: Equatable, Sendable {
    package let version: SOAPVersion
    /// SOAP 1.1 has it in a header of its own, `SOAPAction`.
    package let action: String?

    /// Reads the value of `Content-Type`; nothing when it is no SOAP message's.
    package init?(_ value: String) {
        let type = MediaType(value)
        switch type.name {
        case "text/xml": self.version = .soap11
        case "application/soap+xml": self.version = .soap12
        default: return nil
        }
        let actions = type.values(of: "action")
        guard actions.count <= 1 else { return nil }
        self.action = self.version == .soap12 ? actions.first : nil
    }
}

extension SOAPVersion {
    /// The HTTP headers of a request with that action.
    package func headers(action: String) -> [(name: String, value: String)] {
        let escaped = action.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        switch self {
        case .soap11:
            return [("Content-Type", "text/xml; charset=utf-8"), ("SOAPAction", "\"\(escaped)\"")]
        case .soap12:
            return [("Content-Type", "application/soap+xml; charset=utf-8; action=\"\(escaped)\"")]
        }
    }

    /// The `Content-Type` of an answer.
    package var contentType: String {
        switch self {
        case .soap11: "text/xml; charset=utf-8"
        case .soap12: "application/soap+xml; charset=utf-8"
        }
    }
}

/// What HTTP says about a SOAP message: its version, and in SOAP 1.2 also its action.
package struct SOAPContentType: Equatable, Sendable {
    package let version: SOAPVersion
    /// SOAP 1.1 has it in a header of its own, `SOAPAction`.
    package let action: String?

    /// Reads the value of `Content-Type`; nothing when it is no SOAP message's.
    package init?(_ value: String) {
        let parts = Self.parts(value)
        switch parts.first?.lowercased() {
        case "text/xml": self.version = .soap11
        case "application/soap+xml": self.version = .soap12
        default: return nil
        }
        let version = self.version
        let actions = parts.dropFirst().compactMap { Self.action($0) }
        guard actions.count <= 1 else { return nil }
        self.action = version == .soap12 ? actions.first : nil
    }

    /// Split at each semicolon outside of quotes, and trimmed.
    private static func parts(_ value: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        var isEscaped = false
        for character in value {
            if character == ";", !isQuoted {
                parts.append("")
                continue
            }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && character == "\\" && !isEscaped
            parts[parts.count - 1].append(character)
        }
        return parts.map { $0.split(separator: " ").joined(separator: " ") }
    }

    /// The value of a parameter `action`, without quotes.
    private static func action(_ parameter: String) -> String? {
        let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased().filter({ $0 != " " }) == "action" else { return nil }
        let value = parts[1].drop { $0 == " " }
        guard value.hasPrefix("\""), value.hasSuffix("\""), value.count >= 2 else { return String(value) }
        var text = ""
        var isEscaped = false
        for character in value.dropFirst().dropLast() {
            if character == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            text.append(character)
            isEscaped = false
        }
        return text
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

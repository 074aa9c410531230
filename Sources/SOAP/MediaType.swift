/// The value of `Content-Type`: what a document is, and what is said about it besides.
package struct MediaType: Equatable, Sendable {
    /// In lower case: `text/xml`.
    package let name: String
    private let parameters: [Parameter]

    private struct Parameter: Equatable, Sendable {
        let name: String
        let value: String
    }

    package init(_ value: String) {
        let parts = Self.parts(value)
        self.name = (parts.first ?? "").lowercased()
        self.parameters = parts.dropFirst().compactMap { part in
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = sides.first, let value = sides.last, sides.count == 2 else { return nil }
            return Parameter(
                name: name.lowercased().filter { $0 != " " },
                value: Self.unquoted(value.drop { $0 == " " })
            )
        }
    }

    /// All values of a parameter, without quotes; who gives more than one does not say which counts.
    package func values(of name: String) -> [String] { self.parameters.filter { $0.name == name }.map(\.value) }

    /// How the document's bytes are to be read; some quote it in a way that HTTP does not know.
    package var charset: String? {
        self.values(of: "charset").first?.filter { $0 != "\"" && $0 != "'" && $0 != " " }
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

    private static func unquoted(_ value: Substring) -> String {
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

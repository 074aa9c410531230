/// libxml2's message, turned into a sentence for people.
enum XMLSchemaReason {
    /// Longer messages list what would be allowed; nobody reads on.
    private static let longest = 400

    static func sentence(_ message: String) -> String {
        var text = self.withoutNamespaces(message.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        text = self.withoutPlace(text)
        if text.hasPrefix("["), let end = text.firstRange(of: "] ") { text = String(text[end.upperBound...]) }
        text = text.replacing("This element is not expected.", with: "This element is not expected here.")
        text = text.replacing(" ( ", with: " ").replacing(" ).", with: ".")
        if text.count > self.longest { text = text.prefix(self.longest) + "…" }
        guard let first = text.first else { return "It is not what the schema says." }
        text = first.uppercased() + text.dropFirst()
        return text.hasSuffix(".") || text.hasSuffix("…") ? text : text + "."
    }

    /// The element is named by the finding's path.
    private static func withoutPlace(_ text: String) -> String {
        guard text.hasPrefix("Element '"), let end = text.firstRange(of: "': ") else {
            guard text.hasPrefix("Element '"), let comma = text.firstRange(of: "', attribute '") else { return text }
            return "Attribute '" + text[comma.upperBound...]
        }
        guard let comma = text.firstRange(of: "', attribute '"), comma.lowerBound < end.lowerBound else {
            return String(text[end.upperBound...])
        }
        return "Attribute '" + text[comma.upperBound...]
    }

    /// Namespaces are written `{…}` before a name; two names that differ by them alone are rare.
    private static func withoutNamespaces(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let inside = rest[rest.index(after: open)..<close]
            // A pattern's own braces, such as {4}, are content.
            if !inside.contains(":") { result += "{\(inside)}" }
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}

/// Names as banks take them: at most 35 characters of a small set.
package enum BankName {
    package static let longest = 35

    /// The key itself where a bank takes it; otherwise its beginning and a number made of all of it.
    package static func of(_ key: String) -> String {
        if Self.isPlain(key) { return key }
        var fingerprint = TextFingerprint()
        fingerprint.add(key)
        let start = key.unicodeScalars.prefix(18).map { Self.isLetterOrDigit($0) ? Character($0) : "-" }
        return String(start) + "-" + fingerprint.text
    }

    private static func isPlain(_ key: String) -> Bool {
        let allowed = "/-?:().,'+ "
        guard !key.isEmpty, key.utf8.count <= Self.longest, !key.hasPrefix("/"), !key.hasSuffix("/") else {
            return false
        }
        guard !key.contains("//"), key.first != " ", key.last != " " else { return false }
        return key.unicodeScalars.allSatisfy { Self.isLetterOrDigit($0) || allowed.unicodeScalars.contains($0) }
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "A"..."Z", "a"..."z": true
        default: false
        }
    }
}

/// International account numbers.
package enum IBAN {
    /// Two letters and two digits begin no other account number that we know.
    package static func isMeant(_ text: String) -> Bool {
        let head = Array(text.utf8.prefix(4))
        return head.count == 4 && head[..<2].allSatisfy { (65...90).contains($0) }
            && head[2...].allSatisfy { (48...57).contains($0) }
    }

    /// Whether the check digits agree: modulo 97, as ISO 13616 says.
    package static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (15...34).contains(bytes.count) else { return false }
        var rest = 0
        for byte in bytes[4...] + bytes[..<4] {
            switch byte {
            case 48...57: rest = (rest * 10 + Int(byte) - 48) % 97
            case 65...90: rest = (rest * 100 + Int(byte) - 55) % 97
            default: return false
            }
        }
        return rest == 1
    }
}

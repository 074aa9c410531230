/// Decimals as XML Schema writes them, in the one form that `Money` reads.
enum DecimalText {
    /// `+1.50`, `.5` and `5.` are decimals there too.
    static func plain(_ text: String) -> String {
        var digits = Substring(text)
        let isNegative = digits.first == "-"
        if isNegative || digits.first == "+" { digits = digits.dropFirst() }
        guard digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }), digits.count > 1 else {
            return (isNegative ? "-" : "") + digits
        }
        if digits.first == "." { digits = "0" + digits }
        if digits.last == "." { digits = digits.dropLast() }
        return (isNegative ? "-" : "") + digits
    }
}

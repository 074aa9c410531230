extension Field {
    /// `90s`, `15m`, `30d`, `250ms`, in milliseconds: a number alone would leave open of what.
    package func milliseconds() throws(FileProblem) -> Int {
        let text = try self.text()
        guard let length = Self.milliseconds(text) else {
            throw self.problem("“\(text)” is not a length of time; expected one such as 30s, 15m or 250ms")
        }
        return length
    }

    /// The same of a word that stands in no file.
    package static func milliseconds(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), let unit = Self.units[String(text.dropFirst(digits.count))],
            count <= Self.mostMilliseconds / unit
        else { return nil }
        return count * unit
    }

    private static let units = ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
    /// Ten years.
    private static let mostMilliseconds = 3650 * 86_400_000
}

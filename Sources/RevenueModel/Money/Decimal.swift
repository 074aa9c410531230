/// An exact decimal number: `coefficient` × 10^−`scale`.
///
/// For quantities, rates and the text of amounts.
package struct Decimal: Hashable, Sendable {
    package let coefficient: Int
    package let scale: Int

    /// The most decimals that are read.
    ///
    /// More is refused, so that products stay countable.
    private static let mostDecimals = 9

    /// Reads an optional sign, digits, and at most one point between digits.
    package init(_ text: String) throws(MoneyError) {
        var digits = Substring(text)
        let isNegative = digits.first == "-"
        if isNegative { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy(Self.isDigits) else { throw .notDecimal(text) }
        let fraction = Self.withoutTrailingZeros(parts.count == 2 ? parts[1] : "")
        guard fraction.count <= Self.mostDecimals else { throw .notDecimal(text) }
        guard let value = Int(parts[0] + fraction) else { throw .tooLarge(text) }
        self.coefficient = isNegative ? -value : value
        self.scale = fraction.count
    }

    /// A whole number.
    package init(_ whole: Int) {
        self.coefficient = whole
        self.scale = 0
    }

    private static func isDigits(_ part: Substring) -> Bool {
        !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) }
    }

    private static func withoutTrailingZeros(_ part: Substring) -> Substring {
        part.lastIndex { $0 != "0" }.map { part[...$0] } ?? ""
    }

    /// The number as an integer of 10^−`places`; `nil` when it is finer or cannot be counted.
    func scaled(to places: Int) -> Int? {
        guard self.scale <= places else { return nil }
        let (product, overflows) = self.coefficient.multipliedReportingOverflow(by: Self.power(places - self.scale))
        return overflows ? nil : product
    }

    /// 10^`scale`: the denominator of this number.
    package var denominator: Int { Self.power(self.scale) }

    private static func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { product, _ in product * 10 } }
}

extension Decimal: CustomStringConvertible {
    package var description: String {
        let digits = String(self.coefficient.magnitude)
        let sign = self.coefficient < 0 ? "-" : ""
        guard self.scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, self.scale + 1 - digits.count)) + digits
        return "\(sign)\(padded.dropLast(self.scale)).\(padded.suffix(self.scale))"
    }
}

extension Decimal: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(self.description)
    }
}

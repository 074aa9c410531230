/// An exact fraction in lowest terms, with a positive denominator.
///
/// What lies between two amounts: a share of a period, a tax rate, a weight. It is rounded only where a policy says so.
package struct Ratio: Hashable, Sendable {
    package let numerator: Int
    package let denominator: Int

    package static let zero = Self(whole: 0)
    package static let one = Self(whole: 1)

    /// Throws when the denominator is zero, or when the fraction cannot be counted.
    package init(_ numerator: Int, over denominator: Int) throws(MoneyError) {
        try self.init(reducing: Int128(numerator), over: Int128(denominator))
    }

    package init(whole: Int) {
        self.numerator = whole
        self.denominator = 1
    }

    package init(_ decimal: Decimal) throws(MoneyError) {
        try self.init(decimal.coefficient, over: decimal.denominator)
    }

    private init(reducing numerator: Int128, over denominator: Int128) throws(MoneyError) {
        guard denominator != 0 else { throw .dividedByZero("\(numerator)") }
        let common = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
        let isNegative = (numerator < 0) != (denominator < 0)
        guard let top = Int(exactly: numerator.magnitude / common),
            let bottom = Int(exactly: denominator.magnitude / common)
        else { throw .tooLarge("\(numerator)/\(denominator)") }
        self.numerator = isNegative ? -top : top
        self.denominator = bottom
    }

    private static func commonDivisor(_ one: UInt128, _ other: UInt128) -> UInt128 {
        var (larger, smaller) = (one, other)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }
}

extension Ratio {
    package func adding(_ other: Self) throws(MoneyError) -> Self {
        let left = Int128(self.numerator) * Int128(other.denominator)
        let right = Int128(other.numerator) * Int128(self.denominator)
        let (sum, overflows) = left.addingReportingOverflow(right)
        guard !overflows else { throw .tooLarge("\(self) + \(other)") }
        return try Self(reducing: sum, over: Int128(self.denominator) * Int128(other.denominator))
    }

    package func subtracting(_ other: Self) throws(MoneyError) -> Self { try self.adding(other.negated()) }

    package func multiplied(by other: Self) throws(MoneyError) -> Self {
        try Self(
            reducing: Int128(self.numerator) * Int128(other.numerator),
            over: Int128(self.denominator) * Int128(other.denominator)
        )
    }

    package func divided(by other: Self) throws(MoneyError) -> Self {
        try Self(
            reducing: Int128(self.numerator) * Int128(other.denominator),
            over: Int128(self.denominator) * Int128(other.numerator)
        )
    }

    package func negated() throws(MoneyError) -> Self {
        try Self(reducing: -Int128(self.numerator), over: Int128(self.denominator))
    }

    /// The nearest fraction with that many decimals.
    package func rounded(
        toPlaces places: Int,
        _ rounding: Rounding = .halfAwayFromZero
    ) throws(MoneyError) -> Self {
        guard (0...18).contains(places) else { throw .tooLarge("\(places) decimals of \(self)") }
        let power = (0..<places).reduce(1) { product, _ in product * 10 }
        let scaled = Int128(self.numerator) * Int128(power)
        return try Self(reducing: rounding.quotient(scaled, over: Int128(self.denominator)), over: Int128(power))
    }

    /// The whole number that this is closest to, by the given rule.
    package func rounded(_ rounding: Rounding = .halfAwayFromZero) -> Int {
        // A fraction in lowest terms is never farther from zero than its numerator.
        Int(truncatingIfNeeded: rounding.quotient(Int128(self.numerator), over: Int128(self.denominator)))
    }
}

extension Ratio: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator) * Int128(left.denominator)
    }
}

extension Ratio: CustomStringConvertible {
    package var description: String {
        self.denominator == 1 ? "\(self.numerator)" : "\(self.numerator)/\(self.denominator)"
    }
}

extension Ratio: Codable {
    /// Reads `14/30`, or a decimal such as `0.19`.
    package init(_ text: String) throws(MoneyError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            try self.init(Decimal(text))
            return
        }
        guard let numerator = Int(parts[0]), let denominator = Int(parts[1]) else { throw .notDecimal(text) }
        try self.init(numerator, over: denominator)
    }

    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(self.description)
    }
}

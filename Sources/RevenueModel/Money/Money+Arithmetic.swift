extension Money {
    package var isZero: Bool { self.minorUnits == 0 }
    package var isNegative: Bool { self.minorUnits < 0 }
    package var isPositive: Bool { self.minorUnits > 0 }

    /// The sum; throws when the currencies differ or the sum cannot be counted.
    package func adding(_ other: Self) throws(MoneyError) -> Self {
        try self.requireCurrency(of: other)
        let (sum, overflows) = self.minorUnits.addingReportingOverflow(other.minorUnits)
        guard !overflows else { throw .tooLarge("\(self) + \(other)") }
        return Self(minorUnits: sum, self.currency)
    }

    /// The difference; throws as `adding` does.
    package func subtracting(_ other: Self) throws(MoneyError) -> Self {
        try self.requireCurrency(of: other)
        let (difference, overflows) = self.minorUnits.subtractingReportingOverflow(other.minorUnits)
        guard !overflows else { throw .tooLarge("\(self) - \(other)") }
        return Self(minorUnits: difference, self.currency)
    }

    /// The same amount the other way round.
    package func negated() throws(MoneyError) -> Self { try Self.zero(self.currency).subtracting(self) }

    /// This times an exact fraction, rounded once.
    package func multiplied(
        by ratio: Ratio,
        rounding: Rounding = .halfAwayFromZero
    ) throws(MoneyError) -> Self {
        try self.multiplied(by: ratio.numerator, over: ratio.denominator, rounding: rounding)
    }

    /// This times `numerator / denominator`, rounded once.
    package func multiplied(
        by numerator: Int,
        over denominator: Int,
        rounding: Rounding = .halfAwayFromZero
    ) throws(MoneyError) -> Self {
        guard denominator > 0 else { throw .tooLarge("\(self) × \(numerator)/\(denominator)") }
        let product = Int128(self.minorUnits) * Int128(numerator)
        guard let minor = Int(exactly: rounding.quotient(product, over: Int128(denominator))) else {
            throw .tooLarge("\(self) × \(numerator)/\(denominator)")
        }
        return Self(minorUnits: minor, self.currency)
    }

    /// The smaller of two amounts of one currency.
    package func least(_ other: Self) throws(MoneyError) -> Self {
        try self.requireCurrency(of: other)
        return self.minorUnits <= other.minorUnits ? self : other
    }

    /// The greater of two amounts of one currency.
    package func greatest(_ other: Self) throws(MoneyError) -> Self {
        try self.requireCurrency(of: other)
        return self.minorUnits >= other.minorUnits ? self : other
    }

    /// Whether this is less; throws when the currencies differ.
    package func isLess(than other: Self) throws(MoneyError) -> Bool {
        try self.requireCurrency(of: other)
        return self.minorUnits < other.minorUnits
    }

    /// This part of `whole`, exactly; zero of nothing.
    package func share(of whole: Self) throws(MoneyError) -> Ratio {
        try self.requireCurrency(of: whole)
        return whole.isZero ? .zero : try Ratio(self.minorUnits, over: whole.minorUnits)
    }

    /// The sum of amounts of one currency; zero of none.
    package static func sum(_ amounts: some Sequence<Self>, in currency: Currency) throws(MoneyError) -> Self {
        var total = Self.zero(currency)
        for amount in amounts { total = try total.adding(amount) }
        return total
    }

    private func requireCurrency(of other: Self) throws(MoneyError) {
        guard self.currency == other.currency else { throw .mixedCurrencies(self.currency, other.currency) }
    }
}

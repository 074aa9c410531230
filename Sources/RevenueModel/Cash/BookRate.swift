/// What one unit of a foreign currency is worth in the currency of the books.
package struct BookRate: Codable, Equatable, Sendable {
    package var books: Currency
    package var rate: Ratio

    package init(books: Currency, rate: Ratio) {
        self.books = books
        self.rate = rate
    }

    /// The rate at which `amount` became `worth`.
    package init(of amount: Money, worth: Money) throws(MoneyError) {
        let minor = try Ratio(worth.minorUnits, over: amount.minorUnits)
        self.init(books: worth.currency, rate: try minor.divided(by: Self.shift(amount.currency, worth.currency)))
    }

    /// The value in the books, rounded once.
    package func value(_ amount: Money) throws(MoneyError) -> Money {
        let factor = try self.rate.multiplied(by: Self.shift(amount.currency, self.books))
        let minor = try Money(minorUnits: amount.minorUnits, self.books).multiplied(by: factor)
        return minor
    }

    /// Minor units of one currency in a major unit of another of the same worth: 1/100 from dollars to yen.
    private static func shift(_ from: Currency, _ to: Currency) throws(MoneyError) -> Ratio {
        func minorUnits(_ currency: Currency) -> Int {
            (0..<currency.exponent).reduce(1) { product, _ in product * 10 }
        }
        return try Ratio(minorUnits(to), over: minorUnits(from))
    }
}

extension BookRate? {
    /// The value in the books; the amount itself where it is in their currency.
    func value(_ amount: Money) throws(MoneyError) -> Money {
        guard let self else { return amount }
        return try self.value(amount)
    }
}

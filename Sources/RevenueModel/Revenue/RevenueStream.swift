/// An amount that is earned in one pattern.
///
/// What is earned of it by a day is rounded when it is asked for: that is a number of the books.
package struct RevenueStream: Codable, Equatable, Sendable {
    package let obligation: String
    package let amount: Money
    package let pattern: EarningPattern

    package init(obligation: String, amount: Money, pattern: EarningPattern) {
        self.obligation = obligation
        self.amount = amount
        self.pattern = pattern
    }

    func earned(before day: LocalDate) throws(MoneyError) -> Money {
        try self.amount.multiplied(by: self.pattern.share(before: day))
    }

    /// What was earned before a day; `nil` when nothing was.
    func cut(before day: LocalDate) throws(MoneyError) -> Self? {
        guard let pattern = try self.pattern.cut(before: day) else { return nil }
        return Self(obligation: self.obligation, amount: try self.earned(before: day), pattern: pattern)
    }
}

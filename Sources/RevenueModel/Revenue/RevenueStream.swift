/// An exact amount, in minor units, that is earned in one pattern.
///
/// It is rounded only when it meets the others of its obligation in a line of a schedule.
package struct RevenueStream: Codable, Equatable, Sendable {
    package let obligation: String
    package let amount: Ratio
    package let pattern: EarningPattern

    package init(obligation: String, amount: Ratio, pattern: EarningPattern) {
        self.obligation = obligation
        self.amount = amount
        self.pattern = pattern
    }

    func earned(before day: LocalDate) throws(MoneyError) -> Ratio {
        try self.amount.multiplied(by: self.pattern.share(before: day))
    }

    /// What was earned before a day; `nil` when nothing was.
    func cut(before day: LocalDate) throws(MoneyError) -> Self? {
        guard let pattern = try self.pattern.cut(before: day) else { return nil }
        return Self(obligation: self.obligation, amount: try self.earned(before: day), pattern: pattern)
    }
}

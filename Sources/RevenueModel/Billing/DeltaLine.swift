/// One line of what an amendment or a billing run adds to the books.
package struct DeltaLine: Codable, Equatable, Sendable {
    package var kind: DeltaKind
    package var charge: String
    package var time: Interval
    /// The billing period in which the time lies.
    package var period: Interval
    package var days: Int
    /// The days of which they are a part: the period's for a charge, the billed segment's for a credit.
    package var of: Int
    package var ratio: Ratio
    package var method: ProrationMethod
    /// What the ratio is taken of: the price of a period, or what was billed.
    package var base: Money
    /// A credit's limit; `nil` for a charge.
    package var cap: CreditCap?
    /// Before tax; negative for a credit.
    package var net: Money
    package var taxes: [TaxLine]
    package var payer: String
    /// The billed segment that a credit corrects.
    package var corrects: String?
    /// The amendment that caused it; `nil` for a regular invoice.
    package var amendment: String?
    /// Cents by which the line differs from its own ratio, because all days billed on its terms are rounded together.
    package var correction: Money?
    /// What the policy did not grant of a credit, before tax; negative where that is given back later.
    package var withheld: Money?
    package var terms: ChargeTerms?
    /// How the amount came about, for people.
    package var reason: String

    package func tax() throws(MoneyError) -> Money { try .sum(self.taxes.map(\.amount), in: self.net.currency) }
    package func gross() throws(MoneyError) -> Money { try self.net.adding(self.tax()) }
}

/// Whether a line bills something or takes something back.
package enum DeltaKind: String, Codable, Hashable, Sendable {
    case charge
    case credit
}

extension DeltaLine {
    /// A sentence such as `12000.00 × 184/365 days (actual/actual) = 6049.32`.
    mutating func explain() {
        let amount = self.kind == .credit ? "took back \(self.base.decimal)" : self.base.decimal
        let own = self.correction.flatMap { try? self.net.subtracting($0) } ?? self.net
        var text = "\(amount) × \(self.days)/\(self.of) days (\(self.method.rawValue)) = \(own.decimal)"
        if let cap = self.cap, (try? cap.isApplied()) == true {
            text +=
                "; \(cap.computed.decimal) was computed, \(cap.taken.decimal) of \(cap.billed.decimal) is taken back already"
        }
        if let correction = self.correction, !correction.isZero {
            let cents = correction.isPositive ? "+\(correction.decimal)" : correction.decimal
            text += "; \(cents), what stays billed on these terms is rounded together: \(self.net.decimal)"
        }
        self.reason = text
    }
}

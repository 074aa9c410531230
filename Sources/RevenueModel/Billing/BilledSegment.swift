/// What was really invoiced for a charge and a time: the base of every credit.
package struct BilledSegment: Codable, Equatable, Sendable {
    /// The line of the document: `INV-1:1`.
    package var id: String
    package var charge: String
    /// `nil` for what has no time, such as a fee; it is credited by amount only.
    package var time: Interval?
    /// The billing period in which the time lies; the time itself when that is not known.
    package var period: Interval?
    /// What was agreed when it was billed; `nil` when the document does not tell.
    package var terms: ChargeTerms?
    package var payer: String
    /// Before tax, all discounts taken off.
    package var net: Money
    /// The line's part of a coupon, which `net` is already without.
    package var coupon: Money?
    package var taxes: [TaxLine]
    /// The amendment that billed it; `nil` for a regular invoice.
    package var amendment: String?
    package var credits: [SegmentCredit]

    package init(
        id: String,
        charge: String,
        time: Interval? = nil,
        period: Interval? = nil,
        terms: ChargeTerms? = nil,
        payer: String,
        net: Money,
        taxes: [TaxLine] = [],
        amendment: String? = nil,
        credits: [SegmentCredit] = []
    ) {
        self.id = id
        self.charge = charge
        self.time = time
        self.period = period
        self.terms = terms
        self.payer = payer
        self.net = net
        self.coupon = nil
        self.taxes = taxes
        self.amendment = amendment
        self.credits = credits
    }

    /// The days that are still billed, in order.
    package var live: [Interval] {
        guard let time = self.time else { return [] }
        guard !self.credits.isEmpty else { return [time] }
        return self.credits.compactMap(\.time).reduce([time]) { pieces, taken in
            pieces.flatMap { $0.subtracting(taken) }
        }
    }

    package func tax() throws(MoneyError) -> Money { try .sum(self.taxes.map(\.amount), in: self.net.currency) }
    package func gross() throws(MoneyError) -> Money { try self.net.adding(self.tax()) }

    /// Everything taken back so far, as positive amounts before tax.
    package func credited() throws(MoneyError) -> Money { try .sum(self.credits.map(\.net), in: self.net.currency) }
    package func creditedTax() throws(MoneyError) -> Money { try .sum(self.credits.map(\.tax), in: self.net.currency) }

    /// Taken back without a time: an adjustment of the amount alone.
    package func adjusted() throws(MoneyError) -> Money {
        try .sum(self.credits.filter { $0.time == nil }.map(\.net), in: self.net.currency)
    }

    /// What is left to take back, before tax.
    package func remaining() throws(MoneyError) -> Money { try self.net.subtracting(self.credited()) }
}

/// A part of a segment that was taken back.
///
/// Amounts are positive.
package struct SegmentCredit: Codable, Equatable, Sendable {
    /// The document that took it back.
    package var document: String
    /// The days that are not billed any more; `nil` for an adjustment of the amount alone.
    package var time: Interval?
    package var net: Money
    package var tax: Money
    /// The amendment that caused it; `nil` when somebody adjusted by hand.
    package var amendment: String?
    /// What the policy did not grant for these days; negative where that is given back.
    package var withheld: Money?

    package init(document: String, time: Interval? = nil, net: Money, tax: Money, amendment: String? = nil) {
        self.document = document
        self.time = time
        self.net = net
        self.tax = tax
        self.amendment = amendment
    }
}

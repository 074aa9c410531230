/// How much may be taken back of what was billed.
package struct CreditCap: Codable, Equatable, Sendable {
    package var computed: Money
    package var billed: Money
    /// Taken back before, with a time or without.
    package var taken: Money

    package init(computed: Money, billed: Money, taken: Money) {
        self.computed = computed
        self.billed = billed
        self.taken = taken
    }

    /// Never below nothing and never more than is left.
    package func allowed() throws(MoneyError) -> Money {
        let zero = Money.zero(self.computed.currency)
        return try self.computed.least(self.billed.subtracting(self.taken)).greatest(zero)
    }

    /// Whether the limit changed the amount.
    package func isApplied() throws(MoneyError) -> Bool { try self.allowed() != self.computed }
}

/// What a piece of a segment is worth when it is taken back.
package struct SegmentValue: Codable, Equatable, Sendable {
    package var cap: CreditCap
    package var ratio: Ratio
    /// To be credited, positive.
    package var net: Money
    package var tax: Money
    /// Of each tax line its own part, where each was billed for days of its own.
    var dated: [Money]?
}

extension BilledSegment {
    /// The credit for days that are not wanted any more, from what was billed for the segment.
    ///
    /// `less` is a cent or two that the order of booking added or took away.
    package func value(
        of piece: Interval,
        less correction: Money? = nil,
        _ policy: BillingPolicy
    ) throws(MoneyError) -> SegmentValue {
        let time = self.time ?? piece
        let ratio = try Prorator(policy).share(of: piece, billed: time, in: self.period ?? time)
        var computed = try self.net.multiplied(by: ratio, rounding: policy.rounding)
        if policy.priorCredit == .reducesUnused { computed = try computed.subtracting(self.adjusted()) }
        if let correction { computed = try computed.subtracting(correction) }
        // A segment of a negative line is taken back by a negative credit: the same rule, mirrored.
        let sign = self.net.isNegative ? -1 : 1
        let cap = CreditCap(
            computed: try computed.multiplied(by: sign, over: 1),
            billed: try self.net.multiplied(by: sign, over: 1),
            taken: try self.credited().multiplied(by: sign, over: 1)
        )
        let net = try cap.allowed().multiplied(by: sign, over: 1)
        let dated = try cap.isApplied() ? nil : self.datedTaxes(of: piece)
        var tax = try self.tax(onCredit: net)
        if let dated { tax = try Money.sum(dated, in: net.currency) }
        return SegmentValue(cap: cap, ratio: ratio, net: net, tax: tax, dated: dated)
    }

    /// The tax that belongs to a further credit.
    ///
    /// The growth of the rounded tax on all credits, so that the last one leaves nothing.
    package func tax(onCredit net: Money) throws(MoneyError) -> Money {
        let share = try self.credited().adding(net).share(of: self.net)
        return try self.tax().multiplied(by: share).subtracting(self.creditedTax())
    }

    /// What a piece takes back of each tax line, where the rate changed within the segment: the tax of its own days.
    ///
    /// `nil` where one rate holds, and where a credit without days has mixed them up.
    private func datedTaxes(of piece: Interval) throws(MoneyError) -> [Money]? {
        let times = self.taxes.compactMap(\.time)
        let before = self.credits.compactMap(\.time)
        guard times.count > 1, times.count == self.taxes.count, before.count == self.credits.count else { return nil }
        var parts: [Money] = []
        for (tax, time) in zip(self.taxes, times) {
            let old = try tax.amount.multiplied(by: time.covered(by: before))
            let new = try tax.amount.multiplied(by: time.covered(by: before + [piece]))
            parts.append(try new.subtracting(old))
        }
        return parts
    }

    /// Records that something was taken back.
    package mutating func take(
        _ value: SegmentValue,
        _ time: Interval?,
        document: String,
        amendment: String?
    ) {
        self.credits.append(
            SegmentCredit(document: document, time: time, net: value.net, tax: value.tax, amendment: amendment)
        )
    }
}

extension Interval {
    /// The part of it that others take up, which do not overlap.
    fileprivate func covered(by others: [Self]) throws(MoneyError) -> Ratio {
        let days = others.compactMap { self.intersection($0)?.days }.reduce(0, +)
        return try Ratio(days, over: self.days)
    }
}

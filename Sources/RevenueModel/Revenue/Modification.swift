/// A change of what was promised or of its price, from a day on.
package struct Modification: Equatable, Sendable {
    package var day: LocalDate
    /// What remains to be rendered, old and new; each pattern begins on the day or later.
    ///
    /// For a catch-up, the whole obligation with its new pattern from its first day on.
    package var remaining: [PerformanceObligation]
    /// Added to the price; negative when it falls.
    package var priceChange: Money
    /// A concession for service that was rendered, which reduces revenue on the day; positive.
    package var concession: Money
    /// Of the remaining ones, those that are partly satisfied and not distinct; for a combination.
    package var partlySatisfied: Set<String>

    package init(
        day: LocalDate,
        remaining: [PerformanceObligation],
        priceChange: Money,
        concession: Money? = nil,
        partlySatisfied: Set<String> = []
    ) {
        self.day = day
        self.remaining = remaining
        self.priceChange = priceChange
        self.concession = concession ?? .zero(priceChange.currency)
        self.partlySatisfied = partlySatisfied
    }
}

extension RevenueArrangement {
    /// The arrangement after a modification; a separate contract is an arrangement of its own and leaves this alone.
    package func modified(
        by change: Modification,
        decision: TreatmentDecision
    ) throws(MoneyError) -> (changed: Self, separate: Self?) {
        var next = self
        switch decision.treatment {
        case .separateContract:
            return (self, try Self(price: change.priceChange, obligations: change.remaining))
        case .prospective: try next.spread(change, decision, catchingUp: [])
        case .catchUp: try next.spread(change, decision, catchingUp: Set(change.remaining.map(\.id)))
        case .combination: try next.spread(change, decision, catchingUp: change.partlySatisfied)
        }
        return (next, nil)
    }

    /// What is not earned and what the change adds go to what remains, by what that costs alone.
    ///
    /// What was earned by the day is a number of the books, in whole cents; so is what is left, however many
    /// modifications are stacked.
    private mutating func spread(
        _ change: Modification,
        _ decision: TreatmentDecision,
        catchingUp: Set<String>
    ) throws(MoneyError) {
        let pool = try self.unearned(from: change.day).adding(change.priceChange)
        self.streams = try self.streams(before: change.day)
        let amounts = try Self.shares(of: pool, among: change.remaining)
        for (obligation, share) in zip(change.remaining, amounts) {
            if catchingUp.contains(obligation.id) {
                try self.catchUp(obligation, share: share, on: change.day)
            } else {
                self.earn(share, of: obligation.id, obligation.pattern)
            }
        }
        let shares = Dictionary(zip(change.remaining.map(\.id), amounts)) { first, _ in first }
        self.versions.append(
            Version(from: change.day, decision: decision, obligations: change.remaining, amounts: shares)
        )
        self.price = try self.price.adding(change.priceChange)
        try self.concede(change)
    }

    func streams(before day: LocalDate) throws(MoneyError) -> [RevenueStream] {
        var kept: [RevenueStream] = []
        for stream in self.streams { if let stream = try stream.cut(before: day) { kept.append(stream) } }
        return kept
    }

    static func shares(of pool: Money, among obligations: [PerformanceObligation]) throws(MoneyError) -> [Money] {
        try PriceAllocation.relative(pool, standalone: obligations.map(\.standalone))
    }

    /// As if it had always been so: the new measure of the new total, less what was recognised, is booked on the day.
    private mutating func catchUp(
        _ obligation: PerformanceObligation,
        share: Money,
        on day: LocalDate
    ) throws(MoneyError) {
        let before = try self.total(of: obligation.id)
        let total = try before.adding(share)
        let rendered = try total.multiplied(by: obligation.pattern.share(before: day))
        self.earn(try rendered.subtracting(before), of: obligation.id, .once(day))
        guard let rest = try obligation.pattern.rest(from: day) else { return }
        self.earn(try total.subtracting(rendered), of: obligation.id, rest)
    }

    mutating func earn(_ amount: Money, of id: String, _ pattern: EarningPattern) {
        guard !amount.isZero else { return }
        self.streams.append(RevenueStream(obligation: id, amount: amount, pattern: pattern))
    }

    private mutating func concede(_ change: Modification) throws(MoneyError) {
        guard change.concession.isPositive, let first = self.obligations.first else { return }
        self.earn(try change.concession.negated(), of: first, .once(change.day))
        self.price = try self.price.subtracting(change.concession)
    }
}

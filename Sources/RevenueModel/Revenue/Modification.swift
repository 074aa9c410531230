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
    private mutating func spread(
        _ change: Modification,
        _ decision: TreatmentDecision,
        catchingUp: Set<String>
    ) throws(MoneyError) {
        var pool = Ratio(whole: change.priceChange.minorUnits)
        for stream in self.streams {
            pool = try pool.adding(stream.amount).subtracting(stream.earned(before: change.day))
        }
        self.streams = try self.streams(before: change.day)
        let amounts = try Self.shares(of: pool, among: change.remaining)
        for obligation in change.remaining {
            let share = amounts[obligation.id] ?? .zero
            if catchingUp.contains(obligation.id) {
                try self.catchUp(obligation, share: share, on: change.day)
            } else {
                self.streams.append(
                    RevenueStream(obligation: obligation.id, amount: share, pattern: obligation.pattern)
                )
            }
        }
        let version = Version(
            from: change.day,
            decision: decision,
            obligations: change.remaining,
            amounts: amounts
        )
        self.versions.append(version)
        self.price = try self.price.adding(change.priceChange)
        try self.roundTotals()
        try self.concede(change)
    }

    func streams(before day: LocalDate) throws(MoneyError) -> [RevenueStream] {
        var kept: [RevenueStream] = []
        for stream in self.streams { if let stream = try stream.cut(before: day) { kept.append(stream) } }
        return kept
    }

    static func shares(
        of pool: Ratio,
        among obligations: [PerformanceObligation]
    ) throws(MoneyError) -> [String: Ratio] {
        var whole = Ratio.zero
        for obligation in obligations { whole = try whole.adding(Ratio(whole: obligation.standalone.minorUnits)) }
        var shares: [String: Ratio] = [:]
        for obligation in obligations {
            let weight = Ratio(whole: obligation.standalone.minorUnits)
            shares[obligation.id] = try pool.multiplied(by: weight).divided(by: whole)
        }
        return shares
    }

    /// As if it had always been so: the new measure of the new total, less what was recognised, is booked on the day.
    private mutating func catchUp(
        _ obligation: PerformanceObligation,
        share: Ratio,
        on day: LocalDate
    ) throws(MoneyError) {
        let before = try self.exactTotal(of: obligation.id)
        let total = try before.adding(share)
        let rendered = try total.multiplied(by: obligation.pattern.share(before: day))
        let correction = try rendered.subtracting(before)
        self.streams.append(RevenueStream(obligation: obligation.id, amount: correction, pattern: .once(day)))
        guard let rest = try obligation.pattern.rest(from: day) else { return }
        let amount = try total.subtracting(rendered)
        self.streams.append(RevenueStream(obligation: obligation.id, amount: amount, pattern: rest))
    }

    /// Shifts fractions of a cent between the obligations, so that their totals are whole and sum to the price.
    mutating func roundTotals() throws(MoneyError) {
        let ids = self.obligations
        var exact: [Ratio] = []
        for id in ids { exact.append(try self.exactTotal(of: id)) }
        guard exact.contains(where: { $0.denominator != 1 }), exact.allSatisfy({ $0 >= .zero }) else { return }
        let totals = try self.price.split(by: exact, residual: .largestRemainder)
        for (place, id) in ids.enumerated() {
            let shift = try Ratio(whole: totals[place].minorUnits).subtracting(exact[place])
            guard shift != .zero, let last = self.streams.lastIndex(where: { $0.obligation == id }) else { continue }
            let stream = self.streams[last]
            self.streams[last] = RevenueStream(
                obligation: id,
                amount: try stream.amount.adding(shift),
                pattern: stream.pattern
            )
        }
    }

    private mutating func concede(_ change: Modification) throws(MoneyError) {
        guard change.concession.isPositive, let first = self.obligations.first else { return }
        let amount = Ratio(whole: -change.concession.minorUnits)
        self.streams.append(RevenueStream(obligation: first, amount: amount, pattern: .once(change.day)))
        self.price = try self.price.subtracting(change.concession)
    }
}

/// Turns parts of a billing period into shares of its price.
package struct Prorator: Codable, Equatable, Sendable {
    package var method: ProrationMethod
    package var precision: RatioPrecision
    package var rounding: Rounding

    package init(
        _ method: ProrationMethod = .actualOverActual,
        precision: RatioPrecision = .exact,
        rounding: Rounding = .halfAwayFromZero
    ) {
        self.method = method
        self.precision = precision
        self.rounding = rounding
    }

    package init(_ policy: BillingPolicy) {
        self.init(policy.proration, precision: policy.precision, rounding: policy.rounding)
    }

    /// The share of a period that a part of it makes up, to the precision of the policy.
    package func share(of part: Interval, in period: Interval) throws(MoneyError) -> Ratio {
        try self.precise(self.measure(part, in: period))
    }

    /// The share of what was billed that a piece of it makes up.
    package func share(of piece: Interval, billed: Interval, in period: Interval) throws(MoneyError) -> Ratio {
        if piece == billed { return .one }
        let whole = try self.measure(billed, in: period)
        guard whole > .zero else { return .zero }
        return try self.precise(min(.one, self.measure(piece, in: period).divided(by: whole)))
    }

    /// The share of elapsed seconds.
    package func share(ofSeconds seconds: Int, of all: Int) throws(MoneyError) -> Ratio {
        try self.precise(Ratio(seconds, over: all))
    }

    /// How many billing periods a time spans: whole ones, and the shares of those at its edges.
    package func periods(in time: Interval, _ calendar: BillingCalendar) throws(MoneyError) -> Ratio {
        var count = Ratio.zero
        for period in calendar.periods(touching: time) {
            guard let part = period.intersection(time) else { continue }
            count = try count.adding(part == period ? .one : self.measure(part, in: period))
        }
        return try self.precise(count)
    }

    private func precise(_ ratio: Ratio) throws(MoneyError) -> Ratio {
        switch self.precision {
        case .exact: return ratio
        case .decimals(let places): return try ratio.rounded(toPlaces: places, self.rounding)
        }
    }

    private func measure(_ part: Interval, in period: Interval) throws(MoneyError) -> Ratio {
        if part == period { return .one }
        switch self.method {
        case .actualOverActual, .perSecond: return try Ratio(part.days, over: period.days)
        case .fixedThirty: return try part.share(ofDays: part.fixedThirtyDays, in: period)
        case .actualOverThirty: return try part.share(ofDays: part.days, in: period)
        case .strictThirty: return try part.share(ofDays: part.strictThirtyDays, in: period)
        case .monthsAndDays: return try min(.one, part.months().divided(by: period.months()))
        case .monthsRoundedUp:
            let whole = try Ratio(whole: period.months().rounded(.awayFromZero))
            return try min(.one, Ratio(whole: part.months().rounded(.awayFromZero)).divided(by: whole))
        case .monthsWeighted: return try part.weightedMonths().divided(by: period.weightedMonths())
        case .full: return .one
        case .none: return .zero
        }
    }
}

/// Days that a customer may still use a new plan for the credit of the old one.
package struct TimeCredit: Codable, Equatable, Sendable {
    package var days: Int
    /// What is left of the credit, less than a day's price.
    package var rest: Money

    /// As many whole days as the credit buys at the price of one period.
    package init(_ credit: Money, at price: Money, for period: Interval) throws(MoneyError) {
        guard price.isPositive, !credit.isNegative else { throw .dividedByZero("\(credit)") }
        let exact = try credit.share(of: price).multiplied(by: Ratio(whole: period.days))
        self.days = exact.rounded(.towardZero)
        let used = try price.multiplied(by: Ratio(self.days, over: period.days))
        self.rest = try credit.subtracting(credit.least(used))
    }
}

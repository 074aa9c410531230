/// What a charge comes to for the days that are billed of it.
///
/// All days of a billing period are rounded together and once, whichever lines billed them and took others back. So the
/// same days always come to the same amount, in whatever order the amendments became known that led to them.
struct BilledWorth {
    /// Of one charge, one set of terms and one payer.
    let segments: [BilledSegment]
    let policy: BillingPolicy

    func total(in currency: Currency) throws(MoneyError) -> Money {
        var total = Money.zero(currency)
        for (period, segments) in self.periods {
            let live = segments.flatMap(\.live).joined()
            let regular = segments.filter { $0.amendment == nil }
            for segment in regular { total = try total.adding(self.left(of: segment, live)) }
            let rest = live.subtracting(regular.compactMap(\.time))
            guard !rest.isEmpty, let terms = segments.first?.terms else { continue }
            let amount = try terms.periodPrice().multiplied(
                by: self.share(of: rest) { prorator, piece throws(MoneyError) in
                    try prorator.share(of: piece, in: period)
                }
            )
            total = try total.adding(Money(minorUnits: amount.rounded(self.policy.rounding), currency))
        }
        return total
    }

    private var periods: [(Interval, [BilledSegment])] {
        var periods: [(Interval, [BilledSegment])] = []
        for segment in self.segments {
            guard let period = segment.period ?? segment.time else { continue }
            let index = periods.firstIndex { $0.0 == period } ?? periods.endIndex
            if index == periods.endIndex { periods.append((period, [])) }
            periods[index].1.append(segment)
        }
        return periods
    }

    /// What a regular invoice billed, less what nobody wants of it any more and what was taken back by hand.
    private func left(of segment: BilledSegment, _ live: [Interval]) throws(MoneyError) -> Money {
        guard let time = segment.time else { return .zero(segment.net.currency) }
        let byHand = segment.credits.filter { $0.amendment == nil }
        let billed = [time].subtracting(byHand.compactMap(\.time))
        let unwanted = billed.subtracting(live)
        guard unwanted != billed else { return .zero(segment.net.currency) }
        let share = try self.share(of: unwanted) { prorator, piece throws(MoneyError) in
            try prorator.share(of: piece, billed: time, in: segment.period ?? time)
        }
        var left = try segment.net.subtracting(segment.net.multiplied(by: share, rounding: self.policy.rounding))
        for credit in byHand { left = try left.subtracting(credit.net) }
        return left
    }

    /// The shares of several pieces together: never more than all.
    private func share(
        of pieces: [Interval],
        _ share: (Prorator, Interval) throws(MoneyError) -> Ratio
    ) throws(MoneyError) -> Ratio {
        let prorator = Prorator(self.policy)
        var sum = Ratio.zero
        for piece in pieces { sum = try sum.adding(share(prorator, piece)) }
        return min(sum, .one)
    }
}

extension [Interval] {
    /// The same days in as few pieces as possible, in order.
    func joined() -> [Interval] {
        self.sorted { $0.from < $1.from }
            .reduce(into: []) { pieces, next in
                guard let last = pieces.last, last.until >= next.from,
                    let whole = Interval(from: last.from, until: Swift.max(last.until, next.until))
                else { return pieces.append(next) }
                pieces[pieces.count - 1] = whole
            }
    }
}

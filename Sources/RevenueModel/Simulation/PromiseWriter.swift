/// Turns what is agreed into promises to the customer, with what each costs alone.
struct PromiseWriter {
    let lines: LineWriter
    let granularity: RevenueGranularity

    /// What a version bills over its term.
    func value(of version: ContractVersion) throws(MoneyError) -> Money {
        let currency = version.charges.first?.phases.first?.terms.unitPrice.currency ?? .euro
        var value = Money.zero(currency)
        for slice in version.slices(before: version.until) {
            value = try value.adding(self.lines.charge(slice.time, of: slice).net)
        }
        return value
    }

    /// What is still to be rendered from a day on; one promise for each time without a gap.
    func promises(_ version: ContractVersion, from day: LocalDate) throws(MoneyError) -> [PerformanceObligation] {
        var promises: [PerformanceObligation] = []
        for timeline in version.charges {
            for span in timeline.spans {
                guard let promise = try self.promise(timeline, span, version, from: day) else { continue }
                promises.append(promise)
            }
        }
        return promises
    }

    private func promise(
        _ timeline: ChargeTimeline,
        _ span: Interval,
        _ version: ContractVersion,
        from day: LocalDate
    ) throws(MoneyError) -> PerformanceObligation? {
        switch timeline.kind {
        case .recurring:
            guard let rest = span.split(at: day).after else { return nil }
            let alone = try self.standalone(timeline, rest, version.until)
            guard alone.isPositive else { return nil }
            return PerformanceObligation(
                id: timeline.charge,
                standalone: alone,
                pattern: .ratable(rest, self.granularity)
            )
        case .oneTime, .usage:
            guard span.from >= day else { return nil }
            let alone = try self.standalone(timeline, span, version.until)
            guard alone.isPositive else { return nil }
            return PerformanceObligation(id: timeline.charge, standalone: alone, pattern: .once(span.from))
        }
    }

    /// At the price that it has alone, or at the agreed one where nobody said.
    private func standalone(
        _ timeline: ChargeTimeline,
        _ span: Interval,
        _ until: LocalDate
    ) throws(MoneyError) -> Money {
        var total = Money.zero(timeline.phases.first?.terms.unitPrice.currency ?? .euro)
        let alone = ChargeTimeline(charge: timeline.charge, kind: timeline.kind, phases: timeline.active.map(\.alone))
        for slice in ContractVersion.slices(of: alone, before: until) {
            guard let part = slice.time.intersection(span) else { continue }
            total = try total.adding(self.lines.charge(part, of: slice).net)
        }
        return total
    }
}

extension ChargeTimeline {
    /// The times in which it is sold, without those borders at which only the terms change.
    var spans: [Interval] {
        var spans: [Interval] = []
        for time in self.active.map(\.time) {
            guard let last = spans.last, last.until == time.from,
                let whole = Interval(from: last.from, until: time.until)
            else {
                spans.append(time)
                continue
            }
            spans[spans.count - 1] = whole
        }
        return spans
    }
}

extension ChargePhase {
    fileprivate var alone: Self {
        guard let price = self.terms.standalonePrice else { return self }
        var phase = self
        phase.terms.unitPrice = price
        phase.terms.discount = nil
        return phase
    }
}

/// A part of a charge that is billed as one line: where a phase and a billing period meet.
struct BillingSlice {
    let charge: String
    let kind: ChargeKind
    let time: Interval
    let period: Interval
    let terms: ChargeTerms

    /// The day on which it is due.
    var dueOn: LocalDate {
        switch self.terms.timing {
        case .advance: self.time.from
        case .arrears: self.time.until
        }
    }
}

extension ContractVersion {
    /// All slices that begin before a day, charge by charge.
    func slices(before horizon: LocalDate) -> [BillingSlice] {
        self.charges.flatMap { Self.slices(of: $0, before: horizon) }
    }

    static func slices(of timeline: ChargeTimeline, before horizon: LocalDate) -> [BillingSlice] {
        timeline.active.flatMap { phase in Self.slices(of: phase, timeline, before: horizon) }
    }

    private static func slices(
        of phase: ChargePhase,
        _ timeline: ChargeTimeline,
        before horizon: LocalDate
    ) -> [BillingSlice] {
        guard let due = Interval(from: phase.time.from, until: min(phase.time.until, horizon)) else { return [] }
        switch timeline.kind {
        case .oneTime, .usage:
            return [BillingSlice(timeline, time: phase.time, period: phase.time, terms: phase.terms)]
        case .recurring:
            return phase.terms.calendar.periods(touching: due).compactMap { period in
                period.intersection(phase.time)
                    .map { BillingSlice(timeline, time: $0, period: period, terms: phase.terms) }
            }
        }
    }
}

extension BillingSlice {
    fileprivate init(_ timeline: ChargeTimeline, time: Interval, period: Interval, terms: ChargeTerms) {
        self.init(charge: timeline.charge, kind: timeline.kind, time: time, period: period, terms: terms)
    }
}

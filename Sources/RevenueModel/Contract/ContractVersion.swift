/// What is agreed after a number of amendments: the fold of them.
package struct ContractVersion: Codable, Equatable, Sendable {
    /// 1 as signed, one more for each amendment.
    package var number: Int
    package var payer: String
    package var from: LocalDate
    package var until: LocalDate
    package var charges: [ChargeTimeline]
    /// What an amendment asked for and found no object for.
    package var notes: [String]
}

/// One charge through time: phases that touch or leave gaps, and never overlap.
package struct ChargeTimeline: Codable, Equatable, Sendable {
    package var charge: String
    package var kind: ChargeKind
    package var phases: [ChargePhase]

    /// What holds on a day; `nil` when nothing is sold then.
    package func terms(on day: LocalDate) -> ChargeTerms? {
        self.active.first { $0.time.contains(day) }?.terms
    }

    /// The phases in which the charge is sold.
    package var active: [ChargePhase] { self.phases.filter { !$0.isPaused } }
}

/// A time in which the terms of a charge do not change.
package struct ChargePhase: Codable, Equatable, Sendable {
    package var time: Interval
    package var terms: ChargeTerms
    package var isPaused: Bool
}

extension ContractVersion {
    package subscript(charge: String) -> ChargeTimeline? { self.charges.first { $0.charge == charge } }

    /// The first day on which something else is agreed than here.
    func firstDay(differingFrom after: Self) -> LocalDate? {
        let days = (self.charges + after.charges).flatMap(\.phases).flatMap { [$0.time.from, $0.time.until] }
        return Set(days).sorted().first { day in
            after.charges.contains { $0.terms(on: day) != self[$0.charge]?.terms(on: day) }
                || self.charges.contains { $0.terms(on: day) != after[$0.charge]?.terms(on: day) }
        }
    }

    /// What all recurring charges of one day would cost in a month, exactly, in minor units.
    ///
    /// Tells an upgrade from a downgrade; it is never billed.
    func monthlyRate(on day: LocalDate) throws(MoneyError) -> Ratio {
        var rate = Ratio.zero
        for timeline in self.charges where timeline.kind == .recurring {
            guard let terms = timeline.terms(on: day) else { continue }
            rate = try rate.adding(terms.periodPrice().multiplied(by: terms.calendar.cycle.perMonth()))
        }
        return rate
    }
}

extension BillingCycle {
    /// Periods in a month, exactly; a year of days is taken as 365.
    package func perMonth() throws(MoneyError) -> Ratio {
        switch self {
        case .months(let count): try Ratio(1, over: max(count, 1))
        case .days(let count): try Ratio(365, over: 12 * max(count, 1))
        }
    }
}

extension LocalDate {
    /// The end of what has no end: the last day that Skald can write.
    package static let endless = Self(clampedYear: 9999, month: 12, day: 31)
}

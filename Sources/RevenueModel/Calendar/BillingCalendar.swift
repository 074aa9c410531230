/// Where the billing periods of a line begin and end.
///
/// Every boundary is counted from the anchor, so that clamped days never drift.
package struct BillingCalendar: Codable, Hashable, Sendable {
    package var cycle: BillingCycle
    /// Any boundary; its month and year say where long periods begin.
    package var anchor: LocalDate
    /// The day of the month that is meant; the anchor's own unless that was clamped.
    package var anchorDay: Int

    package init(cycle: BillingCycle, anchor: LocalDate, anchorDay: Int? = nil) {
        self.cycle = cycle
        self.anchor = anchor
        self.anchorDay = min(max(anchorDay ?? anchor.day, 1), 31)
    }

    /// The beginning of period `number`, where 0 begins in the anchor's month.
    package func boundary(_ number: Int) -> LocalDate {
        switch self.cycle {
        case .days(let count): self.anchor.adding(days: number * max(count, 1))
        case .months(let count): self.anchor.adding(months: number * max(count, 1), anchorDay: self.anchorDay)
        }
    }

    /// The whole period in which a day lies.
    package func period(containing day: LocalDate) -> Interval {
        var number = self.estimate(day)
        while self.boundary(number) > day { number -= 1 }
        while self.boundary(number + 1) <= day { number += 1 }
        let (from, until) = (self.boundary(number), self.boundary(number + 1))
        return Interval(from: from, orDayBefore: until)
    }

    /// The periods that a time touches, in order; the first and the last may stick out of it.
    package func periods(touching time: Interval) -> [Interval] {
        var periods = [self.period(containing: time.from)]
        while let last = periods.last, last.until < time.until {
            periods.append(self.period(containing: last.until))
        }
        return periods
    }

    private func estimate(_ day: LocalDate) -> Int {
        switch self.cycle {
        case .days(let count): self.anchor.days(until: day).floored(by: max(count, 1))
        case .months(let count): self.anchor.monthsBetween(day).floored(by: max(count, 1))
        }
    }
}

extension Interval {
    /// Boundaries of a calendar are apart by construction; the type still needs a day in between.
    fileprivate init(from: LocalDate, orDayBefore until: LocalDate) {
        self.from = min(from, until.adding(days: -1))
        self.until = until
    }
}

/// How finely service over a period is counted as rendered.
package enum RevenueGranularity: Codable, Equatable, Sendable {
    /// Each day the same, the first included; what Skald does unless told otherwise.
    case day
    /// Each calendar month the same; a part of one counts by its days.
    case calendarMonth
    /// Each month from the first day on the same, earned when it is over.
    case contractMonth
    /// Each second the same; service begins and ends at this second of the day.
    case second(ofDay: Int)
}

/// A piece of service: when it is booked, and how much it weighs among the others.
struct EarnedPart: Equatable, Sendable {
    let day: LocalDate
    let weight: Ratio
}

extension RevenueGranularity {
    private static let secondsOfDay = 86_400

    /// The pieces of an interval, in order.
    func parts(of interval: Interval) throws(MoneyError) -> [EarnedPart] {
        switch self {
        case .day: Self.days(of: interval)
        case .calendarMonth: try Self.evenMonths(of: interval)
        case .contractMonth: try Self.contractMonths(of: interval)
        case .second(let second): try Self.seconds(of: interval, from: second)
        }
    }

    private static func months(of interval: Interval) -> [Interval] {
        var months: [Interval] = []
        var from = interval.from
        while let month = Interval(from: from, until: min(interval.until, from.startOfMonth.adding(months: 1))) {
            months.append(month)
            from = month.until
        }
        return months
    }

    private static func days(of interval: Interval) -> [EarnedPart] {
        Self.months(of: interval).map { EarnedPart(day: $0.last, weight: Ratio(whole: $0.days)) }
    }

    private static func evenMonths(of interval: Interval) throws(MoneyError) -> [EarnedPart] {
        var parts: [EarnedPart] = []
        for month in Self.months(of: interval) {
            parts.append(EarnedPart(day: month.last, weight: try Ratio(month.days, over: month.from.daysInMonth)))
        }
        return parts
    }

    private static func contractMonths(of interval: Interval) throws(MoneyError) -> [EarnedPart] {
        var parts: [EarnedPart] = []
        var (from, number) = (interval.from, 1)
        while from < interval.until {
            // Counted from the first day, so that the 31st comes back after February.
            let end = interval.from.adding(months: number)
            let until = min(end, interval.until)
            let weight = try Ratio(from.days(until: until), over: from.days(until: end))
            parts.append(EarnedPart(day: until, weight: weight))
            (from, number) = (until, number + 1)
        }
        return parts
    }

    private static func seconds(of interval: Interval, from second: Int) throws(MoneyError) -> [EarnedPart] {
        let offset = min(max(second, 0), Self.secondsOfDay - 1)
        // The last day is served until that second.
        guard offset > 0, let whole = Interval(from: interval.from, through: interval.until) else {
            return Self.days(of: interval)
        }
        let months = Self.months(of: whole)
        var parts: [EarnedPart] = []
        for (place, month) in months.enumerated() {
            var seconds = month.days * Self.secondsOfDay
            if place == 0 { seconds -= offset }
            if place == months.count - 1 { seconds -= Self.secondsOfDay - offset }
            parts.append(EarnedPart(day: month.last, weight: try Ratio(seconds, over: Self.secondsOfDay)))
        }
        return parts
    }
}

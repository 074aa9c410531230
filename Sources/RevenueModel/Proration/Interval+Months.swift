extension Interval {
    /// Days of 30-day months over the days of the period's months, never more than one.
    func share(ofDays days: Int, in period: Interval) throws(MoneyError) -> Ratio {
        let months = max(try period.months().rounded(), 1)
        return try max(.zero, min(.one, Ratio(days, over: 30 * months)))
    }

    /// Days, less what each month that ends within has beyond 30; a short month gives days.
    var fixedThirtyDays: Int {
        var days = self.days
        var start = self.from.startOfMonth
        while start.adding(months: 1) < self.until {
            days -= start.daysInMonth - 30
            start = start.adding(months: 1)
        }
        return days
    }

    /// Days when every month has 30 and its last one is the 30th.
    var strictThirtyDays: Int { self.until.thirtyDayNumber - self.from.thirtyDayNumber }

    /// Whole months from the first day, and the rest as a part of the month that it begins.
    func months() throws(MoneyError) -> Ratio {
        var whole = max(self.from.monthsBetween(self.until) - 1, 0)
        while self.from.adding(months: whole + 1) <= self.until { whole += 1 }
        let begin = self.from.adding(months: whole)
        let rest = begin.days(until: self.until)
        let month = begin.days(until: self.from.adding(months: whole + 1))
        return try Ratio(whole: whole).adding(Ratio(rest, over: month))
    }

    /// Each calendar month by the part of its days.
    func weightedMonths() throws(MoneyError) -> Ratio {
        var weight = Ratio.zero
        var start = self.from.startOfMonth
        while start < self.until {
            let next = start.adding(months: 1)
            let days = max(start, self.from).days(until: min(next, self.until))
            weight = try weight.adding(Ratio(days, over: start.daysInMonth))
            start = next
        }
        return weight
    }
}

extension LocalDate {
    /// The number of this day in a calendar of 30-day months; the last day of a month is its 30th.
    fileprivate var thirtyDayNumber: Int {
        (self.year * 12 + self.month) * 30 + (self.isLastOfMonth ? 30 : min(self.day, 30))
    }
}

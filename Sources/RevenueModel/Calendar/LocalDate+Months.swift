extension LocalDate {
    /// The day that many months later, clamped to the end of its month.
    ///
    /// `anchorDay` is the day that was meant: always count from the anchor, never from a day that was clamped, so that
    /// a contract of the 31st which met February comes back to the 31st.
    package func adding(months: Int, anchorDay: Int? = nil) -> Self {
        let month = self.year * 12 + self.month - 1 + months
        let (year, number) = (month.floored(by: 12), month - month.floored(by: 12) * 12 + 1)
        let day = min(max(anchorDay ?? self.day, 1), Self.days(in: number, of: year))
        return Self(clampedYear: year, month: number, day: day)
    }

    /// The same day of another year; 29 February becomes the 28th where there is none.
    package func adding(years: Int) -> Self { self.adding(months: years * 12) }

    package var startOfMonth: Self { Self(clampedYear: self.year, month: self.month, day: 1) }
    package var isLastOfMonth: Bool { self.day == self.daysInMonth }
    package var daysInMonth: Int { Self.days(in: self.month, of: self.year) }

    /// Days from this day to another; negative when that one is earlier.
    package func days(until other: Self) -> Int { other.daysSinceEpoch - self.daysSinceEpoch }

    /// Months from this day's month to another day's month, whatever the days.
    func monthsBetween(_ other: Self) -> Int { (other.year - self.year) * 12 + other.month - self.month }
}

extension Int {
    /// The quotient, rounded down, also for negative numbers.
    func floored(by divisor: Int) -> Int { self / divisor - (self % divisor < 0 ? 1 : 0) }
}

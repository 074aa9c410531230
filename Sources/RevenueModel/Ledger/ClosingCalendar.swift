/// What becomes of a posting whose period is closed.
package enum CloseRule: String, Codable, CaseIterable, Sendable {
    /// Post in the first open period and name the period that was meant; what Skald does unless told otherwise.
    case redate
    /// Post nothing; the amendment is refused.
    case refuse
    /// Post nothing yet; a person may open the period.
    case wait
}

/// Which periods of which legal entity are closed for good or for now.
package struct ClosingCalendar: Codable, Equatable, Sendable {
    private var closed: [String: Set<AccountingPeriod>] = [:]

    package init() {}

    package mutating func close(_ period: AccountingPeriod, of entity: String) {
        self.closed[entity, default: []].insert(period)
    }

    package mutating func reopen(_ period: AccountingPeriod, of entity: String) {
        self.closed[entity]?.remove(period)
    }

    package func isClosed(_ period: AccountingPeriod, of entity: String) -> Bool {
        self.closed[entity]?.contains(period) ?? false
    }

    /// The closed periods of an entity, in order.
    package func periods(of entity: String) -> [AccountingPeriod] { self.closed[entity, default: []].sorted() }

    private enum CodingKeys: String, CodingKey { case closed }

    /// In order, so that equal calendars are equal text.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(self.closed.mapValues { $0.sorted() }, forKey: .closed)
    }

    /// When to post what takes effect on one day and is booked on another.
    ///
    /// Ask again at the moment of posting: a saga may have slept through the close.
    package func date(
        effective: LocalDate,
        booked: LocalDate,
        of entity: String,
        rule: CloseRule = .redate
    ) -> PostingDecision {
        let meant = AccountingPeriod(containing: effective)
        guard self.isClosed(meant, of: entity) else {
            return .post(PostingDate(day: effective, basis: .effectiveDate, effective: effective))
        }
        switch rule {
        case .redate: return .post(self.firstOpen(effective: effective, booked: booked, of: entity))
        case .refuse: return .refuse(meant)
        case .wait: return .wait(meant)
        }
    }

    private func firstOpen(effective: LocalDate, booked: LocalDate, of entity: String) -> PostingDate {
        // Never before the day that was meant, even when it was booked ahead.
        let earliest = max(effective, booked)
        var period = AccountingPeriod(containing: earliest)
        guard self.isClosed(period, of: entity) else {
            return PostingDate(day: earliest, basis: .bookingDate, effective: effective)
        }
        // Finitely many periods are closed, so one behind them is open.
        while self.isClosed(period, of: entity) { period = period.next }
        return PostingDate(day: period.first, basis: .firstOpenDay, effective: effective)
    }
}

/// The day of a posting and the rule that chose it.
package struct PostingDate: Codable, Equatable, Sendable {
    package enum Basis: String, Codable, CaseIterable, Sendable {
        /// The day it takes effect; its period is open.
        case effectiveDate = "effective-date"
        /// The day it was booked, since the period of the effective date is closed.
        case bookingDate = "booking-date"
        /// The first day of the first open period, since both are closed.
        case firstOpenDay = "first-open-day"
    }

    package let day: LocalDate
    package let basis: Basis
    /// The day that was meant.
    package let effective: LocalDate

    package init(day: LocalDate, basis: Basis, effective: LocalDate) {
        self.day = day
        self.basis = basis
        self.effective = effective
    }

    /// Posts on the day it takes effect.
    package init(_ day: LocalDate) { self.init(day: day, basis: .effectiveDate, effective: day) }

    package var period: AccountingPeriod { AccountingPeriod(containing: self.day) }
    /// The period that was meant, where that is another one.
    package var originalPeriod: AccountingPeriod? {
        let meant = AccountingPeriod(containing: self.effective)
        return meant == self.period ? nil : meant
    }
}

/// What the close rule says about a posting.
package enum PostingDecision: Equatable, Sendable {
    case post(PostingDate)
    case refuse(AccountingPeriod)
    case wait(AccountingPeriod)
}

extension ClosingCalendar {
    /// The posting date of a document, or the refusal of one whose period is closed.
    func posting(
        effective: LocalDate,
        booked: LocalDate,
        of entity: String,
        rule: CloseRule,
        place: String
    ) throws(BillingError) -> PostingDate {
        switch self.date(effective: effective, booked: booked, of: entity, rule: rule) {
        case .post(let date): return date
        case .refuse(let period), .wait(let period):
            let reason = "\(period) is closed; choose an effective date in an open period, or have it opened."
            throw .refused([BillingProblem(.periodClosed, at: place, reason)])
        }
    }
}

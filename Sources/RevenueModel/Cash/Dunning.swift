/// When a customer is asked again for what is overdue.
package struct DunningPolicy: Codable, Equatable, Sendable {
    /// From which sum on anything is sent, by currency; nothing is sent in one that is not named.
    package var thresholds: [Currency: Money]
    package var daysBetween: Int
    package var mostAttempts: Int

    package init(thresholds: [Currency: Money], daysBetween: Int, mostAttempts: Int) {
        self.thresholds = thresholds
        self.daysBetween = daysBetween
        self.mostAttempts = mostAttempts
    }
}

/// How far the dunning of one customer in one currency is.
package struct Dunning: Codable, Equatable, Sendable {
    package enum Decision: Equatable, Sendable {
        /// Ask for so much, for the n-th time.
        case request(Money, attempt: Int)
        case nothingOverdue
        case belowThreshold
        case tooEarly(next: LocalDate)
        case exhausted
    }

    package private(set) var attempts = 0
    package private(set) var lastOn: LocalDate?
    /// The stage before the debt was cleared, should the payment not hold.
    private var before: Stage?

    private struct Stage: Codable, Equatable, Sendable {
        var attempts: Int
        var lastOn: LocalDate?
    }

    package init() {}

    /// Decides from what is overdue now: a part payment lowers the amount, clearing it starts from the beginning.
    package mutating func decide(overdue: Money, on day: LocalDate, policy: DunningPolicy) -> Decision {
        guard overdue.isPositive else {
            self.clear()
            return .nothingOverdue
        }
        guard let threshold = policy.thresholds[overdue.currency], overdue.minorUnits >= threshold.minorUnits else {
            return .belowThreshold
        }
        guard self.attempts < policy.mostAttempts else { return .exhausted }
        if let next = self.lastOn?.adding(days: policy.daysBetween), day < next { return .tooEarly(next: next) }
        self.attempts += 1
        self.lastOn = day
        return .request(overdue, attempt: self.attempts)
    }

    /// The payment that cleared the debt did not hold: the earlier stage goes on.
    package mutating func resume() {
        guard let before = self.before else { return }
        self.attempts = before.attempts
        self.lastOn = before.lastOn
        self.before = nil
    }

    private mutating func clear() {
        guard self.attempts > 0 else { return }
        self.before = Stage(attempts: self.attempts, lastOn: self.lastOn)
        self.attempts = 0
        self.lastOn = nil
    }
}

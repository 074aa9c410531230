/// A stack of amendments, and how a company books: all that a simulation reads.
///
/// No clock, no system and no file, so that the same input always gives the same result.
package struct AmendmentSimulation: Codable, Equatable, Sendable {
    package var scenario: AmendmentScenario
    package var accounting: AccountingPolicy

    package init(_ scenario: AmendmentScenario, accounting: AccountingPolicy = AccountingPolicy()) {
        self.scenario = scenario
        self.accounting = accounting
    }

    /// Calculates documents, postings, revenue and metrics, and holds them against each other.
    package func run() throws -> SimulatedStack {
        let preview = try self.scenario.preview()
        var work = try SimulationWork(self, preview)
        for outcome in preview.outcomes { try work.book(outcome) }
        return try work.result()
    }
}

/// What a stack of amendments would do to documents, books, revenue and metrics.
package struct SimulatedStack: Equatable, Sendable {
    package var preview: AmendmentPreview
    /// In the order of the outcomes.
    package var bookings: [AmendmentBooking]
    /// The books of account before, and with every journal of the stack.
    package var opening: Ledger
    package var closing: Ledger
    package var before: ContractPosition
    package var after: ContractPosition
    /// Two numbers that should be one; empty when everything agrees.
    package var findings: [Finding]

    package var journals: [Journal] { self.bookings.flatMap(\.journals) }
}

/// What one amendment posts, and what it does to revenue.
package struct AmendmentBooking: Equatable, Sendable {
    package var amendment: String
    package var kind: AmendmentKind
    /// Each balances: first the documents, then revenue of periods that are over.
    package var journals: [Journal]
    /// `nil` where revenue has nothing to decide: a reversal restores, what is pending waits.
    package var decision: TreatmentDecision?
    package var before: [RevenueSchedule]
    package var after: [RevenueSchedule]
    /// Revenue of closed periods that is booked now.
    package var catchUp: Money
    package var bridge: RecurringBridge
}

/// What a contract is worth, and how much of it is billed, recognised and recurring.
package struct ContractPosition: Equatable, Sendable {
    /// Billed and not taken back, and what will be billed until the term ends, before tax.
    package var value: Money
    package var billed: Money
    package var unbilled: Money
    /// Revenue of periods that are over.
    package var recognised: Money
    package var receivable: Money
    package var customerCredit: Money
    package var deferred: Money
    package var contractAsset: Money
    /// Recurring in a month, on the day on which all of the stack holds.
    package var monthly: Money
    package var annual: Money
    package var schedules: [RevenueSchedule]
}

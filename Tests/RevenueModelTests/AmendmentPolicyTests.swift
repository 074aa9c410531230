import RevenueModel
import Testing

struct AmendmentPolicyTests {
    /// A year of 12000.00, billed on its first day.
    private func scenario(_ change: ContractChange) throws -> AmendmentScenario {
        let from = try #require(LocalDate("2025-01-01"))
        let day = try #require(LocalDate("2025-07-01"))
        let terms = ChargeTerms(
            item: "plan",
            unitPrice: Money(minorUnits: 1_200_000, .euro),
            calendar: BillingCalendar(cycle: .year, anchor: from)
        )
        let line = ContractLine(charge: "plan", from: from, terms: terms)
        let contract = Contract(
            id: "C-1",
            payer: "customer",
            currency: .euro,
            from: from,
            until: from.adding(years: 1),
            lines: [line]
        )
        let books = try BillingRun(contract: contract, books: Books(), through: from).posted(number: "INV-1")
        let amendment = ContractAmendment(
            id: "AMD-1",
            effectiveOn: day,
            bookedOn: day.adding(days: 40),
            sequence: 1,
            changes: [change]
        )
        return AmendmentScenario(contract: contract, books: books, stack: [amendment], asOf: day.adding(days: 40))
    }

    @Test func `a document of a closed period is posted when it was booked, and names its own period`() throws {
        var scenario = try self.scenario(.cancel(charge: "plan"))
        scenario.closing.close(try #require(AccountingPeriod("2025-07")), of: "")
        let posting = try #require(scenario.preview().documents.first).posting
        #expect(posting.day.description == "2025-08-10")
        #expect(posting.originalPeriod?.description == "2025-07")
        scenario.policy.closeRule = .refuse
        #expect(throws: BillingError.self) { try scenario.preview() }
    }

    @Test func `a pause that extends credits nothing`() throws {
        var scenario = try self.scenario(.pause(charge: "plan"))
        #expect(try scenario.preview().documents.map(\.total.decimal) == ["-6049.32"])
        scenario.policy.pauseRule = .extend
        #expect(try scenario.preview().documents.isEmpty)
    }

    @Test func `what is not due yet is pending and bills nothing`() throws {
        var scenario = try self.scenario(.cancel(charge: "plan"))
        scenario.asOf = try #require(LocalDate("2025-06-30"))
        let preview = try scenario.preview()
        #expect(preview.outcomes.map(\.isPending) == [true])
        #expect(preview.documents.isEmpty)
        #expect(preview.after["plan"]?.phases.last?.time.until.description == "2025-07-01")
    }

    @Test func `a charge that the contract does not have is refused by name`() throws {
        let scenario = try self.scenario(.cancel(charge: "plna"))
        #expect(throws: BillingError.self) { try scenario.preview() }
    }
}

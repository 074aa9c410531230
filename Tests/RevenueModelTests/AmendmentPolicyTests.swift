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

    @Test func `a downgrade without a credit costs nothing, and the rest of the credit is withheld`() throws {
        var scenario = try self.scenario(.setPrice(charge: "plan", to: Money(minorUnits: 900_000, .euro)))
        #expect(try scenario.preview().documents.map(\.total.decimal) == ["-1512.33"])
        scenario.policy.cancelDisposition = [.skip]
        let document = try #require(scenario.preview().documents.first)
        #expect(document.lines.map(\.net.decimal) == ["-4536.99", "4536.99"])
        #expect(document.lines.map { $0.withheld?.decimal } == ["1512.33", nil])
        #expect(document.lines.first?.reason.hasSuffix("1512.33 of it, with tax, not granted by the policy") == true)
        #expect(document.total.isZero && document.uses.isEmpty)
    }

    @Test func `what is withheld stays so when days before it are cut, and is given back with the days`() throws {
        var scenario = try self.scenario(.cancel(charge: "plan"))
        scenario.policy.cancelDisposition = [.skip]
        let kept = try scenario.preview()
        let cancel = try #require(scenario.stack.first)
        let earlier = ContractAmendment(
            id: "AMD-2",
            effectiveOn: cancel.effectiveOn.adding(days: -31),
            bookedOn: cancel.bookedOn,
            sequence: 2,
            changes: cancel.changes,
            dispositions: [.credit]
        )
        let reversal = ContractAmendment(
            id: "AMD-3",
            effectiveOn: cancel.effectiveOn,
            bookedOn: cancel.bookedOn,
            sequence: 3,
            changes: [],
            reverses: cancel.id
        )
        (scenario.contract, scenario.books) = (kept.contract, kept.books)
        scenario.stack = [earlier]
        #expect(try scenario.preview().documents.map(\.total.decimal) == ["-1019.17"])
        scenario.stack = [reversal]
        let back = try #require(scenario.preview().documents.first)
        #expect(back.lines.map(\.net.decimal) == ["-6049.32", "6049.32"])
        #expect(back.lines.first?.reason == "6049.32 was withheld for 184 days that are billed again")
    }
}

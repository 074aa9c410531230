import RevenueModel
import Testing

@Suite("Reconciliation")
struct ReconciliationTests {
    private static func euros(_ cents: Int) -> Money { Money(minorUnits: cents, .euro) }

    private static func desk() throws -> CashDesk {
        var desk = CashDesk()
        try desk.issue("INV-1", Self.euros(100))
        try desk.take(.received(CashDesk.receipt("PAY-1", Self.euros(120))))
        return desk
    }

    @Test(
        "finds a journal that the sub-ledger does not know, with both numbers",
        arguments: [
            (BusinessEvent.creditApplied(Self.euros(7)), [Finding.Check.receivables, .customerCredit]),
            (.received(Self.euros(7), into: .bank), [.unappliedCash]),
            (.refunded(.payable, booked: Self.euros(7), paid: Self.euros(7), from: .bank), [.customerCredit]),
        ]
    )
    func strangers(event: BusinessEvent, checks: [Finding.Check]) throws {
        var desk = try Self.desk()
        #expect(try desk.findings(in: .euro).isEmpty)
        try desk.ledger.post(event, number: "X-1")
        let findings = try desk.findings(in: .euro)
        #expect(findings.map(\.check) == checks)
        #expect(findings.allSatisfy { $0.expected != $0.found && $0.description.contains($0.found) })
    }

    @Test("finds an entry that does not balance, and a number that is there twice")
    func journals() throws {
        let entry = JournalEntry(
            number: "J-1",
            legalEntity: "EU",
            postedOn: CashDesk.day,
            memo: "",
            lines: [JournalLine(account: "bank", side: .debit, amount: Self.euros(3))]
        )
        let findings = try Reconciliation.journals([entry, entry])
        #expect(findings.map(\.found) == ["EUR 0.03", "a second one", "EUR 0.03"])
    }

    @Test("finds credits beyond their invoice, or of none")
    func credits() throws {
        let notes = [("INV-1", 60), ("INV-1", 41), ("INV-2", 5)].enumerated().map { place, note in
            CreditNote(
                number: "CR-\(place)",
                document: note.0,
                consideration: Consideration(deferred: Self.euros(note.1))
            )
        }
        let findings = try Reconciliation.credits(notes, of: ["INV-1": Self.euros(100)])
        #expect(findings.map(\.subject) == ["INV-1", "INV-2"])
        #expect(try Reconciliation.credits(Array(notes.prefix(1)), of: ["INV-1": Self.euros(60)]).isEmpty)
    }

    @Test("rolls deferred revenue forward to what schedules and the ledger still hold")
    func deferred() throws {
        let price = Self.euros(1200)
        let year = try Interval.between("2025-01-01", "2026-01-01")
        let schedule = try RevenueCaseTests.arrangement(price, year, .calendarMonth).schedule(of: "access")
        let june = try #require(AccountingPeriod("2025-06"))
        var ledger = Ledger()
        try ledger.post(.invoiced(Consideration(deferred: price)), number: "INV-1", on: year.from)
        for line in schedule.lines {
            let event = BusinessEvent.recognised(line.amount, deferred: line.amount)
            try ledger.post(event, number: "REV-\(line.period)", on: line.day)
        }
        var movement = Reconciliation.DeferredMovement(
            opening: Self.euros(0),
            billed: price,
            recognised: Self.euros(600),
            credited: Self.euros(0)
        )
        let check = { try Reconciliation.deferredRevenue($0, schedules: [schedule], after: june, ledger: ledger) }
        #expect(try check(movement).isEmpty)
        movement.recognised = Self.euros(599)
        #expect(try check(movement).map(\.subject) == ["schedules", "ledger"])
    }

    @Test("finds a segment taken back too far, and two that bill one day")
    func segments() throws {
        let first = try #require(Interval(from: CashDesk.day, until: CashDesk.day.adding(days: 10)))
        let second = try #require(Interval(from: CashDesk.day.adding(days: 9), until: CashDesk.day.adding(days: 20)))
        func segment(_ interval: Interval, back: Int) -> Reconciliation.Segment {
            Reconciliation.Segment(line: "L-1", interval: interval, billed: Self.euros(50), takenBack: Self.euros(back))
        }
        #expect(try Reconciliation.segments([segment(first, back: 51)]).count == 1)
        #expect(try Reconciliation.segments([segment(first, back: 0), segment(second, back: 0)]).count == 1)
        #expect(try Reconciliation.segments([segment(first, back: 50), segment(second, back: 0)]).isEmpty)
    }

    @Test("compares a contract's billing with its revenue, and a preview with what was carried out")
    func contract() throws {
        let check = { (deferred: Int) in
            try Reconciliation.contract(
                "C-7",
                value: Self.euros(1000),
                billed: Self.euros(600),
                unbilled: Self.euros(400),
                recognised: Self.euros(500),
                deferred: Self.euros(deferred),
                contractAsset: Self.euros(50)
            )
        }
        #expect(try check(150).isEmpty)
        #expect(try check(149).count == 1)
        #expect(Reconciliation.preview(hash: "a", executed: "a").isEmpty)
        #expect(Reconciliation.preview(hash: "a", executed: "b").map(\.check) == [.preview])
    }
}

import RevenueModel
import Testing

@Suite("The ledger")
struct LedgerTests {
    private let day = PostingDate(LocalDate(daysSinceEpoch: 20_000))

    private func entry(_ lines: [JournalLine], number: String = "AMD-7:1") -> JournalEntry {
        JournalEntry(number: number, legalEntity: "EU", postedOn: self.day.day, memo: "test", lines: lines)
    }

    private func line(_ account: String, _ side: JournalLine.Side, _ cents: Int) -> JournalLine {
        JournalLine(account: account, side: side, amount: Money(minorUnits: cents, .euro))
    }

    @Test("refuses a journal that does not balance, has no lines, no such account or a negative amount")
    func refusals() throws {
        let debit = self.line("receivable", .debit, 100)
        let amount = { Money(minorUnits: $0, .euro) }
        #expect(throws: LedgerError.unbalanced(journal: "AMD-7:1", debit: amount(100), credit: amount(99))) {
            try Journal(self.entry([debit, self.line("revenue", .credit, 99)]), source: "AMD-7", dating: self.day)
        }
        #expect(throws: LedgerError.empty("AMD-7:1")) {
            try Journal(self.entry([]), source: "AMD-7", dating: self.day)
        }
        #expect(throws: LedgerError.unknownAccount("turnover", journal: "AMD-7:1")) {
            try Journal(self.entry([debit, self.line("turnover", .credit, 100)]), source: "AMD-7", dating: self.day)
        }
        #expect(throws: LedgerError.notPositive(amount(-100), journal: "AMD-7:1")) {
            try Journal(self.entry([debit, self.line("revenue", .debit, -100)]), source: "AMD-7", dating: self.day)
        }
    }

    @Test("balances each currency by itself")
    func currencies() throws {
        let dollar = try #require(Currency("USD"))
        let credit = JournalLine(account: "revenue", side: .credit, amount: Money(minorUnits: 100, dollar))
        #expect(throws: LedgerError.self) {
            try Journal(self.entry([self.line("receivable", .debit, 100), credit]), source: "A", dating: self.day)
        }
    }

    @Test("knows a journal that comes twice, and refuses its number for another one")
    func twice() throws {
        var ledger = Ledger()
        let lines = [self.line("receivable", .debit, 100), self.line("revenue", .credit, 100)]
        let journal = try Journal(self.entry(lines), source: "AMD-7", dating: self.day)
        #expect(try ledger.post(journal) == .posted)
        #expect(try ledger.post(journal) == .known)
        #expect(ledger.journals.count == 1)
        let other = try journal.reversed(dating: self.day, reason: "undo")
        let forged = try Journal(self.entry(other.entry.lines), source: "AMD-7", dating: self.day)
        #expect(throws: LedgerError.numberTaken("AMD-7:1")) { try ledger.post(forged) }
        #expect(other.number == "AMD-7:1-R")
    }

    @Test("refuses a posting into a period that was closed after its date was chosen")
    func closed() throws {
        var (ledger, calendar) = (Ledger(), ClosingCalendar())
        let lines = [self.line("receivable", .debit, 100), self.line("revenue", .credit, 100)]
        let journal = try Journal(self.entry(lines), source: "AMD-7", dating: self.day)
        calendar.close(self.day.period, of: "EU")
        #expect(throws: LedgerError.self) { try ledger.post(journal, closing: calendar) }
        calendar.reopen(self.day.period, of: "EU")
        #expect(try ledger.post(journal, closing: calendar) == .posted)
    }

    @Test("dates a late posting by its rule: the effective day, the booking day, the first open day, not at all")
    func dating() throws {
        let march = try #require(LocalDate("2026-03-20"))
        let may = try #require(LocalDate("2026-05-04"))
        var calendar = ClosingCalendar()
        let date = { (rule: CloseRule) in calendar.date(effective: march, booked: may, of: "EU", rule: rule) }
        #expect(date(.redate) == .post(PostingDate(march)))
        let period = AccountingPeriod(containing: march)
        calendar.close(period, of: "EU")
        #expect(date(.redate) == .post(PostingDate(day: may, basis: .bookingDate, effective: march)))
        #expect(date(.refuse) == .refuse(period))
        #expect(date(.wait) == .wait(period))
        calendar.close(AccountingPeriod(containing: may), of: "EU")
        let june = try #require(LocalDate("2026-06-01"))
        #expect(date(.redate) == .post(PostingDate(day: june, basis: .firstOpenDay, effective: march)))
        #expect(calendar.date(effective: march, booked: may, of: "US") == .post(PostingDate(march)))
    }
}

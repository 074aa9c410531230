import RevenueModel
import Testing

@testable import Bank

@Suite("Statements of an account follow each other")
struct ContinuityTests {
    private static let good = [
        "acme-41.camt053.v02.xml", "acme-42-batch.camt053.v04.xml", "acme-43-return.camt053.v08.xml",
    ]

    private func records(_ names: [String]) throws -> [StatementRecord] {
        try names.flatMap { try BankFixtures.checked($0) }.map(\.record)
    }

    @Test("in any order of their files")
    func order() throws {
        let records = try self.records(Self.good)
        for shuffled in [records, records.reversed(), [records[1], records[2], records[0]]] {
            #expect(Continuity.exceptions(known: [], new: shuffled).isEmpty)
        }
        #expect(try BankFixtures.checked("acme-43-return.camt053.v08.xml").allSatisfy { $0.exceptions.isEmpty })
    }

    @Test("and a number that is left out is a missing statement, until it comes")
    func gap() throws {
        let known = try self.records(Self.good)
        let new = try self.records(["acme-45-gap.camt053.v08.xml"])
        let found = Continuity.exceptions(known: known, new: new)
        #expect(found.map(\.kind) == [.missingStatement])
        let exception = try #require(found.first)
        #expect(exception.reason.contains("number 44 is missing"))
        #expect(exception.owner == .treasury && exception.holds == .nothing && !exception.remedy.isEmpty)
        #expect(!Continuity.isSettled(exception, by: known + new))

        var missing = known[2]
        missing.id = "ACME-EUR-44"
        missing.electronicNumber = 44
        missing.opening = known[2].closing
        missing.closing?.date = LocalDate(year: 2026, month: 11, day: 22)
        #expect(Continuity.exceptions(known: known + new, new: [missing]).isEmpty)
        #expect(Continuity.isSettled(exception, by: known + new + [missing]))
    }

    @Test("and one that opens with another balance breaks the chain")
    func chain() throws {
        let found = Continuity.exceptions(
            known: try self.records(Self.good),
            new: try self.records(["acme-44-broken-chain.camt053.v08.xml"])
        )
        #expect(found.map(\.kind) == [.brokenChain])
        #expect(found.first?.reason.contains("EUR 72000.00") == true)
    }

    @Test("and what is known already is not found again")
    func known() throws {
        let all = try self.records(Self.good + ["acme-45-gap.camt053.v08.xml"])
        #expect(Continuity.exceptions(known: all, new: []).isEmpty)
        #expect(Continuity.exceptions(known: all, new: [all[0]]).isEmpty)
    }

    @Test("and two pages of one number are one statement, a third without the second is not")
    func pages() throws {
        var (first, second) = (try self.records(Self.good)[0], try self.records(Self.good)[0])
        first.page = BankStatement.Page(number: 1, isLast: false)
        second.page = BankStatement.Page(number: 2, isLast: true)
        second.opening = first.closing
        #expect(Continuity.exceptions(known: [first], new: [second]).isEmpty)
        second.page?.number = 3
        #expect(Continuity.exceptions(known: [first], new: [second]).map(\.kind) == [.missingStatement])
        (first.page, second.page, second.id) = (nil, nil, "ANOTHER")
        #expect(Continuity.exceptions(known: [first], new: [second]).map(\.kind) == [.repeatedNumber])
    }

    @Test("and numbers begin anew with a year")
    func newYear() throws {
        var (last, first) = (try self.records(Self.good)[0], try self.records(Self.good)[0])
        last.electronicNumber = 366
        first.electronicNumber = 1
        first.id = "NEW"
        first.opening = last.closing
        first.closing?.date = LocalDate(year: 2027, month: 1, day: 4)
        #expect(Continuity.exceptions(known: [last], new: [first]).isEmpty)
        first.closing?.date = LocalDate(year: 2026, month: 12, day: 4)
        #expect(Continuity.exceptions(known: [last], new: [first]).map(\.kind) == [.missingStatement])
    }

    @Test("and entries that do not lead from one balance to the other keep the statement out")
    func unbalanced() throws {
        let statement = try #require(try BankFixtures.checked("acme-44-unbalanced.camt053.v08.xml").first)
        #expect(statement.exceptions.map(\.kind) == [.unbalanced])
        #expect(statement.isHeld)
    }

    @Test("and the same statement has the same fingerprint, one with another amount another")
    func fingerprint() throws {
        let (one, again) = (try self.records(Self.good), try self.records(Self.good))
        #expect(one == again)
        let other = try self.records(["acme-42-totals-only.camt053.v04.xml"])[0]
        #expect(other.name == one[1].name)
        #expect(other.fingerprint != one[1].fingerprint)
    }
}

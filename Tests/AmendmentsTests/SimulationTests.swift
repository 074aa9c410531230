import Amendments
import Foundation
import RevenueModel
import Testing

@Suite("A simulation of amendments")
struct SimulationTests {
    private static func fixture(_ name: String) throws -> Fixture {
        try Fixture.read(FixtureTests.folder.appending(path: name).path)
    }

    @Test("posts the net and the tax of each document, and nothing else, to receivables and credits")
    func postsWhatLinesSay() throws {
        for name in ["everything-at-once.yaml", "stacked.yaml", "tax-on-credit.yaml", "transfer.yaml"] {
            let stack = try Self.fixture(name).simulation.run()
            let currency = stack.preview.contract.currency
            for document in stack.preview.documents {
                let net = try Money.sum(document.lines.map(\.net), in: currency)
                let tax = try Money.sum(document.lines.map { try $0.tax() }, in: currency)
                #expect(document.total == (try net.adding(tax)))
                let journal = try #require(stack.journals.first { $0.number == document.number })
                let gone: [LedgerAccount] = [.receivable, .customerCredit, .refundPayable]
                let lines = journal.entry.lines.filter { $0.role.map(gone.contains) == true }
                let posted = try Money.sum(lines.map { try $0.signed() }, in: currency)
                #expect(posted == document.total, "\(name) \(document.number)")
                #expect(journal.dating == document.posting)
            }
        }
    }

    @Test("balances each journal, numbers it once, and posts into no closed period")
    func balances() throws {
        for name in FixtureTests.files {
            let fixture = try Self.fixture(name)
            guard let stack = try? fixture.simulation.run() else { continue }
            #expect(Set(stack.journals.map(\.number)).count == stack.journals.count)
            for journal in stack.journals {
                let signed = try journal.entry.lines.map { try $0.signed() }
                #expect(try Money.sum(signed, in: stack.preview.contract.currency).isZero)
                let scenario = fixture.simulation.scenario
                #expect(!scenario.closing.isClosed(journal.period, of: journal.entry.legalEntity))
            }
        }
    }

    @Test("has the same hash for the same input, and another for one changed cent")
    func hashes() throws {
        let text = try FixtureTests.text("everything-at-once.yaml")
        let first = try InputHash(Fixture.parse(text, file: "a.yaml").simulation)
        let again = try InputHash(Fixture.parse(text, file: "b.yaml").simulation)
        let changed = text.replacing("INV-1: 6000.00", with: "INV-1: 6000.01")
        try #require(changed != text)
        let other = try InputHash(Fixture.parse(changed, file: "a.yaml").simulation)
        #expect(first == again)
        #expect(first.description.count == 64)
        #expect(first != other)
        #expect(again.drift(from: first) == [])
        #expect(other.drift(from: first).map(\.check) == [.preview])
    }

    @Test("does not depend on the order of closed periods in the file")
    func orderOfPeriods() throws {
        let text = try FixtureTests.text("backdated-closed.yaml")
        let turned = text.replacing("[2026-04, 2026-05, 2026-06]", with: "[2026-06, 2026-04, 2026-05]")
        try #require(turned != text)
        let hash = try InputHash(Fixture.parse(text, file: "a").simulation)
        #expect(try InputHash(Fixture.parse(turned, file: "a").simulation) == hash)
    }

    @Test("restores revenue when an amendment is reversed")
    func restores() throws {
        let stack = try Self.fixture("reversal.yaml").simulation.run()
        let plain = try FixtureTests.text("expand-seats.yaml")
        let without = try Fixture.parse(plain, file: "a").simulation.run()
        let after = stack.after.schedules.map { $0.lines.map(\.amount) }
        #expect(after == without.before.schedules.map { $0.lines.map(\.amount) })
    }

    @Test("calls a price of a year what it is, and not twelve rounded months")
    func annual() throws {
        let before = try Self.fixture("acme-growth.yaml").simulation.run().before
        #expect([before.monthly.decimal, before.annual.decimal] == ["4166.67", "50000.00"])
    }

    @Test("leaves what is pending out of books and revenue")
    func pending() throws {
        let stack = try Self.fixture("future-dated.yaml").simulation.run()
        #expect(stack.journals.isEmpty)
        #expect(stack.before.schedules.map(\.lines) == stack.after.schedules.map(\.lines))
    }
}

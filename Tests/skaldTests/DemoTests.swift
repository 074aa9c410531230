import Foundation
import Testing

@Suite("The demonstration")
struct DemoTests {
    @Test("ends with a settled saga, a refused one that left nothing, and a ledger that balances")
    func endsWell() throws {
        let skald = try CommandLineUnderTest()
        let outcome = try skald.run("demo", "--db", skald.db)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("open on INV-1001: EUR 0.00"))
        let sagas = try skald.run("list", "-o", "json").json(SagasSeen.self).sagas
        #expect(Set(sagas.map(\.status)) == ["done", "compensated"])
        #expect(try skald.sandbox().counts.isBalanced)
    }

    @Test("uses the order that the fixtures show")
    func usesTheFixture() throws {
        let skald = try CommandLineUnderTest()
        try skald.run("demo", "--db", skald.db)
        let again = try skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"))
        #expect(again.status == 0)
        #expect(again.messages.contains("was started already with this content"))
    }
}

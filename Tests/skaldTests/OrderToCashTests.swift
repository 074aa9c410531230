import Foundation
import Testing

@Suite("An order, from the command line")
struct OrderToCashTests {
    private let skald: CommandLineUnderTest
    private let order = CommandLineUnderTest.fixture("acme-seats")

    init() throws { self.skald = try CommandLineUnderTest() }

    @discardableResult
    private func start() throws -> CommandLineUnderTest.Outcome {
        try self.skald.run("start", "quote-to-cash", "--order", self.order, "-o", "json")
    }

    private func shown(_ key: String = "quote-to-cash/Q-1042") throws -> SagaSeen {
        try self.skald.run("show", key, "-o", "json").json(SagaSeen.self)
    }

    @Test("runs until it waits for the money, and prints the saga")
    func runsUntilItWaits() throws {
        let saga = try self.start().json(SagaSeen.self)
        #expect(saga.id == "quote-to-cash/Q-1042")
        #expect(saga.workflow == "quote-to-cash")
        #expect(saga.state == "awaiting-payment")
        #expect(saga.nextState == "paid")
        #expect(saga.status == "waiting")
        #expect(saga.facts.generation == 1)
        let receivable = try #require(saga.step("receivable"))
        #expect(receivable.kind == "pivot")
        #expect(receivable.status == "done")
        #expect(receivable.attempts == 1)
        #expect(receivable.reference != nil)
    }

    @Test("is settled once it is paid, and nothing is open")
    func isSettledOncePaid() throws {
        try self.start()
        #expect(try self.skald.run("sandbox", "pay", "INV-1001").status == 0)
        #expect(try self.skald.run("run").status == 0)
        let saga = try self.shown()
        #expect(saga.status == "done")
        #expect(saga.state == "paid")
        let sandbox = try self.skald.sandbox()
        #expect(sandbox.counts.openBalances["INV-1001"] == "EUR 0.00")
        #expect(sandbox.counts.isBalanced)
        let verified = try self.skald.run("verify")
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test("twice is one saga")
    func twiceIsOneSaga() throws {
        try self.start()
        let again = try self.start()
        #expect(again.status == 0)
        #expect(again.messages.contains("was started already"))
        #expect(try self.skald.run("list", "-o", "json").json(SagasSeen.self).sagas.count == 1)
        #expect(try self.skald.sandbox().live("erp", "invoice") == 1)
    }

    @Test("with other content is refused, and the old one is named")
    func otherContentIsRefused() throws {
        try self.start()
        let changed = self.skald.folder.appending(path: "changed.yaml")
        let text = try String(contentsOfFile: self.order, encoding: .utf8)
        try text.replacing("quantity: 40", with: "quantity: 41").write(to: changed, atomically: true, encoding: .utf8)
        let outcome = try self.skald.run("start", "quote-to-cash", "--order", changed.path)
        #expect(outcome.status == 6)
        #expect(outcome.messages.contains("skald show quote-to-cash/Q-1042"))
    }

    @Test(
        "that cannot be read is refused with its line, and nothing starts",
        arguments: [
            ("bad-amount", ":17: lines[0].unitPrice"),
            ("unknown-key", ":10: taxcod: unknown key; did you mean taxCode?"),
            ("bad-date", ":12: orderedOn"),
        ]
    )
    func brokenFileStartsNothing(name: String, place: String) throws {
        let outcome = try self.skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture(name))
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("\(name).yaml\(place)"))
        #expect(!FileManager.default.fileExists(atPath: self.skald.db))
    }

    @Test("with many mistakes is refused with all of them at once, in the order of the file")
    func allMistakesAtOnce() throws {
        let outcome = try self.skald.run(
            "start",
            "quote-to-cash",
            "--order",
            CommandLineUnderTest.fixture("many-mistakes")
        )
        #expect(outcome.status == 1)
        let places = [
            ":2: legalEntity: is missing", ":4: account.nme: unknown key; did you mean name?", ":6: currency: “EURO”",
            ":9: orderedOn: “2026-13-02”", ":13: lines[0].quantity: -4", ":17: lines[0].until: 2026-11-02 is not after",
        ]
        var rest = outcome.messages[...]
        for place in places {
            let range = try #require(rest.range(of: "many-mistakes.yaml\(place)"), "\(place) in \(outcome.messages)")
            rest = rest[range.upperBound...]
        }
        #expect(!FileManager.default.fileExists(atPath: self.skald.db))
    }

    @Test("paid twice by the same event counts once; one for nobody is reported")
    func eventsCountOnce() throws {
        try self.start()
        let payment =
            #"{"source":"bank","id":"e1","type":"payment-settled","payment":{"id":"PAY-77","invoice":"INV-1001","#
            + #""account":"ACME-001","amount":{"amount":"59500.00","currency":"EUR"},"receivedOn":"2026-11-20"}}"#
        let file = self.skald.folder.appending(path: "events.json")
        try payment.write(to: file, atomically: true, encoding: .utf8)
        #expect(
            try self.skald.run("event", "ingest", file.path).output.contains("taken by payment-to-receivables/PAY-77")
        )
        #expect(try self.skald.run("event", "ingest", file.path).output.contains("heard before"))
        #expect(try self.shown().status == "done")
        try payment.replacing("INV-1001", with: "INV-9").replacing("e1", with: "e2")
            .write(to: file, atomically: true, encoding: .utf8)
        #expect(try self.skald.run("event", "ingest", file.path).status == 3)
    }

    @Test("that nobody knows is not found")
    func unknownKeyIsNotFound() throws {
        try self.start()
        #expect(try self.skald.run("show", "Q-9999").status == 5)
    }

    @Test("cannot be cancelled after the receivable is posted, and the way out is named")
    func cancelAfterPivotIsRefused() throws {
        try self.start()
        let outcome = try self.skald.run("cancel", "Q-1042")
        #expect(outcome.status == 4)
        #expect(outcome.messages.contains("credit memo for INV-1001"))
    }

    @Test("that was only written down can be cancelled")
    func cancelBeforePivotTakesBack() throws {
        try self.skald.run("start", "quote-to-cash", "--order", self.order, "--no-run")
        let outcome = try self.skald.run("cancel", "Q-1042", "-o", "json")
        #expect(try outcome.json(SagaSeen.self).status == "compensated")
        #expect(try self.skald.sandbox().live("erp", "invoice") == 0)
    }
}

import Foundation
import Testing

@Suite("Events that stand still, from the command line")
struct DeadLetterTests {
    private struct Letters: Decodable {
        struct Letter: Decodable {
            struct Act: Decodable {
                let verb: String
                let who: String
                let why: String
            }

            let schema: String
            let source: String
            let id: String
            let outcome: String
            let reason: String?
            let attempts: Int
            let body: String?
            let base64: String?
            let acts: [Act]
        }

        let schema: String
        let letters: [Letter]
    }

    private let skald: CommandLineUnderTest

    init() throws {
        self.skald = try CommandLineUnderTest()
        self.skald.environment["SKALD_USER"] = "anna"
    }

    private func start() throws {
        try self.skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"))
    }

    private func payment(_ id: String, amount: String = "\"59500.00\"", more: String = "") -> String {
        #"{"source":"bank","id":"\#(id)","type":"payment-settled",\#(more)"payment":{"id":"PAY-77","invoice":"INV-1001","#
            + #""account":"ACME-001","amount":{"amount":\#(amount),"currency":"EUR"},"receivedOn":"2026-11-20"}}"#
    }

    private func ingest(_ text: String) throws -> CommandLineUnderTest.Outcome {
        try self.skald.run("event", "ingest", try self.skald.write(text, to: "events.json"))
    }

    private func letters() throws -> [Letters.Letter] {
        let letters = try self.skald.run("dlq", "list", "--all", "-o", "json").json(Letters.self)
        #expect(letters.schema == "skald.dlq/1")
        return letters.letters
    }

    private func status() throws -> String {
        try self.skald.run("show", "quote-to-cash/Q-1042", "-o", "json").json(SagaSeen.self).status
    }

    @Test("are kept as they came, each with its place and its reason, and the good one beside them is used")
    func mixedFile() throws {
        try self.start()
        let bad = self.payment("e2", amount: "59500")
        let unknown = self.payment("e3").replacing("payment-settled", with: "payment-dreamt")
        let outcome = try self.ingest([bad, unknown, "{\"source\":", self.payment("e1")].joined(separator: "\n"))
        #expect(outcome.status == 3)
        #expect(outcome.output.contains("bank/e1  taken by payment-to-receivables/PAY-77"))
        #expect(outcome.messages.contains("events.json:1: payment.amount.amount: "))
        #expect(outcome.messages.contains("events.json:2: type: “payment-dreamt” is not known"))
        #expect(outcome.messages.contains("events.json:3: "))
        #expect(try self.status() == "done")
        let letters = try self.letters()
        #expect(letters.map(\.outcome) == ["dead", "dead", "dead"])
        #expect(letters.compactMap(\.body).contains(bad))
        #expect(try self.skald.run("dlq", "list").status == 3)
        #expect(try self.ingest("[\(bad),\(unknown)]").status == 3)
        #expect(try self.letters().count == 3)
    }

    @Test("are used once corrected by a patch, of which who, why and the original are kept")
    func patched() throws {
        try self.start()
        let bad = self.payment("e2", amount: "59500")
        #expect(try self.ingest(bad).status == 3)
        let patch = #"{"payment":{"amount":{"amount":"59500.00"}}}"#
        #expect(try self.skald.run("dlq", "replay", "bank/e2", "--patch", patch).status == 64)
        let wrong = try self.skald.run("dlq", "replay", "e2", "--patch", #"{"id":7}"#, "--reason", "a typo")
        #expect(wrong.status == 1)
        #expect(wrong.messages.contains("bank/e2 still cannot be read"))
        let outcome = try self.skald.run("dlq", "replay", "bank/e2", "--patch", patch, "--reason", "a number")
        #expect(outcome.output.contains("bank/e2  taken by payment-to-receivables/PAY-77"), "\(outcome.messages)")
        #expect(outcome.status == 0)
        #expect(try self.status() == "done")
        let letter = try self.skald.run("dlq", "show", "bank/e2", "-o", "json").json(Letters.Letter.self)
        #expect(letter.outcome == "claimed")
        #expect(letter.body == bad)
        #expect(letter.acts.map(\.who) == ["anna"])
        #expect(letter.acts.map(\.why) == ["a number"])
        #expect(try self.skald.run("dlq", "replay", "bank/e2").status == 4)
        #expect(try self.ingest(bad).output.contains("heard before"))
    }

    @Test("that no reader can name are corrected from a file, and count once with what the source sends later")
    func edited() throws {
        try self.start()
        #expect(try self.ingest("\u{0}garbage").status == 3)
        let name = try #require(try self.letters().first.map { "\($0.source)/\($0.id)" })
        let edit = try self.skald.write(self.payment("e9"), to: "edit.json")
        let outcome = try self.skald.run("dlq", "replay", name, "--edit", edit, "--reason", "asked the bank")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(try self.status() == "done")
        #expect(try self.ingest(self.payment("e9")).output.contains("heard before"))
        #expect(try self.skald.sandbox().counts.openBalances["INV-1001"] == "EUR 0.00")
    }

    @Test("are discarded with a reason, and stay on record")
    func discarded() throws {
        #expect(try self.ingest("{}").status == 3)
        let id = try #require(try self.letters().first?.id)
        #expect(try self.skald.run("dlq", "discard", id).status == 64)
        #expect(try self.skald.run("dlq", "discard", id, "--reason", "a test").status == 0)
        #expect(try self.skald.run("dlq", "list").status == 0)
        #expect(try self.letters().map(\.reason) == ["discarded by anna: a test"])
        #expect(try self.skald.run("dlq", "discard", id, "--reason", "again").status == 4)
        #expect(try self.skald.run("dlq", "show", "bank/none").status == 5)
    }

    @Test("after three real deaths of the program are dead letters, and another saga's events go on")
    func poison() throws {
        try self.start()
        let file = try self.skald.write(self.payment("e1"), to: "events.json")
        self.skald.environment["SKALD_CRASH_AT"] = "handling bank/e1"
        for (number, command) in [["event", "ingest", file], ["run"], ["event", "ingest", file]].enumerated() {
            let process = try self.skald.process(command)
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal, "start \(number + 1)")
        }
        #expect(try self.letters().map(\.outcome) == ["open"])
        #expect(try self.letters().map(\.attempts) == [3])
        #expect(try self.skald.run("run").status == 0)
        #expect(try self.letters().map(\.outcome) == ["dead"])
        #expect(try self.skald.run("stuck").output.contains("it crashed whoever handled it 3 times"))
        #expect(try self.skald.run("explain", "Q-1042").output.contains("Event bank/e1 is dead"))
        self.skald.environment["SKALD_CRASH_AT"] = nil
        #expect(try self.skald.run("dlq", "replay", "bank/e1").status == 0)
        #expect(try self.status() == "done")
    }

    @Test("wait for the number before theirs, are explained, and go on when it is replayed without it")
    func numbered() throws {
        try self.start()
        let second = self.payment("e2", more: #""subject":"INV-1001","sequence":2,"#)
        let outcome = try self.ingest(second)
        #expect(outcome.status == 3)
        #expect(outcome.output.contains("number 2 of INV-1001 comes after 1, which has not come"))
        let explanation = try self.skald.run("explain", "Q-1042").output
        #expect(explanation.contains("number 2 of INV-1001 comes after 1"))
        #expect(try self.skald.run("dlq", "list").status == 0)
        #expect(try self.ingest(self.payment("e3", more: #""sequence":1,"#)).messages.contains("subject: is missing"))
        #expect(try self.skald.run("dlq", "replay", "e2", "--reason", "there is no first").status == 0)
        #expect(try self.status() == "done")
        let first = self.payment("e1", more: #""subject":"INV-1001","sequence":1,"#)
        #expect(try self.ingest(first).output.contains("recorded and not used: number 1 of INV-1001 is not newer"))
    }

    @Test("are taken in, replayed and discarded by the engine that runs")
    func besideAnEngine() throws {
        try self.start()
        let engine = try CommandLineUnderTest(beside: self.skald)
        let process = try engine.process(["run", "--watch"])
        defer {
            kill(process.processIdentifier, SIGTERM)
            process.waitUntilExit()
        }
        for _ in 0..<400 where !FileManager.default.fileExists(atPath: "\(self.skald.db).sock") { usleep(25_000) }
        #expect(try self.ingest("[\(self.payment("e1", amount: "1")), {}]").status == 3)
        #expect(try self.letters().count == 2)
        let patch = #"{"payment":{"amount":{"amount":"59500.00"}}}"#
        let replayed = try self.skald.run("dlq", "replay", "e1", "--patch", patch, "--reason", "a number")
        #expect(replayed.output.contains("taken by payment-to-receivables/PAY-77"), "\(replayed.messages)")
        let id = try #require(try self.letters().first?.id)
        #expect(try self.skald.run("dlq", "discard", id, "--reason", "a test").status == 0)
        #expect(try self.status() == "done")
    }
}

import Foundation
import Testing

@Suite("What people do, from the command line")
struct OperatorTests {
    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    private func start() throws -> CommandLineUnderTest.Outcome {
        try self.skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"))
    }

    @Test("a hold stops the posting until it is released, and who placed it is known")
    func hold() throws {
        let placed = try self.skald.run(
            "hold",
            "place",
            "Q-1042",
            "--kind",
            "dispute",
            "--reason",
            "price",
            "--id",
            "CASE-9"
        )
        #expect(placed.status == 0, "\(placed.messages)")
        _ = try self.start()
        let shown = try self.skald.run("show", "Q-1042").output
        #expect(shown.contains("is held for Q-1042"))
        #expect(shown.contains("with finance"))
        #expect(try self.skald.run("hold", "list").output.contains("quote-to-cash/Q-1042"))
        #expect(try self.skald.run("status").status == 3)
        let trace = try self.skald.run("trace", "CASE-9")
        #expect(trace.output.contains("hold CASE-9 on Q-1042 placed: price"))
        #expect(try self.skald.run("trace", "ACME-001").output.contains("sales-order done"))
        #expect(try self.skald.run("hold", "release", "CASE-9", "--reason", "settled").status == 0)
        #expect(try self.skald.run("hold", "release", "CASE-9", "--reason", "settled").status == 5)
        #expect(try self.skald.sandbox().live("erp", "invoice") == 1)
    }

    @Test("roles are asked before every word that changes something, and the refusal names who may")
    func roles() throws {
        let config = "people: {ada: [finance, approver], ben: [operator], eve: [viewer]}\n"
        self.skald.environment["SKALD_CONFIG"] = try self.skald.write(config, to: "skald.yaml")
        self.skald.environment["SKALD_USER"] = "eve"
        let refused = try self.start()
        #expect(refused.status == 4)
        #expect(refused.messages.contains("eve may not start"))
        #expect(refused.messages.contains("ada, ben"))
        self.skald.environment["SKALD_USER"] = "ben"
        try self.skald.run("sandbox", "fault", "billing.issueInvoice=refuse*1")
        _ = try self.start()
        let skip = try self.skald.run("skip", "Q-1042", "issue-invoice", "--reason", "sent by post")
        #expect(skip.status == 4)
        #expect(skip.messages.contains("it takes finance: ada"))
        #expect(try self.skald.run("note", "Q-1042", "asked ada").status == 0)
        self.skald.environment["SKALD_USER"] = "ada"
        let skipped = try self.skald.run("skip", "Q-1042", "issue-invoice", "--reason", "sent by post")
        #expect(skipped.status == 0, "\(skipped.messages)")
        #expect(skipped.output.contains("issue-invoice skipped by ada"))
        #expect(skipped.output.contains("note by ben"))
        #expect(try self.skald.run("verify").status == 0)
        let explained = try self.skald.run("explain", "Q-1042").output
        #expect(explained.contains("policy: sequence provisioning"))
        #expect(try self.skald.run("doctor").output.contains("3 named; ada: finance, approver"))
    }

    @Test("a role that nobody knows is told with its line")
    func unknownRole() throws {
        let config = try self.skald.write("people:\n  ada: [finanse]\n", to: "skald.yaml")
        let outcome = try self.skald.run("hold", "place", "X", "--kind", "fraud", "--reason", "r", "--config", config)
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("unknown role; did you mean finance?"))
    }

    @Test("a word about a step that needs nobody, or from somebody who saw an older revision, changes nothing")
    func misplacedWord() throws {
        try self.skald.run("sandbox", "fault", "billing.issueInvoice=refuse*1")
        _ = try self.start()
        let id = "quote-to-cash/Q-1042"
        let outcome = try self.skald.run("resolve", id, "receivable", "--not-done", "--reason", "I think so")
        #expect(outcome.status == 4)
        #expect(outcome.messages.contains("no step or undo called receivable needs a person"))
        let wrong = try self.skald.run("resolve", id, "issue-invoice", "--done", "--reason", "sent", "--rev", "1")
        #expect(wrong.status == 6)
        let compensate = try self.skald.run("compensate", id, "--reason", "no")
        #expect(compensate.status == 4)
        #expect(compensate.messages.contains("credit memo for INV-1001"))
        #expect(try self.skald.run("assign", id, "--to", "ben").output.contains("assigned to ben"))
        #expect(try self.skald.run("stuck").output.contains("ben"))
    }

    @Test("retry --where freezes, shows totals, asks, and reports each outcome")
    func batch() throws {
        try self.skald.run("sandbox", "fault", "billing.issueInvoice=refuse*1")
        _ = try self.start()
        let filter = "system=billing,status=parked,amount>EUR:1000"
        let asked = try self.skald.run("retry", "--where", filter)
        #expect(asked.status == 7)
        #expect(asked.messages.contains("1 sagas · EUR 59500.00"))
        #expect(asked.messages.contains("--yes"))
        #expect(try self.skald.run("retry", "--where", filter, "--yes", "--selection", "s_0").status == 6)
        let done = try self.skald.run("retry", "--where", filter, "--yes")
        #expect(done.status == 0, "\(done.messages)")
        #expect(done.output.contains("1 of 1 went on"))
        #expect(
            try self.skald.run("retry", "--where", "system=erp,since>1h", "--yes").output == "nothing is selected\n"
        )
        #expect(try self.skald.run("retry", "--where", "sistem=erp").status == 64)
    }

    @Test("close check names what is still to post, with owner and amount")
    func closeCheck() throws {
        try self.skald.run("hold", "place", "Q-1042", "--kind", "dispute", "--reason", "price", "--owner", "support")
        _ = try self.start()
        let outcome = try self.skald.run("close", "check", "northwind-de/2026-11")
        #expect(outcome.status == 3, "\(outcome.output)")
        #expect(outcome.output.contains("EUR 59500.00"))
        #expect(outcome.output.contains("support"))
        #expect(outcome.output.contains("receivable"))
        #expect(try self.skald.run("close", "check", "november").status == 64)
    }
}

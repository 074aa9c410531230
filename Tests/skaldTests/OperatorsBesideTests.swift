import Foundation
import Testing

@Suite("What people do beside a running engine")
struct OperatorsBesideTests {
    private let engine: CommandLineUnderTest
    private let skald: CommandLineUnderTest

    init() throws {
        self.engine = try CommandLineUnderTest()
        self.skald = try CommandLineUnderTest(beside: self.engine)
    }

    /// `skald run --watch`, from when it answers until `body` is through.
    private func whileItRuns(_ body: () throws -> Void) throws {
        let process = try self.engine.process(["run", "--watch"])
        defer {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        try self.skald.wait(for: "the engine") {
            let checks = try self.skald.run("doctor", "-o", "json").json(DoctorSeen.self)
            return checks["engine"]?.found.hasSuffix("runs the sagas and answers") == true
        }
        try body()
    }

    @Test("a hold that comes while the posting is out is exit status 3, and names what had left before")
    func holdUnderWay() throws {
        try self.whileItRuns {
            // However slow this computer is, the answer is out until the engine dies.
            try self.skald.fault("erp.upsert.invoice=slow:60000", "erp.get.invoice=slow:60000")
            let other = try CommandLineUnderTest(beside: self.engine)
            let starting = try other.process([
                "start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"),
            ])
            defer {
                kill(starting.processIdentifier, SIGKILL)
                starting.waitUntilExit()
            }
            try self.skald.wait(for: "the receivable to leave") {
                let outcome = try self.skald.run("show", "Q-1042", "-o", "json")
                return try outcome.status == 0 && outcome.json(SagaSeen.self).step("receivable")?.isOut == true
            }
            let placing = try self.skald.process([
                "hold", "place", "Q-1042", "--kind", "dispute", "--reason", "price", "--id", "CASE-9",
            ])
            let placed = try self.skald.outcome(of: placing)
            #expect(placed.status == 3, "\(placed.messages)")
            #expect(placed.output.contains("told to quote-to-cash/Q-1042"))
            #expect(placed.messages.contains("quote-to-cash/Q-1042/receivable had left before and is not called back"))
        }
    }

    @Test("what was posted under way is flagged in the ERP until the hold is released, and only then issued")
    func flagged() throws {
        try self.pauseLong()
        try self.whileItRuns {
            try self.skald.fault("erp.upsert.invoice=drop-after*1")
            let other = try CommandLineUnderTest(beside: self.engine)
            other.environment = self.skald.environment
            let starting = try other.process([
                "start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"),
            ])
            defer {
                kill(starting.processIdentifier, SIGKILL)
                starting.waitUntilExit()
            }
            try self.skald.wait(for: "the receivable to leave") {
                let outcome = try self.skald.run("show", "Q-1042", "-o", "json")
                return try outcome.status == 0 && outcome.json(SagaSeen.self).step("receivable")?.isOut == true
            }
            let hold = "skald hold place Q-1042 --kind dispute --reason price --id CASE-9"
            #expect(try self.skald.shell(hold).status == 3)
            try self.skald.wait(for: "the flag") { try self.skald.saga().step("dispute-flag")?.status == "done" }
            let saga = try self.skald.saga()
            #expect(saga.status == "gated")
            #expect(saga.step("receivable")?.status == "done")
            #expect(saga.step("issue-invoice")?.attempts == 0)
            let explained = try self.skald.run("explain", "Q-1042").output
            #expect(explained.contains("came while it was out, and it happened: dispute-flag until it is released"))
            #expect(try self.skald.run("hold", "release", "CASE-9", "--reason", "settled").status == 0)
            try self.skald.wait(for: "the money") { try self.skald.saga().status == "waiting" }
            #expect(try self.skald.saga().step("dispute-flag")?.status == "undone")
            #expect(try self.skald.sandbox().live("erp", "invoice") == 1)
            #expect(try self.skald.run("verify").status == 0)
        }
    }

    /// The policy of the program, but for the time in which a lost answer is left alone: long enough for a hold to come.
    private func pauseLong() throws {
        try self.skald.follow(
            """
            holds:
              dispute: {stops: [receivable, issue-invoice], on: [order], owner: finance, underWay: dispute-flag}
            retries: {default: {attempts: 3, pause: 20s}}
            """
        )
        self.engine.environment["SKALD_POLICIES"] = self.skald.environment["SKALD_POLICIES"]
    }

    @Test("roles are asked by the engine that runs, whatever the command beside it was configured with")
    func roles() throws {
        let config = "people: {ada: [finance], ben: [operator], eve: [viewer]}\n"
        self.engine.environment["SKALD_CONFIG"] = try self.engine.write(config, to: "skald.yaml")
        try self.whileItRuns {
            self.skald.environment["SKALD_USER"] = "eve"
            let refused = try self.skald.start()
            #expect(refused.status == 4, "\(refused.messages)")
            #expect(refused.messages.contains("eve may not start"))
            #expect(refused.messages.contains("ada, ben"))
            try self.skald.fault("billing.issueInvoice=refuse*1")
            self.skald.environment["SKALD_USER"] = "ben"
            #expect(try self.skald.start().status == 3)
            let skip = try self.skald.run("skip", "Q-1042", "issue-invoice", "--reason", "sent by post")
            #expect(skip.status == 4)
            #expect(skip.messages.contains("it takes finance: ada"))
            self.skald.environment["SKALD_USER"] = "eve"
            #expect(try self.skald.run("hold", "place", "X", "--kind", "fraud", "--reason", "r").status == 4)
            self.skald.environment["SKALD_USER"] = "ada"
            let skipped = try self.skald.run("skip", "Q-1042", "issue-invoice", "--reason", "sent by post")
            #expect(skipped.status == 0, "\(skipped.messages)")
            #expect(skipped.output.contains("issue-invoice skipped by ada"))
        }
    }
}

import Foundation
import Testing

@Suite("Trouble, from the command line")
struct TroubleTests {
    private let skald: CommandLineUnderTest
    private let order = CommandLineUnderTest.fixture("acme-seats")

    init() throws { self.skald = try CommandLineUnderTest() }

    private func start(_ more: String...) throws -> CommandLineUnderTest.Outcome {
        let arguments = ["start", "quote-to-cash", "--order", self.order, "-o", "json"] + more
        return try self.skald.outcome(of: try self.skald.process(arguments))
    }

    @Test("A lost answer to the receivable makes no second invoice, and is explained")
    func lostAnswerIsExplained() throws {
        try self.skald.run("sandbox", "fault", "erp.upsert.invoice=drop-after*1")
        let saga = try self.start().json(SagaSeen.self)
        #expect(saga.status == "waiting")
        #expect(try self.skald.sandbox().live("erp", "invoice") == 1)
        let explanation = try self.skald.run("explain", "Q-1042", "-o", "json").json(ExplanationSeen.self)
        #expect(explanation.schema == "skald.explanation/1")
        #expect(explanation.doubts.map(\.step) == ["receivable"])
        #expect(explanation.doubts.first?.outcome == "happened")
        #expect(explanation.doubts.first?.reference == saga.step("receivable")?.reference)
        #expect(try self.skald.run("explain", "Q-1042").output.contains("The answer to receivable was lost"))
    }

    @Test("Killed between send and reply and run again, there is one document and the saga is settled")
    func killedWhileOut() throws {
        try self.skald.run("sandbox", "fault", "erp.upsert.invoice=slow:60000*1")
        // Nor does it say what became of it: however slow this computer is, the answer is out when the process dies.
        try self.skald.run("sandbox", "fault", "erp.get.invoice=slow:60000")
        let process = try self.skald.process(["start", "quote-to-cash", "--order", self.order])
        try self.untilReceivableIsOut(of: process)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try self.skald.run("sandbox", "fault", "--clear")
        #expect(try self.skald.run("run").status == 0)
        #expect(try self.skald.sandbox().live("erp", "invoice") == 1)
        try self.skald.run("sandbox", "pay", "INV-1001")
        try self.skald.run("run")
        #expect(try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self).status == "done")
        #expect(try self.skald.run("explain", "Q-1042").output.contains("receivable was lost"))
    }

    /// Without a pause that gives its thread away: other tests, which wait for processes, may keep it for long.
    private func untilReceivableIsOut(of process: Process) throws {
        let beside = try CommandLineUnderTest(beside: self.skald)
        while process.isRunning {
            let outcome = try beside.run("show", "Q-1042", "-o", "json")
            if outcome.status == 0, try outcome.json(SagaSeen.self).step("receivable")?.isOut == true { return }
            usleep(25_000)
        }
        Issue.record("the receivable never left: \(try self.skald.outcome(of: process))")
    }

    @Test("A refused receivable leaves nothing behind, and the order can be started again")
    func refusedIsTakenBackAndStartedAgain() throws {
        try self.skald.run("sandbox", "fault", "erp.upsert.invoice=refuse*1")
        let first = try self.start()
        #expect(first.status == 3)
        let refused = try first.json(SagaSeen.self)
        #expect(refused.status == "compensated")
        #expect(refused.state == "invoiced")
        #expect(refused.nextState == nil)
        let sandbox = try self.skald.sandbox()
        for (system, kind) in [
            ("erp", "salesOrder"), ("billing", "subscription"), ("support", "entitlement"), ("billing", "invoice"),
            ("erp", "invoice"),
        ] {
            #expect(sandbox.live(system, kind) == 0, "\(system) \(kind)")
        }
        let second = try self.start("--again")
        let saga = try second.json(SagaSeen.self)
        #expect(saga.id == "quote-to-cash/Q-1042.g2")
        #expect(saga.facts.generation == 2)
        #expect(saga.status == "waiting")
        #expect(try self.start("--again").status == 4)
        let shown = try self.skald.run("show", "Q-1042", "-o", "json")
        #expect(try shown.json(SagaSeen.self).id == "quote-to-cash/Q-1042.g2")
        #expect(shown.messages.contains("earlier: quote-to-cash/Q-1042 (compensated)"))
        #expect(try self.skald.run("show", "quote-to-cash/Q-1042", "-o", "json").json(SagaSeen.self).id == refused.id)
    }

    @Test("A word to a saga that has gone on since somebody looked changes nothing")
    func staleWord() throws {
        try self.skald.run("sandbox", "fault", "billing.issueInvoice=refuse*1")
        let seen = try self.start().json(SagaSeen.self)
        let stale = try self.skald.run("retry", "Q-1042", "--rev", "\(seen.revision - 1)")
        #expect(stale.status == 6)
        #expect(stale.messages.contains("it is at revision \(seen.revision) now"))
        #expect(try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self).revision == seen.revision)
        #expect(try self.skald.run("stuck").output.contains("skald retry quote-to-cash/Q-1042 --rev \(seen.revision)"))
        #expect(try self.skald.run("retry", "Q-1042", "--rev", "\(seen.revision)").status == 0)
    }

    @Test("A step that needs a person is found by stuck, and goes on after retry")
    func stuckAndRetried() throws {
        try self.skald.run("sandbox", "fault", "billing.issueInvoice=refuse*1")
        #expect(try self.start().json(SagaSeen.self).status == "parked")
        let stuck = try self.skald.run("stuck")
        #expect(stuck.status == 3)
        #expect(stuck.output.contains("skald retry quote-to-cash/Q-1042"))
        #expect(try self.skald.run("retry", "Q-1042", "-o", "json").json(SagaSeen.self).status == "waiting")
        #expect(try self.skald.run("stuck").status == 0)
    }
}

import Foundation
import Testing

@Suite("A person states how a step ended, and the other system is asked")
struct ResolveTests {
    private let skald: CommandLineUnderTest

    /// The answer to the receivable is lost, and the ERP does not say what became of it.
    init() throws {
        self.skald = try CommandLineUnderTest()
        self.skald.environment["SKALD_USER"] = "ana"
        try self.skald.giveUpAtOnce()
    }

    private func loseReceivable(happened: Bool) throws {
        let fault = "erp.upsert.invoice=drop-\(happened ? "after" : "before")"
        try self.skald.fault(fault, "erp.get.invoice=drop-before")
        #expect(try self.skald.start().status == 8)
        #expect(try self.skald.saga().status == "parked")
    }

    private func answersAgain() throws { try self.skald.run("sandbox", "fault", "--clear") }

    private func state(_ more: String...) throws -> CommandLineUnderTest.Outcome {
        let arguments = ["resolve", "Q-1042", "receivable", "--reason", "I looked"] + more
        return try self.skald.outcome(of: try self.skald.process(arguments))
    }

    /// Nothing counts against what may still be under way: the refusal says until when, and then it does.
    private func stateOnceNothingIsInFlight() throws -> CommandLineUnderTest.Outcome {
        var outcome = try self.state("--not-done")
        try self.skald.wait(for: "the flight to end") {
            if outcome.status == 4, outcome.messages.contains(": until ") { outcome = try self.state("--not-done") }
            return outcome.status != 4
        }
        return outcome
    }

    @Test("done, and it is: verified, and the saga goes on with the document that was found")
    func done() throws {
        try self.loseReceivable(happened: true)
        try self.answersAgain()
        let outcome = try self.state("--done")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.output.contains("receivable stated as done (verified) by ana"))
        let saga = try self.skald.saga()
        #expect(saga.status == "waiting")
        #expect(saga.step("receivable")?.reference != nil)
        #expect(try self.skald.sandbox().live("erp", "invoice") == 1)
        #expect(try self.skald.run("verify").status == 0)
    }

    @Test("not done, and it is not: verified, and what was done before is taken back")
    func notDone() throws {
        try self.loseReceivable(happened: false)
        try self.answersAgain()
        let outcome = try self.stateOnceNothingIsInFlight()
        #expect(outcome.output.contains("receivable stated as not-done (verified) by ana"), "\(outcome.messages)")
        #expect(try self.skald.saga().status == "compensated")
        let sandbox = try self.skald.sandbox()
        #expect(sandbox.live("erp", "invoice") == 0)
        #expect(sandbox.live("billing", "invoice") == 0)
        #expect(try self.skald.run("verify").status == 0)
    }

    @Test("a statement that the other system contradicts is refused with what was found, and nothing changes")
    func contradicted() throws {
        try self.loseReceivable(happened: true)
        try self.answersAgain()
        let before = try self.skald.saga().revision
        let denied = try self.state("--not-done")
        #expect(denied.status == 4)
        #expect(denied.messages.contains("erp has carried out receivable: found "), "\(denied.messages)")
        let misnamed = try self.state("--done", "--reference", "4711")
        #expect(misnamed.status == 4)
        #expect(misnamed.messages.contains(", not as 4711"), "\(misnamed.messages)")
        #expect(try self.skald.saga().revision <= before + 1, "no more than a line that says what was ignored")
        #expect(try self.skald.saga().status == "parked")
        #expect(try self.skald.sandbox().live("erp", "invoice") == 1)
    }

    @Test("done, though nothing is there, is refused as well")
    func claimed() throws {
        try self.loseReceivable(happened: false)
        try self.answersAgain()
        let outcome = try self.state("--done")
        #expect(outcome.status == 4)
        #expect(outcome.messages.contains("erp knows nothing of receivable"), "\(outcome.messages)")
        #expect(try self.skald.saga().status == "parked")
    }

    @Test("a system that does not answer is exit status 8, and nothing is recorded")
    func silent() throws {
        try self.loseReceivable(happened: true)
        let before = try self.skald.saga().revision
        let outcome = try self.state("--done")
        #expect(outcome.status == 8)
        #expect(outcome.messages.contains("erp cannot say"))
        #expect(outcome.messages.contains("--unverified"))
        #expect(try self.skald.saga().revision == before)
    }

    @Test("on a person's word alone it is recorded as unverified")
    func unverified() throws {
        try self.loseReceivable(happened: true)
        let outcome = try self.state("--done", "--unverified")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.output.contains("receivable stated as done (unverified) by ana"))
        #expect(try self.skald.saga().status == "waiting")
        try self.answersAgain()
        #expect(try self.skald.run("verify").status == 0)
    }

    @Test("a person's word that was wrong is found by verify: an invoice stands there that the history denies")
    func wrongWord() throws {
        try self.loseReceivable(happened: true)
        #expect(try self.state("--not-done", "--unverified").status != 8)
        try self.answersAgain()
        let verified = try self.skald.run("verify")
        #expect(verified.status == 3, "\(verified.output)")
        #expect(verified.output.contains("receivable is there, and the history says that it was refused"))
    }
}

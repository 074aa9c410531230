import SagaModel
import Testing

struct LanguageTests {
    private func saga(_ facts: TestFacts = TestFacts()) -> Scenario { Scenario(definition: .amendment, facts: facts) }

    private func approved(_ facts: TestFacts = TestFacts()) -> Scenario {
        var saga = self.saga(facts)
        saga.reply("ok")
        saga.feed(.approved("deal", subject: "Q-1 taught 0", by: "ana"))
        return saga
    }

    @Test func `a step waits at its approval, which says what it is about`() {
        var saga = self.saga()
        saga.reply("ok")
        #expect(saga.out.isEmpty)
        #expect(saga.machine.status == .gated)
        let blocker = saga.machine.blockers.first
        #expect(blocker?.cause == .approval)
        #expect(blocker?.gate == "deal")
        #expect(blocker?.subject == "Q-1 taught 0")
        #expect(blocker?.step == "amend")
        saga.feed(.approved("deal", subject: "Q-1 taught 0", by: "ana"))
        #expect(saga.out.map(\.request.effect) == ["amend"])
    }

    @Test func `an approval of something else opens nothing`() {
        var saga = self.saga()
        saga.reply("ok")
        saga.feed(.approved("deal", subject: "Q-1 taught 1", by: "ana"))
        #expect(saga.out.isEmpty)
        #expect(saga.machine.status == .gated)
    }

    @Test func `a declined approval turns the saga back`() {
        var saga = self.saga()
        saga.reply("ok")
        saga.feed(.declined("deal", subject: "Q-1 taught 0", by: "ben", reason: "too dear"))
        #expect(saga.machine.course == .compensated(reason: "deal was declined by ben: too dear"))
        #expect(saga.sent == ["price"])
    }

    @Test func `an approval that nobody stands at cannot be declined`() {
        var saga = self.saga()
        #expect(
            saga.feed(.declined("deal", subject: "Q-1 taught 0", by: "ben", reason: "no"))
                == .ignored("the saga does not stand at this approval")
        )
    }

    @Test func `nothing leaves under a hold, and what rested does not either`() {
        var saga = self.approved()
        saga.reply("ok")
        #expect(saga.out.map(\.request.effect) == ["difference"])
        let (_, key, number) = saga.out.removeFirst()
        saga.feed(.answered(key, number: number, .failed(.transient("busy"))))
        saga.feed(.placed(.hold("CS-1")))
        saga.settle()
        #expect(saga.out.isEmpty)
        #expect(saga.machine.status == .gated)
        #expect(saga.machine.blockers.map(\.owner) == ["support"])
        saga.feed(.removed(obstacle: "CS-1", by: "support"))
        #expect(saga.out.map(\.key) == [key])
    }

    @Test func `nested holds open when the last one goes`() {
        var saga = self.approved()
        saga.feed(.placed(.hold("CS-1")))
        saga.feed(.placed(.hold("CS-2")))
        saga.feed(.placed(.hold("CS-3", on: "another order")))
        #expect(saga.feed(.placed(.hold("CS-1"))) == .ignored("hold CS-1 stands already"))
        saga.reply("ok")
        saga.feed(.removed(obstacle: "CS-1", by: "support"))
        #expect(saga.out.isEmpty)
        saga.feed(.removed(obstacle: "CS-2", by: "support"))
        #expect(saga.out.map(\.request.effect) == ["difference"])
    }

    @Test(arguments: [
        (Obstacle.Kind.predecessor, "Q-1", Blocker.Cause.predecessor), (.cutoff, "2026-11", .cutoff),
        (.capacity, "crm", .capacity), (.hold, "Q-1", .hold),
    ])
    func `every kind of obstacle shuts its own gate and is named`(
        _ kind: Obstacle.Kind,
        _ subject: String,
        _ cause: Blocker.Cause
    ) {
        var saga = Scenario(definition: .amendment)
        let (_, key, number) = saga.out.removeFirst()
        saga.feed(.placed(Obstacle(id: "X", kind: kind, subject: subject, owner: "kim", reason: "because")))
        saga.feed(.answered(key, number: number, .failed(.transient("busy"))))
        saga.feed(.approved("deal", subject: "Q-1 taught 0", by: "ana"))
        saga.reply("ok ok ok ok ok ok")
        #expect(saga.machine.status == .gated)
        #expect(saga.machine.blockers.map(\.cause).contains(cause))
        #expect(saga.machine.blockers.allSatisfy { $0.owner == "kim" && $0.failure == "because" })
        saga.feed(.removed(obstacle: "X", by: "kim"))
        saga.reply("ok ok ok ok ok ok")
        #expect(saga.machine.status == .waiting)
    }

    @Test func `a gate with a condition is no gate when it does not hold`() {
        var facts = TestFacts()
        facts.hasDifference = false
        var saga = self.approved(facts)
        saga.feed(.placed(Obstacle(id: "2026-11", kind: .cutoff, subject: "2026-11", owner: "kim", reason: "closed")))
        saga.reply("ok ok ok ok")
        #expect(saga.machine.status == .waiting)
    }

    @Test func `an undo passes all gates`() {
        var saga = self.approved()
        saga.feed(.placed(.hold("CS-1")))
        saga.reply("ok")
        saga.feed(.cancelled(by: "ana"))
        saga.reply("ok")
        #expect(saga.machine.status == .compensated)
        #expect(saga.sent.last == "-amend")
    }

    @Test func `facts that say so turn it back, which is no failure`() {
        var facts = TestFacts()
        facts.isWanted = false
        var saga = self.saga(facts)
        saga.reply("ok")
        #expect(saga.machine.course == .compensated(reason: "nobody wants it"))
    }

    @Test func `a skipped pivot commits all the same`() {
        var facts = TestFacts()
        facts.hasDifference = false
        var saga = self.approved(facts)
        saga.reply("ok ok ok ok")
        #expect(!saga.sent.contains("difference"))
        #expect(saga.machine.isCommitted)
        #expect(saga.machine.status == .waiting)
        guard case .ignored = saga.feed(.cancelled(by: "ana")) else {
            Issue.record("a saga after its pivot was cancelled")
            return
        }
    }

    @Test func `each round of a loop has keys of its own, and the loop ends`() {
        var saga = self.approved()
        saga.reply("ok ok ok ok ok")
        saga.passDeadline()
        saga.reply("ok")
        saga.passDeadline()
        saga.reply("ok")
        saga.passDeadline()
        saga.reply("ok")
        #expect(saga.sent.suffix(3) == ["remind 1", "remind 2", "write-off"])
        #expect(saga.machine.status == .done)
        let keys = saga.machine.runs.filter { $0.step == "remind" }.map(\.forward.key)
        #expect(keys == ["test/Q-1/remind", "test/Q-1/remind#2"])
    }

    @Test func `a handler is another way out of the wait, if it is for this saga`() {
        var saga = self.approved()
        saga.reply("ok ok ok ok ok")
        #expect(
            saga.hear("f-1", "Q-9", as: "failed") == .ignored("stale: it is not the failed that the saga waits for")
        )
        saga.hear("f-2", as: "failed")
        #expect(saga.out.map(\.request.effect) == ["remind 1"])
        saga.reply("ok")
        saga.hear("p-1")
        saga.reply("ok")
        #expect(saga.machine.status == .done)
        #expect(saga.sent.last == "apply")
    }

    @Test func `what came early is kept for the state that wants it`() {
        var saga = self.approved()
        saga.hear("p-1")
        #expect(saga.machine.keptSignals == ["paid"])
        saga.reply("ok ok ok ok ok ok")
        #expect(saga.machine.status == .done)
        #expect(saga.machine.keptSignals.isEmpty)
    }

    @Test func `what a state ignores is recorded with its reason, what nobody knows likewise`() {
        var saga = self.approved()
        saga.reply("ok ok ok ok ok")
        #expect(saga.hear("r-1", as: "reminded") == .ignored("our own reminder"))
        #expect(saga.hear("x-1", as: "unheard-of") == .ignored("no state of the saga waits for unheard-of"))
    }

    @Test func `a group runs stage after stage, the steps of a stage side by side`() {
        var saga = Scenario(
            sequences: ["telling": [["right"], ["left", "middle"]]],
            definition: .amendment
        )
        saga.reply("ok")
        saga.feed(.approved("deal", subject: "Q-1 taught 0", by: "ana"))
        saga.reply("ok ok")
        #expect(saga.out.map(\.request.effect) == ["right"])
        saga.reply("ok")
        #expect(saga.out.map(\.request.effect) == ["left", "middle"])
    }

    @Test func `a sequence that forgets a step runs it last`() {
        var saga = Scenario(sequences: ["telling": [["right"]]], definition: .amendment)
        saga.reply("ok")
        saga.feed(.approved("deal", subject: "Q-1 taught 0", by: "ana"))
        saga.reply("ok ok ok ok ok")
        #expect(saga.sent.suffix(3) == ["right", "left", "middle"])
    }

    @Test func `a loop that never waits calls a person instead of spinning`() {
        let spinning = Definition<TestFacts, Ask>(version: 1) {
            State("posted") { Pivot("post") { _ in Ask(effect: "post") } }
            State("round") { GoTo("and-round") }
            State("and-round") { GoTo("round") }
        }
        var saga = Scenario(definition: spinning)
        saga.reply("ok")
        #expect(saga.machine.status == .parked)
        #expect(spinning.check().map(\.rule) == [.loopWithoutWait, .loopWithoutWait])
    }
}

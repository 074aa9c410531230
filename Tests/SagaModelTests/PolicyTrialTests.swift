import SagaModel
import Testing

/// A recorded saga under another policy: what would have gone differently.
struct PolicyTrialTests {
    private typealias Trial = PolicyTrial<TestFacts, Ask>

    private static func compare(_ saga: Scenario, _ policy: Policy?, standing: [PastObstacle] = []) throws
        -> PolicyComparison
    {
        let lines = saga.log.map { Trial.Line($0.event, $0.reaction, at: $0.at) }
        let comparison = PolicyComparison(
            "test/Q-1",
            .sample,
            lines,
            under: policy,
            standing: standing,
            now: saga.now + .days(1)
        )
        return try #require(comparison)
    }

    private static func order(_ order: [[String]]) -> Policy {
        .sample { $0.sequencing["provisioning"] = [SequenceRule("one", order: order)] }
    }

    @Test(arguments: [
        "ok ok ok ok ok ok", "ok ok no ok", "ok ok .. ok ok ok", "ok ok ok ok ?? ok", "ok ok ?! ok ok ok ok",
        "ok ok ok ok .. .. ..", "ok no", "ok ok ok ok no ok ok ok", "?? ?? ok ok ok ok",
    ])
    func `under the policy that it had, a saga goes the same way`(script: String) throws {
        let policy = Self.order([["right"], ["left"]])
        for kept in [policy, nil] {
            var saga = Scenario(policy: kept)
            saga.reply(script)
            saga.hear("bank/1")
            saga.reply("ok ok")
            let comparison = try Self.compare(saga, kept)
            #expect(comparison.isSame, "\(comparison)")
            #expect(comparison.then == comparison.now)
            #expect(comparison.now.status == saga.machine.status)
        }
    }

    @Test func `another order of steps is told, with the first place where the two part`() throws {
        var saga = Scenario(policy: Self.order([["left"], ["right"]]))
        saga.reply("ok ok ok ok ok ok")
        saga.hear("bank/1")
        saga.reply("ok ok")
        #expect(saga.machine.status == .done)
        let comparison = try Self.compare(saga, Self.order([["right"], ["left"]]))
        #expect(!comparison.isSame)
        #expect(comparison.then.order.filter { ["left", "right"].contains($0) } == ["left", "right"])
        #expect(comparison.now.order.filter { ["left", "right"].contains($0) } == ["right", "left"])
        #expect(comparison.parting?.then?.words.contains("left, then right") == true)
        #expect(comparison.parting?.now?.words.contains("right, then left") == true)
        #expect(comparison.now.status == .done, "the other systems answer all the same: \(comparison.now)")
        #expect(comparison.changes.map(\.matter) == [.sequence])
    }

    @Test func `an approval that nobody gave then is what the saga would have been waiting for`() throws {
        var saga = Scenario()
        saga.reply("ok ok ok ok ok ok")
        let comparison = try Self.compare(saga, .sample { $0.approvals["large"] = .large })
        #expect(comparison.now.status == .gated)
        #expect(comparison.now.waits.first?.hasPrefix("the approval of ") == true, "\(comparison.now.waits)")
        #expect(!comparison.now.order.contains("post"))
        #expect(comparison.changes.contains { $0.matter == .approval && $0.then == nil && $0.now != nil })
    }

    @Test func `an approval that would not have been asked for is told as such`() throws {
        var saga = Scenario(policy: .sample { $0.approvals["large"] = .large })
        saga.reply("ok ok ok ok")
        let subject = try #require(saga.machine.blockers.first { $0.cause == .approval }?.subject)
        saga.feed(.approved("large", subject: subject, by: "bea", role: "finance"))
        saga.reply("ok ok")
        #expect(saga.sent.contains("post"))
        let comparison = try Self.compare(saga, nil)
        #expect(comparison.now.status == .waiting)
        #expect(comparison.changes.contains { $0.matter == .approval && $0.now == nil })
    }

    @Test func `a closed period that the old policy did not mind holds the step under one that does`() throws {
        var saga = Scenario()
        saga.reply("ok ok ok ok ok ok")
        let standing = [PastObstacle(.closed("2026-11"), from: Moment(milliseconds: 0), to: nil)]
        let comparison = try Self.compare(saga, .sample { $0.cutoffs["books"] = .books(.wait) }, standing: standing)
        #expect(!comparison.now.order.contains("post"), "\(comparison.now)")
        #expect(comparison.changes.contains { $0.matter == .cutoff && $0.now != nil })
        let without = try Self.compare(saga, .sample { $0.cutoffs["books"] = .books(.wait) })
        #expect(without.now.order.contains("post"))
    }

    @Test func `fewer attempts call a person where another one was made then`() throws {
        var saga = Scenario()
        saga.reply("ok ok ok ok ok .. .. ok")
        #expect(saga.machine.status == .waiting)
        let comparison = try Self.compare(saga, .sample { $0.retries.steps["tell"] = RetryRule(attempts: 1) })
        #expect(comparison.now.status == .parked)
        #expect(comparison.now.waits.contains("a person, for tell"))
    }

    @Test func `a shorter deadline ends the wait, and the money comes too late for it`() throws {
        var saga = Scenario()
        saga.reply("ok ok ok ok ok ok")
        saga.now = saga.now + .days(20)
        saga.hear("bank/1")
        saga.reply("ok")
        #expect(saga.machine.status == .done)
        let policy = Policy.sample { $0.deadlines["awaiting"] = DeadlineRule(within: .days(10), owner: "collections") }
        let comparison = try Self.compare(saga, policy)
        #expect(comparison.now.deeds.contains { $0.words == "waits in overdue for 60 d" }, "\(comparison.now.deeds)")
        #expect(comparison.changes.map(\.matter) == [.deadline])
    }
}

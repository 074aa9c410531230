import Foundation
import SagaModel
import Testing

/// What a policy decides where the machine comes to a group, a gate, a wait or a rest.
struct PolicyTests {
    private func decision(_ matter: Decision.Matter, in saga: Scenario) -> Decision? {
        saga.machine.decisions.last { $0.matter == matter }
    }

    // MARK: - order

    private let order = Policy.sample {
        $0.sequencing["provisioning"] = [
            SequenceRule("crm-last", when: .isEuropean, order: [["success"], ["crm"]]),
            SequenceRule("together", order: [["left", "right"]]),
        ]
    }

    @Test func `the first rule that applies orders a group, by system`() {
        var saga = Scenario(policy: self.order)
        saga.reply("ok ok ok ok")
        #expect(saga.sent.prefix(4) == ["terms", "order", "right", "left"])
        let decision = self.decision(.sequence, in: saga)
        #expect(decision?.subject == "provisioning")
        #expect(decision?.winner == "crm-last")
        #expect(decision?.outcome == "right, then left")
        #expect(decision?.losers.map(\.why) == ["crm-last comes before it"])
        #expect(decision?.inputs.map(\.value) == [.flag(true)])
    }

    @Test func `where its facts are others, the next rule wins, and the first says why it lost`() {
        var facts = TestFacts()
        facts.isEuropean = false
        var saga = Scenario(facts: facts, policy: self.order)
        saga.reply("ok ok")
        #expect(saga.out.map(\.request.effect) == ["left", "right"])
        let decision = self.decision(.sequence, in: saga)
        #expect(decision?.winner == "together")
        #expect(decision?.losers.map(\.why) == ["european is false, not true"])
    }

    @Test func `an order is chosen once, whatever the group teaches`() {
        let policy = Policy.sample {
            $0.sequencing["provisioning"] = [
                SequenceRule(
                    "few",
                    when: .test(Comparison("learned", .atMost, Exact("1").map { [.number($0)] } ?? [])),
                    order: [["right"], ["left"]]
                ),
                SequenceRule("many", order: [["left"], ["right"]]),
            ]
        }
        var saga = Scenario(policy: policy)
        saga.reply("ok ok ok ok")
        #expect(saga.sent.suffix(3) == ["right", "left", "post"])
        #expect(saga.machine.decisions.count == 1)
    }

    // MARK: - approvals

    private let approval = Policy.sample { $0.approvals["large"] = .large }

    private func atThePivot(_ policy: Policy, amount: String = "10000.00") -> Scenario {
        var facts = TestFacts()
        facts.amount = amount
        var saga = Scenario(facts: facts, policy: policy)
        saga.reply("ok ok ok ok")
        return saga
    }

    private func approve(_ saga: inout Scenario, _ amount: String, by who: String, as role: RoleName?) -> Reaction<Ask>
    {
        saga.feed(.approved("large", subject: "order Q-1, total EUR \(amount)", by: who, role: role))
    }

    @Test func `a step behind an approval waits, with owner and deadline`() {
        let saga = self.atThePivot(self.approval)
        #expect(saga.machine.status == .gated)
        let blocker = saga.machine.blockers.first
        #expect(blocker?.cause == .approval)
        #expect(blocker?.subject == "order Q-1, total EUR 10000.00")
        #expect(blocker?.owner == "finance")
        #expect(blocker?.until.map { $0 - (blocker?.since ?? $0) } == .days(2))
        #expect(self.decision(.approval, in: saga)?.outcome == "asked for")
    }

    @Test func `a small amount needs none, and that is recorded too`() {
        let saga = self.atThePivot(self.approval, amount: "5000.00")
        #expect(saga.out.map(\.request.effect) == ["post"])
        let decision = self.decision(.approval, in: saga)
        #expect(decision?.outcome == "not needed")
        #expect(decision?.losers.map(\.why) == ["total is EUR 5000.00, not above EUR 5000.00"])
    }

    @Test func `an approval of one amount lets no other one through`() {
        var saga = self.atThePivot(self.approval, amount: "10001.00")
        let reaction = self.approve(&saga, "10000.00", by: "kim", as: .finance)
        #expect(reaction == .ignored("the saga does not stand at this approval"))
        #expect(saga.machine.status == .gated)
        _ = self.approve(&saga, "10001.00", by: "kim", as: .finance)
        #expect(saga.out.map(\.request.effect) == ["post"])
    }

    @Test func `who asked may not approve, whatever the role`() {
        var saga = self.atThePivot(self.approval)
        guard case .ignored(let why) = self.approve(&saga, "10000.00", by: "ana", as: .approver) else {
            Issue.record("ana approved her own order")
            return
        }
        #expect(why.contains("ana started the saga"))
        #expect(saga.machine.status == .gated)
    }

    @Test(arguments: [RoleName?.none, .viewer, .admin])
    func `a role that the rule does not name may not approve`(_ role: RoleName?) {
        var saga = self.atThePivot(self.approval)
        _ = self.approve(&saga, "10000.00", by: "kim", as: role)
        #expect(saga.machine.status == .gated)
    }

    @Test func `above its ceiling a role may not approve, and a higher one may`() {
        var saga = self.atThePivot(self.approval, amount: "50000.01")
        guard case .ignored(let why) = self.approve(&saga, "50000.01", by: "kim", as: .finance) else {
            Issue.record("finance approved more than it may")
            return
        }
        #expect(why == "EUR 50000.01 is above EUR 50000.00, the most that finance approves")
        _ = self.approve(&saga, "50000.01", by: "kim", as: .approver)
        #expect(saga.out.map(\.request.effect) == ["post"])
    }

    @Test func `what cannot be compared is asked for`() {
        let policy = Policy.sample {
            $0.approvals["large"] = .large
            $0.approvals["large"]?.when = .total(.above, "5000.00", "USD")
        }
        let saga = self.atThePivot(policy, amount: "1.00")
        #expect(saga.machine.status == .gated)
        #expect(self.decision(.approval, in: saga)?.outcome.contains("cannot be compared") == true)
    }

    @Test func `a decline before the pivot turns back`() {
        var saga = self.atThePivot(self.approval)
        saga.feed(.declined("large", subject: "order Q-1, total EUR 10000.00", by: "kim", reason: "too cheap"))
        saga.reply("ok ok ok")
        #expect(saga.machine.status == .compensated)
    }

    // MARK: - holds

    private let holds = Policy.sample {
        $0.holds["dispute"] = HoldRule(stops: ["post"], on: ["order"], owner: "support", within: .days(5))
    }

    @Test func `a kind of hold stops its steps and no others`() {
        var saga = Scenario(policy: self.holds)
        saga.feed(.placed(.dispute("CS-1")))
        saga.reply("ok ok ok ok")
        #expect(saga.sent.suffix(2) == ["left", "right"])
        #expect(saga.machine.status == .gated)
        #expect(self.decision(.hold, in: saga)?.winner == "dispute")
        saga.feed(.removed(obstacle: "CS-1", by: "kim"))
        #expect(saga.out.map(\.request.effect) == ["post"])
    }

    @Test func `a hold about another order stops nothing`() {
        var saga = Scenario(policy: self.holds)
        saga.feed(.placed(.dispute("CS-1", on: "Q-2")))
        saga.reply("ok ok ok ok")
        #expect(saga.out.map(\.request.effect) == ["post"])
    }

    @Test func `a kind that nobody thought of stops what posts`() {
        var saga = Scenario(policy: self.holds)
        saga.feed(.placed(.dispute("CS-1", kind: "sanctions")))
        saga.reply("ok ok ok ok")
        #expect(saga.sent.suffix(2) == ["left", "right"])
        #expect(self.decision(.hold, in: saga)?.outcome.contains("does not know its kind") == true)
    }

    // MARK: - periods

    @Test func `a closed period that is waited for opens the way when it is opened`() {
        var saga = Scenario(policy: .sample { $0.cutoffs["books"] = .books(.wait) })
        saga.feed(.placed(.closed("2026-11")))
        saga.reply("ok ok ok ok")
        #expect(saga.machine.status == .gated)
        #expect(saga.machine.blockers.first?.cause == .cutoff)
        saga.feed(.removed(obstacle: "period 2026-11", by: "kim"))
        #expect(saga.out.map(\.request.effect) == ["post"])
    }

    @Test func `a closed period that is refused turns the saga back before the pivot`() {
        var saga = Scenario(policy: .sample { $0.cutoffs["books"] = .books(.refuse) })
        saga.feed(.placed(.closed("2026-11")))
        saga.reply("ok ok ok ok ok ok ok")
        #expect(saga.machine.status == .compensated)
        #expect(!saga.sent.contains("post"))
    }

    @Test func `a date moves to the next open period, over the end of the year`() {
        var saga = Scenario(policy: .sample { $0.cutoffs["books"] = .books(.redate) })
        saga.feed(.placed(.closed("2026-11")))
        saga.feed(.placed(.closed("2026-12")))
        saga.reply("ok ok ok ok")
        #expect(saga.machine.facts?.postedOn == "2027-01-01")
        #expect(saga.out.map(\.request.effect) == ["post"])
        #expect(self.decision(.cutoff, in: saga)?.outcome == "moves to 2027-01-01, because 2026-11 is closed")
    }

    @Test func `what left with one date is not sent again with another`() {
        var saga = Scenario(policy: .sample { $0.cutoffs["books"] = .books(.redate) })
        saga.reply("ok ok ok ok")
        let (_, key, number) = saga.out.removeFirst()
        saga.feed(.placed(.closed("2026-11")))
        saga.feed(.answered(key, number: number, .failed(.transient("busy"))))
        saga.settle()
        #expect(saga.machine.facts?.postedOn == "2026-11-20")
        #expect(saga.machine.status == .gated)
    }

    // MARK: - limits

    @Test func `a step's own retries come before its system's, value by value`() {
        var rules = RetryRules()
        rules.standard = RetryRule(attempts: 2, pause: .seconds(1), timeout: .seconds(9))
        rules.systems["erp"] = RetryRule(pause: .seconds(5))
        rules.steps["post"] = RetryRule(attempts: 7)
        #expect(rules.rule("post", "erp") == RetryRule(attempts: 7, pause: .seconds(5), timeout: .seconds(9)))
        #expect(rules.rule("order", "erp").attempts == 2)
        #expect(rules.rule("left", "crm") == rules.standard)
    }

    @Test func `a step rests as long and as often as the policy says`() {
        var saga = Scenario(
            policy: .sample { $0.retries.systems["erp"] = RetryRule(attempts: 2, pause: .seconds(40)) }
        )
        saga.reply("..")
        #expect(saga.now == Moment(milliseconds: 40_000))
        #expect(self.decision(.retry, in: saga)?.outcome == "2 attempts, 40 s apart")
        saga.reply("..")
        #expect(saga.machine.status == .compensated)
    }

    @Test func `a wait lasts as long as the policy says, and is its owner's`() {
        var saga = Scenario(
            policy: .sample { $0.deadlines["awaiting"] = DeadlineRule(within: .days(10), owner: "collections") }
        )
        saga.reply("ok ok ok ok ok ok")
        let blocker = saga.machine.blockers.first { $0.cause == .signal }
        #expect(blocker?.until == saga.now + .days(10))
        #expect(blocker?.owner == "collections")
    }

    @Test func `an event changes no fact that is not its source's`() {
        let definition = Definition<TestFacts, Ask>(version: 1, exposing: TestFacts.exposed) {
            State("posted") { Pivot("post") { _ in Ask(effect: "post") } }
            State("awaiting") {
                Wait(
                    for: "paid",
                    within: { _ in .days(30) },
                    otherwise: .park("late"),
                    learn: { $0.order = $1.document }
                )
            }
        }
        var saga = Scenario(definition: definition, policy: .sample { $0.ownership["order"] = ["bank"] })
        saga.reply("ok")
        #expect(saga.hear("crm/1", "Q-9") == .ignored("crm may not change order, which is bank's"))
        #expect(saga.machine.facts?.order == "Q-1")
        _ = saga.hear("bank/1", "Q-9")
        #expect(saga.machine.facts?.order == "Q-9")
    }

    // MARK: - what is stored

    @Test func `a policy, its decisions and an approval come back from storage as they were`() throws {
        var saga = self.atThePivot(self.approval)
        _ = self.approve(&saga, "10000.00", by: "kim", as: .finance)
        for (event, _, reaction) in saga.log {
            let stored = try JSONEncoder().encode(event)
            #expect(try JSONDecoder().decode(TestMachine.Event.self, from: stored) == event)
            guard case .advanced(let commands) = reaction else { continue }
            let written = try JSONEncoder().encode(commands)
            #expect(try JSONDecoder().decode([SagaCommand<Ask>].self, from: written) == commands)
        }
    }

    @Test func `terms of before there were policies can still be read`() throws {
        let old = """
            {"attempts": 3, "fingerprint": "", "pause": 2000, "capabilities": {}, "sequences": {},
             "capability": {"canLookUp": true, "longestFlight": 2000}}
            """
        #expect(try JSONDecoder().decode(Terms.self, from: Data(old.utf8)).policy == nil)
    }

    @Test func `one changed value is another canonical text`() {
        var other = self.approval
        other.approvals["large"]?.within = .days(3)
        #expect(self.approval.canonicalText != other.canonicalText)
        #expect(self.approval.canonicalText == Policy.sample { $0.approvals["large"] = .large }.canonicalText)
    }
}

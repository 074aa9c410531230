import SagaModel
import Testing

/// What a record shows that should not have happened: each law is broken in one, as a forgetful machine would.
struct ConductTests {
    private static let policy = Policy.sample {
        $0.holds["dispute"] = HoldRule(stops: ["post"], on: ["order"], owner: "support", within: .days(5))
        $0.cutoffs["books"] = .books(.wait)
        $0.approvals["large"] = .large
    }

    private static let approval = TestMachine.Event.approved(
        "large",
        subject: "order Q-1, total EUR 10000.00",
        by: "kim",
        role: "approver"
    )

    /// Goes through the record again; what is slipped in, the machine never heard of.
    private static func breaches(_ saga: Scenario, slippingIn event: TestMachine.Event? = nil) -> [Breach] {
        var conduct = Conduct<TestFacts, Ask>()
        var machine = TestMachine(id: saga.machine.id, definition: saga.machine.definition)
        for (index, line) in saga.log.enumerated() {
            guard case .advanced(let commands) = machine.handle(line.event, at: line.at) else { continue }
            conduct.watch(line.event, commands, machine)
            if index == 0, let event { conduct.watch(event, [], machine) }
        }
        return conduct.breaches
    }

    private static func posted() -> Scenario {
        var saga = Scenario(policy: Self.policy)
        saga.reply("ok ok ok ok")
        saga.feed(Self.approval)
        saga.reply("ok ok")
        return saga
    }

    @Test func `a saga that kept every rule did nothing wrong`() {
        #expect(Self.posted().sent.contains("post"))
        #expect(Self.breaches(Self.posted()).isEmpty)
    }

    @Test func `a saga that waited for its hold and its period did nothing wrong`() {
        var saga = Scenario(policy: Self.policy)
        saga.feed(.placed(.dispute("CS-1")))
        saga.feed(.placed(.closed("2026-11")))
        saga.reply("ok ok ok ok")
        saga.feed(Self.approval)
        saga.feed(.removed(obstacle: "CS-1", by: "kim"))
        saga.feed(.removed(obstacle: "period 2026-11", by: "kim"))
        saga.reply("ok")
        #expect(saga.sent.contains("post"))
        #expect(Self.breaches(saga).isEmpty)
    }

    @Test func `a posting under a hold is found`() {
        let found = Self.breaches(Self.posted(), slippingIn: .placed(.dispute("CS-1")))
        #expect(found == [Breach(law: .hold, what: "post was sent although CS-1 stood")])
    }

    @Test func `a posting into a closed period is found`() {
        let found = Self.breaches(Self.posted(), slippingIn: .placed(.closed("2026-11")))
        #expect(found == [Breach(law: .period, what: "post was sent into 2026-11, which was closed")])
    }

    @Test func `an approval by whoever asked is found`() {
        let own = TestMachine.Event.approved("large", subject: "all", by: "ana", role: "approver")
        let found = Self.breaches(Self.posted(), slippingIn: own)
        #expect(found.map(\.law) == [.approval])
    }

    @Test func `what is taken back in reverse order is in order, and forwards is found`() {
        var saga = Scenario()
        saga.reply("ok ok ok ok no ok ok ok")
        #expect(saga.machine.status == .compensated)
        #expect(Self.breaches(saga).isEmpty)
        var conduct = Conduct<TestFacts, Ask>()
        let sends = saga.log.flatMap { line -> [SagaCommand<Ask>] in
            if case .advanced(let commands) = line.reaction { commands } else { [] }
        }
        let forward = sends.filter { !$0.isUndo }
        let back = sends.filter(\.isUndo)
        for command in forward + back.reversed() { conduct.watch(.retried(by: "kim"), [command], saga.machine) }
        #expect(Set(conduct.breaches.map(\.law)) == [.order])
    }
}

extension SagaCommand {
    fileprivate var isUndo: Bool {
        if case .send(_, let key, _) = self { key.isUndo } else { false }
    }
}

import RuntimeConformance
import SagaModel
import Testing

@testable import SQLiteRuntime

/// A saga keeps the definition that it started with.
@Suite("A definition that was changed under running sagas")
struct PinTests {
    /// The tiny workflow in another form, with what it says of older ones.
    private struct Reformed: Workflow {
        var base = TinyWorkflow(version: 2)
        var migrations: [Migration] = []

        var name: WorkflowName { self.base.name }
        var definition: Definition<TinyFacts, Ask> { self.base.definition }
        var rehearsals: [Rehearsal<TinyFacts, Ask>] { self.base.rehearsals }

        func businessKeys(_ facts: TinyFacts) -> [String] { self.base.businessKeys(facts) }
        func amount(_ facts: TinyFacts) -> String? { self.base.amount(facts) }
    }

    private static let states: [StateName] = [
        "checked", "quoted", "prepared", "posted", "recognised", "awaiting-payment",
    ]

    private static func reformed(_ base: TinyWorkflow = TinyWorkflow(version: 2), _ states: [StateName] = Self.states)
        throws -> Reformed
    {
        let old = try TinyWorkflow().fingerprint()
        return Reformed(base: base, migrations: [Migration(from: old, "its version", keeping: states)])
    }

    /// A saga that waits for money, and the ones after it.
    private func waiting() async throws -> Desk {
        let desk = try Desk()
        try await desk.run(try await desk.open())
        #expect(try desk.report()?.status == .waiting)
        return desk
    }

    @Test("with the same version too: its sagas stand still, nothing of them is sent, and others go on")
    func standsStill() async throws {
        let desk = try Desk(Remote(["schedule": [.transient("busy"), .transient("busy"), .transient("busy")]]))
        defer { desk.remove() }
        do {
            let engine = try await desk.open()
            _ = try await desk.start(engine)
            _ = try await engine.run(patience: .zero)
        }
        #expect(try desk.report()?.status == .retrying)
        let sent = desk.remote.order

        let changed = TinyWorkflow(first: "order-in-crm")
        let engine = try await desk.open(changed)
        desk.clock.pass(.days(1))
        _ = try await engine.start(changed, id: "tiny/Q-2", facts: TinyFacts(order: "Q-2"), terms: Remote.terms)
        let summary = try await engine.run(patience: .minutes(10))
        #expect(Set(summary.broken.keys) == [desk.id])
        guard case .otherDefinition(let other) = summary.broken[desk.id] else {
            Issue.record("\(summary.broken)")
            return
        }
        #expect(other.pin.fingerprint == (try TinyWorkflow().fingerprint()))
        #expect(other.known.map(\.fingerprint) == [try changed.fingerprint()])
        #expect(desk.remote.order.prefix(sent.count) == sent[...])
        #expect(desk.remote.order.dropFirst(sent.count).allSatisfy { $0.hasPrefix("tiny/Q-2/") })
        let reader = try SagaReader(path: desk.path)
        guard case .found(let second) = try reader.report("tiny/Q-2") else { return }
        #expect(second.status == .waiting)
        await #expect(throws: RuntimeError.otherDefinition(other)) {
            try await engine.act(.cancel, on: desk.id, by: "anna")
        }
        let found = try Verification(path: desk.path, workflows: [changed]).checks.filter { !$0.findings.isEmpty }
        #expect(found.map(\.id) == ["pinned"])
        #expect(found.first?.findings.map(\.saga) == [desk.id])
    }

    @Test("may stand beside the old one: each saga goes on under its own")
    func standsBeside() async throws {
        let desk = try await self.waiting()
        defer { desk.remove() }
        let present = TinyWorkflow(version: 2, first: "order-in-crm")
        let engine = try await desk.open(present, beside: [TinyWorkflow()])
        _ = try await engine.start(present, id: "tiny/Q-2", facts: TinyFacts(order: "Q-2"), terms: Remote.terms)
        #expect(try await desk.pay(engine) == .taken(desk.id))
        #expect(try await engine.run(patience: .minutes(10)).broken.isEmpty)
        #expect(try desk.report()?.status == .done)
        let reader = try SagaReader(path: desk.path)
        #expect(try reader.pin("tiny/Q-2") == (try present.pin()))
        #expect(try reader.pin(desk.id)?.version == 1)
        let checks = try Verification(path: desk.path, workflows: [present, TinyWorkflow()]).checks
        #expect(checks.flatMap(\.findings).isEmpty, "\(checks)")
    }

    @Test("is followed after a migration that maps every live state, and the history says so")
    func migrates() async throws {
        let desk = try await self.waiting()
        defer { desk.remove() }
        let reformed = try Self.reformed()
        let reader = try SagaReader(path: desk.path)
        let plan = try reader.migrationPlan(to: reformed)
        #expect(plan.map(\.objection) == [nil])
        #expect(plan.first?.stateThere == plan.first?.state)
        #expect(
            plan.first?.done.filter { $0.kind == .compensatable }.map(\.step) == ["quote", "crm-order", "subscription"]
        )
        #expect(plan.first?.done.allSatisfy { !$0.losesUndo } == true)

        do {
            let engine = try await desk.open(reformed)
            #expect(try await engine.migrate(desk.id, to: reformed, by: "anna")?.objection == nil)
            #expect(try await engine.migrate(desk.id, to: reformed, by: "anna") == nil, "it has gone over")
            #expect(try reader.pin(desk.id) == (try reformed.pin()))
            #expect(try reader.history(desk.id).last?.event.contains(#""kind":"migrated""#) == true)
            #expect(try await desk.pay(engine) == .taken(desk.id))
        }
        let again = try await desk.open(reformed)
        _ = try await again.run(patience: .zero)
        #expect(try desk.report()?.status == .done)
        #expect(try desk.report()?.version == 2)
        let checks = try Verification(path: desk.path, workflows: [reformed]).checks
        #expect(checks.flatMap(\.findings).isEmpty, "\(checks)")
    }

    @Test("is not followed without a declared migration, with a state left out, or after what would be told anew")
    func refuses() async throws {
        let desk = try await self.waiting()
        defer { desk.remove() }
        let reader = try SagaReader(path: desk.path)
        let all: [(Reformed, String)] = [
            (Reformed(), "declares no migration"),
            (try Self.reformed(TinyWorkflow(version: 2), ["checked", "quoted"]), "does not map"),
            (try Self.reformed(TinyWorkflow(version: 2), Self.states + ["gone"]), "which there is not"),
            (try Self.reformed(TinyWorkflow(version: 2, first: "order-in-crm")), "would come out otherwise"),
        ]
        for (workflow, words) in all {
            let objection = try reader.migrationPlan(to: workflow).first?.objection
            #expect(objection?.contains(words) == true, "\(objection ?? "none") for \(words)")
            let engine = try await desk.open(workflow)
            let before = try reader.history(desk.id).count
            #expect(try await engine.migrate(desk.id, to: workflow, by: "anna")?.objection == objection)
            #expect(try reader.history(desk.id).count == before)
        }
    }

    @Test("is not followed where a done step could not be undone any more")
    func losesUndo() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let (old, new) = (Undoing(version: 1, keeps: false, migrations: []), try Undoing.later)
        let engine = try Engine(
            path: desk.path,
            workflows: [old],
            gateway: desk.remote,
            now: { [clock = desk.clock] in clock.now() }
        )
        _ = try await engine.start(old, id: "undoing/Q-1", facts: TinyFacts(order: "Q-1"), terms: Remote.terms)
        _ = try await engine.run(patience: .zero)
        let move = try #require(try SagaReader(path: desk.path).migrationPlan(to: new).first)
        #expect(move.done.map(\.losesUndo) == [true])
        #expect(move.objection == "make is done and could not be undone any more")
    }
}

/// One step that can be undone, or in its later form is kept, and a wait before the pivot.
private struct Undoing: Workflow {
    let version: Int
    let keeps: Bool
    let migrations: [Migration]

    let name: WorkflowName = "undoing"
    let rehearsals: [Rehearsal<TinyFacts, Ask>] = []

    static var later: Self {
        get throws {
            let old = try Self(version: 1, keeps: false, migrations: []).fingerprint()
            let migration = Migration(from: old, "it is kept now", keeping: ["made", "agreed", "posted"])
            return Self(version: 2, keeps: true, migrations: [migration])
        }
    }

    var definition: Definition<TinyFacts, Ask> {
        Definition(version: self.version) {
            State("made") {
                self.keeps
                    ? Compensatable("make", keep: "it may stay", run: { Ask(verb: "make", order: $0.order) })
                    : Compensatable(
                        "make",
                        run: { Ask(verb: "make", order: $0.order) },
                        undo: { Ask(verb: "unmake", order: $0.order) }
                    )
            }
            State("agreed") { Wait(for: "agreed", within: { _ in .days(30) }, otherwise: .turnBack) }
            State("posted") { Pivot("post", run: { Ask(verb: "post", order: $0.order) }) }
        }
    }

    func businessKeys(_ facts: TinyFacts) -> [String] { [facts.order] }
    func amount(_ facts: TinyFacts) -> String? { nil }
}

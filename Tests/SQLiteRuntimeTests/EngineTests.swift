import RuntimeConformance
import SQLiteRuntime
import SagaModel
import Testing

@Suite("An engine")
struct EngineTests {
    @Test("runs a saga to its wait, and the payment ends it")
    func runsToTheEnd() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let engine = try await desk.open()
        try await desk.run(engine)
        #expect(try desk.report()?.status == .waiting)
        #expect(try desk.report()?.state == "awaiting-payment")
        #expect(try await desk.pay(engine, key: "post-Q-1") == .taken(desk.id))
        _ = try await engine.run(patience: .zero)
        let report = try #require(try desk.report())
        #expect(report.status == .done)
        #expect(report.businessKeys == ["Q-1", "post-Q-1"])
        #expect(
            report.steps.map(\.name) == [
                "terms", "quote", "crm-order", "subscription", "invoice", "schedule", "note",
            ]
        )
        #expect(report.steps.allSatisfy { $0.status == .done && $0.startedAt != nil && $0.endedAt != nil })
        #expect(report.steps.map(\.reference).last == "note-Q-1")
        #expect(desk.remote.effects.values.allSatisfy { $0 == 1 })
    }

    @Test("undoes in reverse what was done before a refusal")
    func undoes() async throws {
        let desk = try Desk(Remote(["post": [.rejected("the period is closed")]]))
        defer { desk.remove() }
        let engine = try await desk.open()
        try await desk.run(engine)
        let report = try #require(try desk.report())
        #expect(report.status == .compensated)
        #expect(report.steps.map(\.status) == [.done, .undone, .undone, .undone, .refused, .pending, .pending])
        let undos = desk.remote.order.filter { $0.hasSuffix("/undo") }
        #expect(undos == ["tiny/Q-1/subscription/undo", "tiny/Q-1/crm-order/undo", "tiny/Q-1/quote/undo"])
    }

    @Test("knows a saga that is started twice")
    func startsOnce() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let engine = try await desk.open()
        #expect(try await desk.start(engine) == .new)
        #expect(try await desk.start(engine) == .existing(sameFacts: true))
        #expect(try await desk.start(engine, order: "Q-2") == .existing(sameFacts: false))
        #expect(try SagaReader(path: desk.path).list().count == 1)
    }

    @Test("waits out a pause, and asks after a lost answer before it sends again")
    func retries() async throws {
        let remote = Remote(["schedule": [.transient("locked")], "order": [.inDoubt("cut off")]])
        let desk = try Desk(remote)
        defer { desk.remove() }
        let summary = try await desk.run(try await desk.open())
        #expect(summary.lookUps == 1)
        #expect(try desk.report()?.status == .waiting)
        #expect(try desk.report()?.steps.first { $0.name == "crm-order" }?.wasInDoubt == true)
        #expect(remote.effects.values.allSatisfy { $0 == 1 })
    }

    @Test("counts an event once, and keeps what nobody waits for")
    func hearsOnce() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let engine = try await desk.open()
        try await desk.run(engine)
        #expect(try await desk.pay(engine, event: "e-0", key: "Q-404") == .unclaimed)
        #expect(try await desk.pay(engine) == .taken(desk.id))
        #expect(try await desk.pay(engine) == .repeated)
        #expect(try await desk.pay(engine, event: "e-2") == .ignored("the saga has ended"))
        let inbox = try SagaReader(path: desk.path).inbox()
        #expect(inbox.map(\.outcome) == [.waiting, .claimed, .ignored])
        #expect(inbox.map(\.reason) == ["no saga is known as Q-404", nil, "the saga has ended"])
        #expect(inbox.map(\.attempts) == [0, 1, 1])
    }

    @Test("refuses to cancel after the pivot, and says so")
    func cancels() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let engine = try await desk.open()
        try await desk.run(engine)
        let before = try #require(try desk.report())
        let heeded = try await engine.act(.cancel, on: desk.id, by: "anna")
        #expect(heeded == .ignored("the pivot has happened: correct it with a credit memo or an amendment"))
        let after = try #require(try desk.report())
        #expect(after.revision == before.revision + 1)
        #expect(after.updated == before.updated)
        await #expect(throws: RuntimeError.noSuchSaga("tiny/none")) {
            try await engine.act(.retry, on: "tiny/none", by: "anna")
        }
    }

    @Test("moves until it is cancelled, and hears meanwhile")
    func runsForever() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let engine = try Engine(
            path: desk.path,
            workflows: [TinyWorkflow()],
            gateway: desk.remote,
            now: { desk.clock.now() }
        )
        let running = Task { try await engine.runForever() }
        _ = try await desk.start(engine)
        while try desk.report()?.status != .waiting { try await Task.sleep(for: .milliseconds(2)) }
        _ = try await desk.pay(engine)
        #expect(try desk.report()?.status == .done)
        running.cancel()
        #expect(try await running.value.sends == 7)
    }

    @Test("finds a saga by id, business key and the beginning of either")
    func finds() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let engine = try await desk.open()
        try await desk.run(engine)
        let reader = try SagaReader(path: desk.path)
        let report = try #require(try desk.report())
        #expect(try reader.report("post-Q-1") == .found(report))
        #expect(try reader.report("tiny/") == .found(report))
        #expect(try reader.report("nothing") == .none)
        _ = try await engine.start(
            TinyWorkflow(),
            id: "tiny/Q-2",
            facts: TinyFacts(order: "Q-2"),
            terms: Remote.terms
        )
        #expect(try reader.report("Q-") == .ambiguous(["tiny/Q-1", "tiny/Q-2"]))
        #expect(try reader.list([.waiting]).map(\.id) == ["tiny/Q-1"])
    }

    @Test("shares commits among many sagas")
    func groups() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let engine = try await desk.open()
        for number in 1...50 {
            _ = try await engine.start(
                TinyWorkflow(),
                id: SagaID(rawValue: "tiny/\(number)"),
                facts: TinyFacts(order: "\(number)"),
                terms: Remote.terms
            )
        }
        let summary = try await engine.run(patience: .zero)
        #expect(summary.events == 350)
        #expect(summary.commits < 280)
        #expect(try SagaReader(path: desk.path).list([.waiting]).count == 50)
    }
}

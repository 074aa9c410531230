import RuntimeConformance
import SQLiteRuntime
import SagaModel
import Testing

@Suite("A gate")
struct GateTests {
    private let hold = Obstacle(id: "CS-9", kind: .hold, subject: "Q-1", owner: "support", reason: "disputed")

    private func isPosted(_ desk: Desk) -> Bool { desk.remote.effects["tiny/Q-1/invoice"] != nil }

    @Test("holds a step back, over a restart, until the obstacle is gone")
    func holdOutlivesTheEngine() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await self.runHeld(desk)
        #expect(!self.isPosted(desk))
        let again = try await desk.open()
        _ = try await again.run(patience: .minutes(10))
        let report = try #require(try desk.report())
        #expect(report.status == .gated)
        #expect(report.blockers.map(\.owner) == ["support"])
        #expect(report.blockers.map(\.cause) == [.hold])
        #expect(try await again.remove("CS-9", by: "support", because: "settled") == .removed(known: [desk.id]))
        _ = try await again.run(patience: .minutes(10))
        #expect(self.isPosted(desk))
        #expect(try desk.report()?.status == .waiting)
    }

    /// An engine of its own, gone at the end.
    private func runHeld(_ desk: Desk) async throws {
        let engine = try await desk.open()
        _ = try await desk.start(engine)
        #expect(try await engine.place(self.hold, by: "support") == .stands(known: [desk.id], underWay: []))
        _ = try await engine.run(patience: .minutes(10))
    }

    @Test("that wants an approval opens for exactly what was approved, and a refusal takes everything back")
    func approval() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let engine = try await desk.open()
        var facts = TinyFacts(order: "Q-1")
        facts.isLarge = true
        _ = try await engine.start(TinyWorkflow(), id: desk.id, facts: facts, terms: Remote.terms)
        _ = try await engine.run(patience: .minutes(10))
        #expect(try desk.report()?.blockers.map(\.cause) == [.approval])
        _ = try await engine.act(.approve("posting", subject: "Q-2", as: nil), on: desk.id, by: "ana")
        _ = try await engine.run(patience: .minutes(10))
        #expect(!self.isPosted(desk))
        let decline = Act.decline("posting", subject: "Q-1", reason: "too large")
        let declined = try await engine.act(decline, on: desk.id, by: "ben")
        #expect(declined == .advanced)
        _ = try await engine.run(patience: .minutes(10))
        #expect(try desk.report()?.status == .compensated)
        #expect(!self.isPosted(desk))
    }
}

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
        #expect(try await again.remove("CS-9", from: desk.id, by: "support") == .advanced)
        _ = try await again.run(patience: .minutes(10))
        #expect(self.isPosted(desk))
        #expect(try desk.report()?.status == .waiting)
    }

    /// An engine of its own, gone at the end.
    private func runHeld(_ desk: Desk) async throws {
        let engine = try await desk.open()
        _ = try await desk.start(engine)
        #expect(try await engine.place(self.hold, on: desk.id) == .advanced)
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
        _ = try await engine.approve("posting", of: "Q-2", on: desk.id, by: "ana")
        _ = try await engine.run(patience: .minutes(10))
        #expect(!self.isPosted(desk))
        let declined = try await engine.decline("posting", of: "Q-1", on: desk.id, by: "ben", because: "too large")
        #expect(declined == .advanced)
        _ = try await engine.run(patience: .minutes(10))
        #expect(try desk.report()?.status == .compensated)
        #expect(!self.isPosted(desk))
    }
}

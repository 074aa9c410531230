import RuntimeConformance
import SQLiteRuntime
import SagaModel
import Testing

@Suite("A standing obstacle")
struct ObstacleTests {
    private let hold = Obstacle(id: "CS-9", kind: .hold, subject: "Q-1", owner: "support", reason: "disputed")

    private func isPosted(_ desk: Desk) -> Bool { desk.remote.effects["tiny/Q-1/invoice"] != nil }

    @Test("stands in the way of sagas that start after it, also for the next process")
    func ofThoseToCome() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await self.placeAndGo(desk)
        let engine = try await desk.open()
        _ = try await desk.start(engine)
        _ = try await engine.run(patience: .minutes(10))
        #expect(try desk.report()?.status == .gated)
        #expect(!self.isPosted(desk))
        #expect(try await engine.remove("CS-9", by: "support", because: "settled") == .removed(known: [desk.id]))
        _ = try await engine.run(patience: .minutes(10))
        #expect(self.isPosted(desk))
    }

    private func placeAndGo(_ desk: Desk) async throws {
        let engine = try await desk.open()
        #expect(try await engine.place(self.hold, by: "support") == .stands(known: [], underWay: []))
    }

    @Test("is placed once, is known with who placed and removed it, and is nobody's who is not concerned")
    func once() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let engine = try await desk.open()
        _ = try await desk.start(engine)
        let other = Obstacle(id: "CS-10", kind: .hold, subject: "Q-2", owner: "support", reason: "disputed")
        #expect(try await engine.place(other, by: "ada") == .stands(known: [], underWay: []))
        #expect(try await engine.place(other, by: "ben") == .standsAlready(other))
        _ = try await engine.run(patience: .minutes(10))
        #expect(self.isPosted(desk))
        #expect(try await engine.remove("CS-10", by: "ben", because: "nothing found") == .removed(known: []))
        #expect(try await engine.remove("CS-10", by: "ben", because: "nothing found") == .unknown)
        let known = try SagaReader(path: desk.path).obstacles(.hold)
        #expect(known.map(\.placed.who) == ["ada"])
        #expect(known.map(\.removed?.why) == ["nothing found"])
    }

    @Test("that comes while the posting is out names what is under way")
    func underWay() async throws {
        let desk = try Desk(Remote(["post": [.inDoubt("cut off", isDone: true)]]))
        defer { desk.remove() }
        let engine = try await desk.open()
        _ = try await desk.start(engine)
        _ = try await engine.run(patience: .zero)
        let placed = try await engine.place(self.hold, by: "support")
        #expect(placed == .stands(known: [desk.id], underWay: ["tiny/Q-1/invoice"]))
    }
}

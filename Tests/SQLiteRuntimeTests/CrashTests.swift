import SQLiteRuntime
import SagaModel
import Testing

@Suite("A crash")
struct CrashTests {
    @Test("leaves a send in doubt: it is asked for, and not sent again")
    func inDoubt() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let fuse = Fuse(4)  // before and after the first commit, before and after the first call
        await #expect(throws: Crash.self) { try await desk.run(try await desk.open { _ in try fuse.burn() }) }
        let before = await desk.remote.effects
        #expect(before == ["tiny/Q-1/terms": 1])
        _ = try await desk.open().run(patience: .zero)
        #expect(try SagaReader(path: desk.path).history(desk.id)[1].event.contains("the engine stopped while"))
    }

    @Test("at any point doubles no effect and loses no saga", arguments: [false, true])
    func everyPoint(isRefused: Bool) async throws {
        for point in 1...200 {
            guard try await self.crashes(at: point, isRefused) else { return }
        }
        Issue.record("the saga has more points than expected")
    }

    /// - Returns: Whether the saga got as far as this point.
    private func crashes(at point: Int, _ isRefused: Bool) async throws -> Bool {
        let desk = try Desk(Remote(isRefused ? ["post": [.rejected("closed")]] : [:]))
        defer { desk.remove() }
        let fuse = Fuse(point)
        do {
            try await self.live(desk) { _ in try fuse.burn() }
        } catch is Crash {}
        try await self.live(desk) { _ in }
        let report = try #require(try desk.report())
        #expect(report.blockers.isEmpty, "crash at \(point)")
        let effects = await desk.remote.effects.filter { !$0.key.hasSuffix("/terms") }
        #expect(effects.values.allSatisfy { $0 == 1 }, "crash at \(point): \(effects)")
        #expect(effects.count == 4, "crash at \(point): \(effects)")
        #expect(try SagaReader(path: desk.path).damage(desk.id) == nil)
        return fuse.hasBlown
    }

    /// A whole life, of which any part may have been lived before.
    private func live(_ desk: Desk, _ onPoint: @escaping @Sendable (String) throws -> Void) async throws {
        let engine = try await desk.open(onPoint: onPoint)
        try await desk.run(engine)
        guard try desk.report()?.status == .waiting else { return }
        _ = try await desk.pay(engine)
        _ = try await engine.run(patience: .zero)
    }
}

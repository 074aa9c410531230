import Foundation
import GRDB
import RuntimeConformance
import SagaModel
import Synchronization
import Testing

@testable import SQLiteRuntime

@Suite("A full disk")
struct FullDiskTests {
    @Test("stops all sends, keeps the answers, and lets the engine go on when there is room")
    func goesOn() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let room = Room(desk.remote)
        let clock = desk.clock
        let engine = try Engine(
            path: desk.path,
            workflows: [TinyWorkflow()],
            gateway: desk.remote,
            now: { clock.now() },
            limit: 1,
            sleep: {
                clock.pass($0)
                try await room.wait()
            }
        )
        room.engine.withLock { $0 = engine }
        _ = try await desk.start(engine)
        try await desk.start(15, engine)
        try await engine.limitPages()
        let summary = try await engine.run(patience: .minutes(10)) { room.note($0) }
        room.engine.withLock { $0 = nil }
        let seen = room.seen.withLock { $0 }
        #expect(seen.count >= 3)
        #expect(Set(seen).count == 1, "effects while the disk was full: \(seen)")
        #expect(summary.lookUps == 0)
        #expect(try desk.report()?.status == .waiting)
        #expect(desk.remote.effects.values.allSatisfy { $0 == 1 })
        #expect(try desk.found().isEmpty)
    }

    @Test("that stays full ends the run with that reason; the next engine asks what became of what was out")
    func staysFull() async throws {
        var lookUps = 0
        // The disk is full after the checks, which change nothing and are simply asked again, and before the end.
        for pages in [1, 2, 3] {
            let desk = try Desk()
            defer { desk.remove() }
            try await self.runFull(desk, pages)
            let engine = try await desk.open()
            lookUps += try await engine.run(patience: .minutes(10)).lookUps
            #expect(try desk.report()?.status == .waiting)
            #expect(desk.remote.effects.filter { !$0.key.hasSuffix("/terms") }.values.allSatisfy { $0 == 1 })
            #expect(try desk.found().isEmpty)
        }
        #expect(lookUps > 0)
    }

    private func runFull(_ desk: Desk, _ pages: Int) async throws {
        let engine = try await desk.open()
        _ = try await desk.start(engine)
        try await desk.start(8, engine)
        try await engine.limitPages(more: pages)
        await #expect(throws: RuntimeError.diskFull(path: desk.path)) { try await engine.run(patience: .minutes(10)) }
        await #expect(throws: RuntimeError.diskFull(path: desk.path)) { try await desk.start(80, engine) }
    }
}

/// Makes room at the third wait, and counts effects until then.
private final class Room: Sendable {
    let engine = Mutex<Engine<Ask>?>(nil)
    let seen = Mutex<[Int]>([])
    private let isFull = Mutex(false)
    private let remote: Remote

    init(_ remote: Remote) { self.remote = remote }

    func note(_ progress: SQLiteRuntime.Progress) {
        if case .diskFull = progress { self.isFull.withLock { $0 = true } }
    }

    func wait() async throws {
        guard self.isFull.withLock({ $0 }) else { return }
        let waits = self.seen.withLock { seen in
            seen.append(self.remote.order.count)
            return seen.count
        }
        guard waits == 3 else { return }
        self.isFull.withLock { $0 = false }
        try await self.engine.withLock { $0 }?.makeRoom()
    }
}

extension Engine {
    /// As many pages as there are now and a few more, on the engine's own connection.
    fileprivate func limitPages(more: Int = 0) throws {
        try self.store.read { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + more)")
        }
    }

    fileprivate func makeRoom() throws {
        try self.store.read { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
    }
}

extension Desk {
    fileprivate func start(_ count: Int, _ engine: Engine<Ask>) async throws {
        for number in 0..<count {
            _ = try await engine.start(
                TinyWorkflow(),
                id: SagaID(rawValue: "tiny/\(number)"),
                facts: TinyFacts(order: "\(number)"),
                terms: Remote.terms
            )
        }
    }
}

import Foundation
import GRDB
import RuntimeConformance
import SagaModel
import Testing

@testable import SQLiteRuntime

@Suite("The inbox")
struct InboxTests {
    @Test("gives a saga its numbered events in order, whatever order they come in, one of them lost or doubled")
    func everyOrder() async throws {
        let desk = try TallyDesk()
        defer { desk.desk.remove() }
        let engine = try await desk.open()
        // All of it takes long on a disk: a run of the suite tries every fourth order, and each mishap many times.
        let isExhaustive = ProcessInfo.processInfo.environment["SKALD_EXHAUSTIVE"] != nil
        var count = 0
        for (index, order) in Self.permutations([1, 2, 3, 4, 5, 6]).enumerated() {
            for mishap in -6...6 where isExhaustive || index % 4 == 0 && (index / 4 + mishap) % 13 == 0 {
                count += 1
                try await Self.check(desk, engine, order, mishap: mishap, "T-\(count)")
            }
        }
        #expect(count == (isExhaustive ? 9_360 : 180))
    }

    /// A mishap below zero loses that one until the end, one above doubles it, zero is none.
    private static func check(
        _ desk: TallyDesk,
        _ engine: Engine<Ask>,
        _ order: [Int],
        mishap: Int,
        _ saga: String
    ) async throws {
        try await desk.start(engine, saga)
        var coming = order.filter { $0 != -mishap }
        if mishap > 0 { coming.insert(mishap, at: coming.count / 2) }
        for number in coming { _ = try await desk.hear(engine, number, saga) }
        _ = try await engine.run(patience: .zero)
        if mishap < 0 {
            #expect(try desk.heard(saga) == Tally.all.prefix(-mishap - 1).map(\.self), "\(order) without \(-mishap)")
            _ = try await desk.hear(engine, -mishap, saga)
            _ = try await engine.run(patience: .zero)
        }
        #expect(try desk.heard(saga) == Tally.all, "\(order), \(mishap)")
    }

    private static func permutations(_ values: [Int]) -> [[Int]] {
        guard values.count > 1 else { return [values] }
        return values.flatMap { first in
            Self.permutations(values.filter { $0 != first }).map { [first] + $0 }
        }
    }

    @Test("counts an event once that a hundred senders bring at the same time")
    func concurrentDuplicates() async throws {
        let desk = try TallyDesk()
        defer { desk.desk.remove() }
        let engine = try await desk.open()
        try await desk.start(engine)
        let outcomes = try await withThrowingTaskGroup { group in
            for _ in 0..<100 { group.addTask { try await desk.hear(engine, 1) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == .taken("tally/T-1") } == 1)
        #expect(outcomes.count { $0 == .repeated } == 99)
        #expect(try desk.lines().count == 1)
    }

    @Test("tells of a gap when its time is over, and goes on by itself when the missing one comes after all")
    func gap() async throws {
        let desk = try TallyDesk()
        defer { desk.desk.remove() }
        let engine = try await desk.open()
        try await desk.start(engine)
        let why = "number 3 of T-1 comes after 1, which has not come"
        #expect(try await desk.hear(engine, 3) == .waiting(why))
        #expect(try await desk.hear(engine, 3) == .waiting(why))
        #expect(try desk.line(3)?.outcome == .waiting)
        desk.desk.clock.pass(.days(2))
        _ = try await engine.run(patience: .zero)
        #expect(try desk.line(3)?.outcome == .parked)
        #expect(try desk.line(3)?.reason == why)
        #expect(try await desk.hear(engine, 1) == .taken("tally/T-1"))
        #expect(try await desk.hear(engine, 2) == .taken("tally/T-1"))
        #expect(try desk.line(3)?.outcome == .claimed)
        _ = try await engine.run(patience: .zero)
        #expect(try desk.heard() == ["1", "2", "3"])
        let late = Letter(source: "bank", id: "other", bytes: [])
        guard case .stale = try await engine.hear(late, TallyDesk.message(2)) else {
            Issue.record("an old number was used")
            return
        }
        #expect(try desk.heard() == ["1", "2", "3"])
    }

    @Test("lets only so many wait for one that is missing")
    func bounded() async throws {
        var desk = try TallyDesk()
        defer { desk.desk.remove() }
        desk.rules.mostWaiting = 2
        let engine = try await desk.open()
        try await desk.start(engine)
        for number in 2...5 { _ = try await desk.hear(engine, number) }
        #expect(try desk.lines().map(\.outcome) == [.waiting, .waiting, .parked, .parked])
        for number in [1, 6] { _ = try await desk.hear(engine, number) }
        _ = try await engine.run(patience: .zero)
        #expect(try desk.heard() == Tally.all)
    }

    @Test("hands an event to the saga that comes for it later")
    func earlierThanItsSaga() async throws {
        let desk = try TallyDesk()
        defer { desk.desk.remove() }
        let engine = try await desk.open()
        #expect(try await desk.hear(engine, 1) == .unclaimed)
        guard case .waiting = try await desk.hear(engine, 2) else { return _ = Issue.record("2 came before 1") }
        desk.desk.clock.pass(.days(2))
        _ = try await engine.run(patience: .zero)
        #expect(try desk.lines().map(\.outcome) == [.parked, .parked])
        try await desk.start(engine)
        _ = try await engine.run(patience: .zero)
        #expect(try desk.heard() == ["1", "2"])
        #expect(try desk.lines().map(\.outcome) == [.claimed, .claimed])
    }

    @Test("passes over what was discarded, in its turn and before it")
    func discarded() async throws {
        let desk = try TallyDesk()
        defer { desk.desk.remove() }
        let engine = try await desk.open()
        try await desk.start(engine)
        for number in [2, 3, 4] { _ = try await desk.hear(engine, number) }
        #expect(try await engine.discard("bank", "T-1-3", by: "anna", why: "a test") == .advanced)
        #expect(try await engine.discard("bank", "T-1-3", by: "anna", why: "a test") != .advanced)
        _ = try await desk.hear(engine, 1)
        _ = try await engine.run(patience: .zero)
        #expect(try desk.heard() == ["1", "2", "4"])
        #expect(try desk.line(3)?.reason == "discarded by anna: a test")
        let line = try #require(try desk.line(3))
        #expect(try desk.reader().acts(on: line).map(\.who) == ["anna"])
    }

    @Test("keeps what cannot be read as it came, and a correction beside it")
    func deadLetter() async throws {
        let desk = try TallyDesk()
        defer { desk.desk.remove() }
        let engine = try await desk.open()
        try await desk.start(engine)
        let letter = Letter(source: "bank", id: "T-1-1", bytes: [0xFF, 0x00, 0x7B])
        #expect(try await engine.bury(letter, why: "no JSON") == .dead("no JSON"))
        #expect(try await engine.bury(letter, why: "no JSON") == .dead("no JSON"))
        _ = try await desk.hear(engine, 2)
        #expect(try desk.line(2)?.reason == "number 2 of T-1 comes after 1, which has not come")
        let heard = try await engine.replay(
            "bank",
            "T-1-1",
            as: letter,
            TallyDesk.message(1),
            patch: "{}",
            by: "anna",
            why: "the feed was cut"
        )
        #expect(heard == .taken("tally/T-1"))
        _ = try await engine.run(patience: .zero)
        #expect(try desk.heard() == ["1", "2"])
        let line = try #require(try desk.line(1))
        #expect(line.bytes == letter.bytes)
        #expect(try desk.reader().acts(on: line).map(\.why) == ["the feed was cut"])
        let queue = try DatabaseQueue(path: desk.desk.path)
        for sql in ["UPDATE inbox SET bytes = x'00'", "DELETE FROM inbox", "DELETE FROM inbox_act"] {
            #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
        }
    }

    @Test("gives up an event that crashes whoever handles it, and the others go on")
    func poison() async throws {
        #expect(try await Self.poisonViolation { _ in } == nil)
    }

    @Test("is caught when it counts an attempt only afterwards")
    func plantedBug() async throws {
        let violation = try await Self.poisonViolation { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER counts_afterwards AFTER INSERT ON inbox WHEN NEW.outcome = 'open'
                    BEGIN UPDATE inbox SET attempts = 0 WHERE source = NEW.source AND id = NEW.id; END;
                    CREATE TRIGGER counts_afterwards_too AFTER UPDATE OF attempts ON inbox
                    WHEN NEW.outcome = 'open' AND NEW.attempts > 0
                    BEGIN UPDATE inbox SET attempts = NEW.attempts - 1 WHERE source = NEW.source AND id = NEW.id; END;
                    """
            )
        }
        #expect(violation == "after 3 crashes it is open with 0 attempts")
    }

    private struct Crash: Error {}

    /// A process dies each time that it handles one event; other events come and go.
    private static func poisonViolation(_ plant: @Sendable (Database) throws -> Void) async throws -> String? {
        let desk = try TallyDesk()
        defer { desk.desk.remove() }
        try await desk.start(try await desk.open(), "bad")
        try await desk.start(try await desk.open(), "T-1")
        try await DatabaseQueue(path: desk.desk.path).write { try plant($0) }
        for number in 1...3 {
            let engine = try await desk.open { if $0 == "handling bank/bad-1" { throw Crash() } }
            do {
                _ = try await desk.hear(engine, number)
                if number == 1 {
                    _ = try await desk.hear(engine, 1, "bad")
                } else {
                    _ = try await engine.run(patience: .zero)
                }
                return "start \(number) did not crash"
            } catch is Crash {}
        }
        let engine = try await desk.open { if $0 == "handling bank/bad-1" { throw Crash() } }
        do {
            _ = try await engine.run(patience: .minutes(10))
        } catch is Crash {
            let line = try desk.line(1, "bad")
            return "after 3 crashes it is \(line?.outcome.rawValue ?? "lost") with \(line?.attempts ?? 0) attempts"
        }
        guard try desk.line(1, "bad")?.outcome == .dead else { return "it is no dead letter" }
        guard try desk.heard() == ["1", "2", "3"] else { return "the others stood still" }
        return nil
    }
}

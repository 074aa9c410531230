import Foundation
import GRDB
import RuntimeConformance
import SagaModel
import Testing

@testable import SQLiteRuntime

@Suite("Verification")
struct VerifyTests {
    @Test("finds nothing in a file whose sagas wait, have ended, turned back or are parked")
    func whole() async throws {
        for script in [[:], ["post": [.rejected("closed")]], ["schedule": Self.refusals]]
            as [[String: [Remote.Trouble]]]
        {
            let desk = try Desk(Remote(script))
            defer { desk.remove() }
            try await desk.run(try await desk.open())
            #expect(try desk.found().isEmpty)
            if script.isEmpty { _ = try await desk.pay(try await desk.open()) }
            #expect(try desk.found().isEmpty)
        }
    }

    private static let refusals = Array(repeating: Remote.Trouble.rejected("closed"), count: 9)

    @Test("finds what was changed by hand, and says which law it breaks", arguments: Tampering.all)
    func tampered(tampering: Tampering) async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.run(try await desk.open())
        let queue = try DatabaseQueue(path: desk.path)
        try await queue.writeWithoutTransaction { try $0.execute(sql: tampering.sql) }
        try queue.close()
        let found = try desk.found()
        #expect(found.contains(tampering.law), "\(found)")
    }

    @Test("of a row that cannot be read says that the file is damaged, and so do the lists")
    func unreadableRow() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.run(try await desk.open())
        let queue = try DatabaseQueue(path: desk.path)
        try await queue.write { try $0.execute(sql: "UPDATE saga SET report = '{\"id\": 7}'") }
        try queue.close()
        #expect(try desk.found().contains("replay"))
        let error = #expect(throws: RuntimeError.self) { try SagaReader(path: desk.path).list() }
        guard case .damagedFile(desk.path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("and a sweep: an old copy goes on, and what was lost is found and not sent again")
    func sweeps() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.runThenRestore()
        let sent = desk.remote.order
        await #expect(throws: RuntimeError.self) { try await desk.open() }
        #expect(try desk.found() == ["I10"])
        let sweep = await Sweep(try desk.verification().effects, desk.remote)
        #expect(sweep.orphans.count == 6, "\(sweep.orphans)")
        #expect(sweep.missing.isEmpty && sweep.unanswered.isEmpty && sweep.leftovers.isEmpty)
        #expect(desk.remote.order == sent)
        _ = try Sweep.accept(path: desk.path, reason: "by anna")
        #expect(try desk.found().isEmpty)
        let engine = try await desk.open()
        _ = try await engine.run(patience: .minutes(10))
        #expect(try desk.report()?.status == .waiting)
        #expect(desk.remote.order == sent)
        #expect(try await desk.pay(engine) == .taken(desk.id))
    }

    @Test("reports what a saga was told and no system has, and an undo that was not carried out")
    func missesEffects() async throws {
        let done = try Desk()
        defer { done.remove() }
        try await done.run(try await done.open())
        #expect(await Sweep(try done.verification().effects, Remote()).missing.count == 6)
        let compensated = try Desk(Remote(["post": [.rejected("closed")]]))
        defer { compensated.remove() }
        try await compensated.run(try await compensated.open())
        let effects = try compensated.verification().effects
        #expect(await Sweep(effects, compensated.remote).leftovers.isEmpty)
        #expect(await Sweep(effects, Remote()).leftovers.count == 3)
    }

    @Test("does not let a sweep pass over a damaged chain")
    func refusesDamage() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.run(try await desk.open())
        let queue = try DatabaseQueue(path: desk.path)
        try await queue.write { try $0.execute(sql: "DROP TRIGGER commits_stay; UPDATE commits SET total = total + 1") }
        try queue.close()
        #expect(throws: RuntimeError.self) { try Sweep.accept(path: desk.path, reason: "by anna") }
        await #expect(throws: RuntimeError.self) { try await desk.open() }
    }
}

/// A change past the program, and the law that it breaks.
struct Tampering: CustomTestStringConvertible, Sendable {
    let sql: String
    let law: String

    var testDescription: String { self.sql }

    static let all = [
        Self(sql: "DROP TRIGGER history_keeps_its_lines; UPDATE history SET at = at + 1 WHERE seq = 3", law: "I6"),
        Self(sql: "DROP TRIGGER history_loses_no_lines; DELETE FROM history WHERE seq > 7", law: "I6"),
        Self(sql: "DROP TRIGGER commits_are_kept; DELETE FROM commits WHERE number > 4", law: "I10"),
        Self(sql: "UPDATE saga SET status = 'done'", law: "replay"),
        Self(sql: "UPDATE saga SET amount = 'EUR 11.00'", law: "replay"),
        Self(sql: "DELETE FROM saga", law: "replay"),
        Self(sql: "DELETE FROM timer", law: "replay"),
        Self(sql: "UPDATE business_key SET key = 'Q-9' WHERE key = 'Q-1'", law: "replay"),
        Self(
            sql: "INSERT INTO outbox (saga, number, kind, key, request) VALUES ('tiny/Q-1', 99, 'send', 'k', '{}')",
            law: "replay"
        ),
        Self(
            sql: """
                INSERT INTO inbox (source, id, received, bytes, attempts, outcome, saga, since)
                VALUES ('bank', 'e-9', 0, x'7b7d', 1, 'claimed', 'tiny/Q-1', 0)
                """,
            law: "I12"
        ),
        Self(
            sql: """
                INSERT INTO turn (saga, claim, since, standing) VALUES
                ('tiny/Q-1', '{"effectiveOn":"2026-01-01","keys":["contract C-7"]}', 0, 'holds'),
                ('tiny/Q-2', '{"effectiveOn":"2026-02-01","keys":["contract C-7"]}', 0, 'holds')
                """,
            law: "turns"
        ),
    ]
}

extension Desk {
    func verification() throws -> Verification<Ask> {
        try Verification(path: self.path, workflows: [TinyWorkflow()])
    }

    /// The laws that do not hold.
    func found() throws -> [String] { try self.verification().checks.filter { !$0.findings.isEmpty }.map(\.id) }
}

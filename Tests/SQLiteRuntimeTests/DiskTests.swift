import Foundation
import GRDB
import RuntimeConformance
import SQLiteRuntime
import SagaModel
import Testing

@Suite("The file")
struct DiskTests {
    @Test("is written with synchronous FULL, and has one engine")
    func oneCarefulWriter() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let engine = try await desk.open()
        #expect(try await engine.synchronous() == 2)
        let error = #expect(throws: RuntimeError.self) {
            try Engine(
                path: desk.path,
                workflows: [TinyWorkflow()],
                gateway: desk.remote,
                now: { desk.clock.now() }
            )
        }
        guard case .locked(desk.path, .some) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try await engine.synchronous() == 2)
    }

    @Test("keeps its history: no line is changed or lost")
    func appendOnly() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.run(try await desk.open())
        let queue = try DatabaseQueue(path: desk.path)
        for sql in ["UPDATE history SET at = 0", "DELETE FROM history"] {
            #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
        }
        #expect(try SagaReader(path: desk.path).damage(desk.id) == nil)
        try await queue.write { db in
            try db.execute(
                sql: """
                    DROP TRIGGER history_keeps_its_lines; UPDATE history SET at = at + 1 WHERE seq = 3
                    """
            )
        }
        #expect(try SagaReader(path: desk.path).damage(desk.id) == 3)
    }

    @Test("of a newer program is refused by name")
    func refusesNewer() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        _ = try await desk.open()
        let queue = try DatabaseQueue(path: desk.path)
        try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9-later')") }
        try queue.close()
        let error = RuntimeError.newerFile(path: desk.path, migrations: ["9-later"])
        await #expect(throws: error) { try await desk.open() }
        #expect(throws: error) { try SagaReader(path: desk.path) }
        #expect(throws: RuntimeError.notFound(path: "/nowhere/skald.db")) { try SagaReader(path: "/nowhere/skald.db") }
    }

    @Test("that a kill left half written is tidied up by whoever reads it")
    func hotJournal() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.run(try await desk.open())
        let (copy, torn) = (desk.path + ".copy", desk.path + ".torn")
        let source = try DatabaseQueue(path: desk.path)
        try await source.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO '\(copy)'") }
        let queue = try DatabaseQueue(path: copy)
        try await queue.writeWithoutTransaction { db in
            // So little memory that the half of a transaction goes to the file.
            try db.execute(sql: "PRAGMA cache_size = 2; BEGIN IMMEDIATE; CREATE TABLE half (bytes BLOB)")
            for _ in 0..<100 { try db.execute(sql: "INSERT INTO half VALUES (zeroblob(3000))") }
            for suffix in ["", "-journal"] {
                try FileManager.default.copyItem(atPath: copy + suffix, toPath: torn + suffix)
            }
            try db.execute(sql: "ROLLBACK")
        }
        let journal = try Data(contentsOf: URL(filePath: torn + "-journal"))
        #expect(journal.first == 0xD9, "the journal is not hot")
        let reader = try SagaReader(path: torn)
        #expect(try reader.list().map(\.id) == [desk.id])
        #expect(try reader.damage(desk.id) == nil)
    }

    @Test("opened again holds the same saga, and goes on")
    func reopens() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.run(try await desk.open())
        let before = try #require(try desk.report())
        let engine = try await desk.open()
        #expect(try await engine.act(.cancel, on: desk.id, by: "anna") != .advanced)
        var after = try #require(try desk.report())
        after.revision = before.revision
        #expect(after == before)
        #expect(try await desk.pay(engine) == .taken(desk.id))
        #expect(try desk.report()?.status == .done)
    }

    @Test("and a definition that was changed under a running saga do not go together")
    func noticesChange() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.run(try await desk.open())
        let engine = try await desk.open(TinyWorkflow(first: "order-in-crm"))
        await #expect(throws: RuntimeError.self) {
            try await engine.act(.cancel, on: desk.id, by: "anna")
        }
    }

    @Test("of another version of the definition is not guessed at")
    func noticesVersion() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.run(try await desk.open())
        let engine = try await desk.open(TinyWorkflow(version: 2))
        await #expect(throws: RuntimeError.self) {
            try await engine.act(.cancel, on: desk.id, by: "anna")
        }
        desk.clock.pass(.days(31))
        #expect(try await engine.run(patience: .zero).broken.count == 1)
    }

    @Test("that cannot be written stops the engine, which says that the outcome is unknown")
    func stops() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let engine = try await desk.open()
        let queue = try DatabaseQueue(path: desk.path)
        try await queue.write { try $0.execute(sql: "ALTER TABLE outbox RENAME TO elsewhere") }
        let unknown = await #expect(throws: RuntimeError.self) { try await desk.start(engine) }
        let stopped = await #expect(throws: RuntimeError.self) { try await desk.start(engine) }
        guard case .outcomeUnknown = unknown, case .stopped = stopped else {
            Issue.record("\(String(describing: unknown)), \(String(describing: stopped))")
            return
        }
        #expect(try SagaReader(path: desk.path).list().isEmpty)
    }
}

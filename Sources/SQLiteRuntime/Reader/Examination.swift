import Foundation
import GRDB
package import SagaModel

/// What a file with sagas says of itself when it is looked at.
package struct Examination: Sendable {
    /// The tables' versions that were applied, oldest first.
    package let migrations: [String]
    /// `wal`, if all is well.
    package let journalMode: String
    /// How careful a writer is, read back from the writing connection: 2 is FULL.
    ///
    /// `nil` while another engine has the file: it sees to it itself.
    package let synchronous: Int?
    package let isHeld: Bool
    package let holder: Int?
    /// What SQLite's own check found; empty when all is well.
    package let complaints: [String]
    /// Sagas whose history is not what was written, with the first line that is not.
    package let damaged: [SagaID: Int]
    /// When the wall clock was last believed; `nil` in a file of an older program.
    package let clock: ClockMark?
    /// The latest change of any saga.
    package let latest: Moment?

    /// Changes nothing; the lock is taken for a moment when it is free.
    package init(path: String) throws {
        let reader = try SagaReader(path: path)
        let file = try reader.file()
        self.migrations = file.migrations
        self.journalMode = file.journalMode
        self.complaints = file.complaints
        self.latest = file.latest
        self.clock = file.clock
        var damaged: [SagaID: Int] = [:]
        for id in file.sagas { damaged[id] = try reader.damage(id) }
        self.damaged = damaged
        do {
            self.synchronous = try Store(path: path).synchronous()
            self.isHeld = false
            self.holder = nil
        } catch RuntimeError.locked(_, let pid) {
            self.synchronous = nil
            self.isHeld = true
            self.holder = pid
        }
    }
}

extension SagaReader {
    fileprivate struct File {
        let migrations: [String]
        let journalMode: String
        let complaints: [String]
        let latest: Moment?
        let clock: ClockMark?
        let sagas: [SagaID]
    }

    fileprivate func file() throws -> File {
        try self.read { db in
            let complaints = try String.fetchAll(db, sql: "PRAGMA quick_check")
            return File(
                migrations: try Schema.migrator.appliedIdentifiers(db).sorted(),
                journalMode: try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "unknown",
                complaints: complaints == ["ok"] ? [] : complaints,
                latest: try Int.fetchOne(db, sql: "SELECT max(updated) FROM saga").map { Moment(milliseconds: $0) },
                clock: try Clocks.mark(db),
                sagas: try String.fetchAll(db, sql: "SELECT id FROM saga ORDER BY id").map(SagaID.init)
            )
        }
    }
}

import Foundation
import GRDB
import SagaModel

/// Table `inbox`: every event from outside, so that the same one counts once and none is lost.
///
/// What came stays as it came; people's corrections are kept beside it (`InboxActs`).
enum Inbox {
    static let schema = """
        CREATE TABLE inbox (
            source TEXT NOT NULL, id TEXT NOT NULL, received INTEGER NOT NULL, body TEXT NOT NULL, saga TEXT,
            outcome TEXT NOT NULL, PRIMARY KEY (source, id)
        ) STRICT, WITHOUT ROWID;
        """

    /// What the first schema's lines become.
    ///
    /// One that nobody had taken was kept unread: it is read when it comes again, or when a person replays it.
    static let secondSchema = """
        ALTER TABLE inbox RENAME TO inbox_before;
        CREATE TABLE inbox (
            source TEXT NOT NULL, id TEXT NOT NULL, received INTEGER NOT NULL, bytes BLOB NOT NULL, signal TEXT,
            body TEXT, key TEXT, object TEXT, number INTEGER, attempts INTEGER NOT NULL, outcome TEXT NOT NULL,
            need TEXT, reason TEXT, saga TEXT, since INTEGER NOT NULL, due INTEGER, PRIMARY KEY (source, id)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO inbox (source, id, received, bytes, attempts, outcome, need, reason, saga, since)
            SELECT source, id, received, CAST(body AS BLOB), 0,
                CASE WHEN saga IS NULL THEN 'parked' WHEN outcome LIKE 'ignored: %' THEN 'ignored' ELSE 'claimed' END,
                CASE WHEN saga IS NULL THEN 'person' END, outcome, saga, received
            FROM inbox_before;
        DROP TABLE inbox_before;
        CREATE INDEX inbox_unsettled ON inbox (outcome, need) WHERE outcome IN ('open', 'waiting', 'parked', 'dead');
        CREATE INDEX inbox_numbered ON inbox (source, object, number) WHERE number IS NOT NULL;
        CREATE TRIGGER inbox_keeps_what_came BEFORE UPDATE OF source, id, received, bytes ON inbox
        BEGIN SELECT RAISE(ABORT, 'what came stays as it came'); END;
        CREATE TRIGGER inbox_loses_nothing BEFORE DELETE ON inbox
        BEGIN SELECT RAISE(ABORT, 'no event is lost'); END;
        CREATE TABLE inbox_object (
            source TEXT NOT NULL, object TEXT NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (source, object)
        ) STRICT, WITHOUT ROWID;
        """

    static func write(_ line: InboxLine, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO inbox (source, id, received, bytes, signal, body, key, object, number, attempts, outcome, need,
                reason, saga, since, due)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (source, id) DO UPDATE SET signal = excluded.signal, body = excluded.body, key = excluded.key,
                object = excluded.object, number = excluded.number, attempts = excluded.attempts,
                outcome = excluded.outcome, need = excluded.need, reason = excluded.reason, saga = excluded.saga,
                since = excluded.since, due = excluded.due
            """,
            [
                line.source, line.id, line.received.milliseconds, Data(line.bytes), line.signal?.rawValue, line.body,
                line.businessKey, line.turn?.object, line.turn?.number, line.attempts, line.outcome.rawValue,
                line.need?.rawValue, line.reason, line.saga?.rawValue, line.since.milliseconds, line.due?.milliseconds,
            ]
        )
    }

    static func line(source: String, id: String, _ db: Database) throws -> InboxLine? {
        try self.lines("source = ? AND id = ?", db, [source, id]).first
    }

    static func lines(
        _ condition: String,
        _ db: Database,
        _ arguments: StatementArguments = StatementArguments()
    ) throws -> [InboxLine] {
        let sql = "SELECT * FROM inbox WHERE \(condition) ORDER BY received, source, object, number, id"
        return try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).map(InboxLine.init)
    }
}

// MARK: - what can move

extension Inbox {
    /// In the words of the index, so that SQLite uses it.
    private static let unsettled = "outcome IN ('open', 'waiting', 'parked', 'dead')"

    /// What a dead process was handling.
    static func open(_ db: Database) throws -> [InboxLine] {
        try self.lines("\(Self.unsettled) AND outcome = 'open'", db)
    }

    /// What waited for a saga that is there now.
    static func claimable(_ db: Database) throws -> [InboxLine] {
        let condition = """
            \(Self.unsettled) AND outcome IN ('waiting', 'parked') AND need = 'saga'
                AND EXISTS (SELECT 1 FROM business_key WHERE business_key.key = inbox.key)
            """
        return try self.lines(condition, db)
    }

    static func overdue(_ now: Moment, _ db: Database) throws -> [InboxLine] {
        try self.lines("\(Self.unsettled) AND outcome = 'waiting' AND due <= ?", db, [now.milliseconds])
    }

    /// About one of these keys, and not settled.
    static func unsettled(about keys: [String], _ db: Database) throws -> [InboxLine] {
        let condition = """
            \(Self.unsettled) AND (key IN (SELECT value FROM json_each(?1)) OR (key IS NULL AND outcome = 'dead'
                AND EXISTS (SELECT 1 FROM json_each(?1) WHERE instr(CAST(bytes AS TEXT), '"' || value || '"') > 0)))
            """
        return try self.lines(condition, db, [try JSON.text(keys)])
    }
}

// MARK: - the order that sources give

extension Inbox {
    /// The last number about this object that is settled; 0 before the first.
    static func used(_ source: String, _ object: String, _ db: Database) throws -> Int {
        let statement = try db.cachedStatement(sql: "SELECT used FROM inbox_object WHERE source = ? AND object = ?")
        return try Int.fetchOne(statement, arguments: [source, object]) ?? 0
    }

    /// Everything up to this number is settled, and whatever was discarded right after it.
    static func use(_ source: String, _ turn: Turn, _ db: Database) throws {
        var number = max(turn.number, try self.used(source, turn.object, db))
        while let next = try self.numbered(source, Turn(object: turn.object, number: number + 1), db),
            next.outcome == .discarded
        { number += 1 }
        try db.run(
            "INSERT OR REPLACE INTO inbox_object (source, object, used) VALUES (?, ?, ?)",
            [source, turn.object, number]
        )
    }

    static func numbered(_ source: String, _ turn: Turn, _ db: Database) throws -> InboxLine? {
        try self.lines("source = ? AND object = ? AND number = ?", db, [source, turn.object, turn.number]).first
    }

    /// The event whose turn it is, if it is there and waited for that.
    static func next(_ source: String, _ object: String, _ db: Database) throws -> InboxLine? {
        let condition = """
            source = ? AND object = ? AND number <= ? AND outcome IN ('waiting', 'parked') AND need = 'predecessor'
            """
        return try self.lines(condition, db, [source, object, try self.used(source, object, db) + 1]).first
    }

    static func countWaiting(_ source: String, _ object: String, _ db: Database) throws -> Int {
        let sql = """
            SELECT count(*) FROM inbox
            WHERE source = ? AND object = ? AND number IS NOT NULL AND outcome = 'waiting' AND need = 'predecessor'
            """
        return try Int.fetchOne(try db.cachedStatement(sql: sql), arguments: [source, object]) ?? 0
    }
}

extension InboxLine {
    fileprivate init(_ row: Row) {
        let letter = Letter(source: row["source"], id: row["id"], bytes: [UInt8](row["bytes"] as Data))
        self.init(letter, at: Moment(milliseconds: row["received"]))
        self.signal = (row["signal"] as String?).map(SignalName.init)
        self.body = row["body"]
        self.businessKey = row["key"]
        if let object = row["object"] as String?, let number = row["number"] as Int? {
            self.turn = Turn(object: object, number: number)
        }
        self.attempts = row["attempts"]
        self.outcome = Outcome(rawValue: row["outcome"]) ?? .parked
        self.need = (row["need"] as String?).flatMap(Need.init)
        self.reason = row["reason"]
        self.saga = (row["saga"] as String?).map(SagaID.init)
        self.since = Moment(milliseconds: row["since"])
        self.due = (row["due"] as Int?).map { Moment(milliseconds: $0) }
    }
}

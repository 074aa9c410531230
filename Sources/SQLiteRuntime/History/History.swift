import Crypto
import Foundation
import GRDB
package import SagaModel

/// One line of a saga's history, as it is on disk.
package struct HistoryLine: Equatable, Sendable {
    package let saga: SagaID
    package let seq: Int
    package let at: Moment
    /// Canonical JSON.
    package let event: String
    /// What the machine asked for: canonical JSON.
    package let commands: String
    /// Why nothing came of it; `nil` when something did.
    package let ignored: String?
    package let prev: [UInt8]
    package let hash: [UInt8]

    /// Links a line to the one before.
    init(after prev: [UInt8], saga: SagaID, seq: Int, at: Moment, event: String, commands: String, ignored: String?) {
        self.saga = saga
        self.seq = seq
        self.at = at
        self.event = event
        self.commands = commands
        self.ignored = ignored
        self.prev = prev
        self.hash = Self.digest(prev, saga, seq, at, [event, commands, ignored ?? ""])
    }

    fileprivate init(_ row: Row) {
        self.saga = SagaID(rawValue: row["saga"])
        self.seq = row["seq"]
        self.at = Moment(milliseconds: row["at"])
        self.event = row["event"]
        self.commands = row["commands"]
        self.ignored = row["ignored"]
        self.prev = [UInt8](row["prev"] as Data)
        self.hash = [UInt8](row["hash"] as Data)
    }

    /// Whether this is what was written, after that line.
    func follows(_ prev: [UInt8], seq: Int) -> Bool {
        let parts = [self.event, self.commands, self.ignored ?? ""]
        return self.seq == seq && self.prev == prev
            && self.hash == Self.digest(prev, self.saga, self.seq, self.at, parts)
    }

    /// Lengths stand before the parts, so that no two different lines have the same bytes.
    private static func digest(
        _ prev: [UInt8],
        _ saga: SagaID,
        _ seq: Int,
        _ at: Moment,
        _ parts: [String]
    ) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: prev)
        for part in ["\(saga)", "\(seq)", "\(at.milliseconds)"] + parts {
            hasher.update(data: Array("\(part.utf8.count):\(part)".utf8))
        }
        return Array(hasher.finalize())
    }
}

extension [HistoryLine] {
    /// The first line that is not what was written; `nil` when all are.
    var firstBroken: Int? {
        var prev: [UInt8] = []
        for (index, line) in self.enumerated() {
            guard line.follows(prev, seq: index + 1) else { return index + 1 }
            prev = line.hash
        }
        return nil
    }
}

/// Table `history`: what happened, in order.
///
/// The truth; every other table can be made again from it.
enum History {
    static let schema = """
        CREATE TABLE history (
            saga TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, event TEXT NOT NULL, commands TEXT NOT NULL,
            ignored TEXT, prev BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (saga, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER history_keeps_its_lines BEFORE UPDATE ON history
        BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
        CREATE TRIGGER history_loses_no_lines BEFORE DELETE ON history
        BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
        """

    static func append(_ line: HistoryLine, _ db: Database) throws {
        try db.run(
            "INSERT INTO history (saga, seq, at, event, commands, ignored, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                line.saga.rawValue, line.seq, line.at.milliseconds, line.event, line.commands, line.ignored,
                Data(line.prev), Data(line.hash),
            ]
        )
    }

    static func lines(of saga: SagaID, _ db: Database) throws -> [HistoryLine] {
        let statement = try db.cachedStatement(sql: "SELECT * FROM history WHERE saga = ? ORDER BY seq")
        return try Row.fetchAll(statement, arguments: [saga.rawValue]).map(HistoryLine.init)
    }

    static func sagas(_ db: Database) throws -> [SagaID] {
        try String.fetchAll(db, sql: "SELECT DISTINCT saga FROM history UNION SELECT id FROM saga ORDER BY 1")
            .map(SagaID.init)
    }

    static func all(_ db: Database) throws -> [HistoryLine] {
        try Row.fetchAll(db, sql: "SELECT * FROM history ORDER BY saga, seq").map(HistoryLine.init)
    }

    static func first(of saga: SagaID, _ db: Database) throws -> HistoryLine? {
        try Row.fetchOne(db, sql: "SELECT * FROM history WHERE saga = ? AND seq = 1", arguments: [saga.rawValue])
            .map(HistoryLine.init)
    }
}

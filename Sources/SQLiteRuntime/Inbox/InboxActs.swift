import GRDB
package import SagaModel

/// What somebody did with an event that stood still.
package struct InboxAct: Codable, Equatable, Sendable {
    package enum Verb: String, Codable, Sendable {
        case replay, discard
        /// Its source sent it again, in other words.
        case redelivery
    }

    package let verb: Verb
    package let at: Moment
    package let who: String
    package let why: String
    /// A JSON merge patch (RFC 7396) to what came; absent where nothing was corrected.
    package let patch: String?
}

/// Table `inbox_act`: who did what with which event, when and why.
///
/// Patches apply one after the other to what came, which itself never changes.
enum InboxActs {
    static let schema = """
        CREATE TABLE inbox_act (
            source TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, verb TEXT NOT NULL,
            who TEXT NOT NULL, why TEXT NOT NULL, patch TEXT, PRIMARY KEY (source, id, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER inbox_act_keeps_its_lines BEFORE UPDATE ON inbox_act
        BEGIN SELECT RAISE(ABORT, 'what people did is append-only'); END;
        CREATE TRIGGER inbox_act_loses_no_lines BEFORE DELETE ON inbox_act
        BEGIN SELECT RAISE(ABORT, 'what people did is append-only'); END;
        """

    static func append(_ act: InboxAct, _ line: InboxLine, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO inbox_act (source, id, seq, at, verb, who, why, patch)
            SELECT ?1, ?2, count(*) + 1, ?3, ?4, ?5, ?6, ?7 FROM inbox_act WHERE source = ?1 AND id = ?2
            """,
            [line.source, line.id, act.at.milliseconds, act.verb.rawValue, act.who, act.why, act.patch]
        )
    }

    static func all(source: String, id: String, _ db: Database) throws -> [InboxAct] {
        let sql = "SELECT * FROM inbox_act WHERE source = ? AND id = ? ORDER BY seq"
        return try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: [source, id]).map { row in
            InboxAct(
                verb: InboxAct.Verb(rawValue: row["verb"]) ?? .replay,
                at: Moment(milliseconds: row["at"]),
                who: row["who"],
                why: row["why"],
                patch: row["patch"]
            )
        }
    }
}

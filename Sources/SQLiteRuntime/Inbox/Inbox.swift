import GRDB
package import SagaModel

/// One event from outside, and what came of it.
package struct InboxLine: Equatable, Sendable {
    package let source: String
    package let id: String
    package let received: Moment
    package let body: String
    package let saga: SagaID?
    package let outcome: String
}

/// Table `inbox`: events from outside that were seen, so that the same one counts once.
///
/// Nobody's event stays here too.
enum Inbox {
    static let schema = """
        CREATE TABLE inbox (
            source TEXT NOT NULL, id TEXT NOT NULL, received INTEGER NOT NULL, body TEXT NOT NULL, saga TEXT,
            outcome TEXT NOT NULL, PRIMARY KEY (source, id)
        ) STRICT, WITHOUT ROWID;
        """

    /// Whether an event was seen, and whether a saga took it.
    enum Standing { case unseen, unclaimed, claimed }

    /// An event that nobody wanted may be claimed later; what came first stays as it came.
    static func add(_ line: InboxLine, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO inbox (source, id, received, body, saga, outcome) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (source, id) DO UPDATE SET saga = excluded.saga, outcome = excluded.outcome
            """,
            [
                line.source, line.id, line.received.milliseconds, line.body, line.saga?.rawValue, line.outcome,
            ]
        )
    }

    static func standing(source: String, id: String, _ db: Database) throws -> Standing {
        let statement = try db.cachedStatement(sql: "SELECT saga IS NOT NULL FROM inbox WHERE source = ? AND id = ?")
        guard let isClaimed = try Bool.fetchOne(statement, arguments: [source, id]) else { return .unseen }
        return isClaimed ? .claimed : .unclaimed
    }

    static func all(_ db: Database) throws -> [InboxLine] {
        try Row.fetchAll(db, sql: "SELECT * FROM inbox ORDER BY received, source, id").map { row in
            InboxLine(
                source: row["source"],
                id: row["id"],
                received: Moment(milliseconds: row["received"]),
                body: row["body"],
                saga: (row["saga"] as String?).map(SagaID.init),
                outcome: row["outcome"]
            )
        }
    }
}

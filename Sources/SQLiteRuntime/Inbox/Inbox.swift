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

    static func add(_ line: InboxLine, _ db: Database) throws {
        try db.run(
            "INSERT INTO inbox (source, id, received, body, saga, outcome) VALUES (?, ?, ?, ?, ?, ?)",
            [
                line.source, line.id, line.received.milliseconds, line.body, line.saga?.rawValue, line.outcome,
            ]
        )
    }

    static func holds(source: String, id: String, _ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM inbox WHERE source = ? AND id = ?")
        return try Int.fetchOne(statement, arguments: [source, id]) != nil
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

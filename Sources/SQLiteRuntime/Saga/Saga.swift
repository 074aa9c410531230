import GRDB
import SagaModel

/// Table `saga`: the latest of each saga, for lists.
///
/// Made from the history, and made again from it at any time.
enum Saga {
    static let schema = """
        CREATE TABLE saga (
            id TEXT NOT NULL PRIMARY KEY, workflow TEXT NOT NULL, definition_version INTEGER NOT NULL,
            revision INTEGER NOT NULL, state TEXT NOT NULL, status TEXT NOT NULL, amount TEXT, facts TEXT NOT NULL,
            since INTEGER NOT NULL, updated INTEGER NOT NULL, report TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX saga_status ON saga (status);
        """

    static func write(_ report: SagaReport, since: Moment, updated: Moment, _ db: Database) throws {
        try db.run(
            """
            INSERT OR REPLACE INTO saga
                (id, workflow, definition_version, revision, state, status, amount, facts, since, updated, report)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                report.id.rawValue, report.workflow.rawValue, report.version, report.revision,
                report.state?.rawValue ?? "", report.status.rawValue, report.amount, try JSON.text(report.facts),
                since.milliseconds, updated.milliseconds, try JSON.text(report),
            ]
        )
    }

    static func setRevision(_ revision: Int, _ id: SagaID, _ db: Database) throws {
        try db.run("UPDATE saga SET revision = ? WHERE id = ?", [revision, id.rawValue])
    }

    static func isLive(_ id: SagaID, _ db: Database) throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM saga WHERE id = ? AND status NOT IN ('done', 'compensated'))"
        return try Bool.fetchOne(db, sql: sql, arguments: [id.rawValue]) ?? false
    }

    static func report(_ id: SagaID, _ db: Database) throws -> SagaReport? {
        let sql = "SELECT report, revision FROM saga WHERE id = ?"
        return try Row.fetchOne(db, sql: sql, arguments: [id.rawValue]).map(Self.report)
    }

    /// Whatever has one of these statuses, longest first; everything for none.
    static func reports(_ statuses: [SagaStatus], _ db: Database) throws -> [SagaReport] {
        let sql = """
            SELECT report, revision FROM saga
            WHERE json_array_length(?1) = 0 OR status IN (SELECT value FROM json_each(?1)) ORDER BY since, id
            """
        return try Row.fetchAll(db, sql: sql, arguments: [try JSON.text(statuses)]).map(Self.report)
    }

    /// Whether the columns by which lists sort and select say the same as this report.
    static func shows(_ report: SagaReport, _ db: Database) throws -> Bool {
        let sql = "SELECT workflow, state, status, amount, facts, since, updated FROM saga WHERE id = ?"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [report.id.rawValue]) else { return false }
        let shown: [String?] = [
            row["workflow"], row["state"], row["status"], row["amount"], row["facts"],
            Moment(milliseconds: row["since"]).rfc3339, Moment(milliseconds: row["updated"]).rfc3339,
        ]
        return shown == [
            report.workflow.rawValue, report.state?.rawValue ?? "", report.status.rawValue, report.amount,
            try JSON.text(report.facts), report.since, report.updated,
        ]
    }

    /// An ignored event counts as a line of history, and changes nothing else in the report.
    private static func report(_ row: Row) throws -> SagaReport {
        var report = try JSON.value(SagaReport.self, row["report"])
        report.revision = row["revision"]
        return report
    }
}

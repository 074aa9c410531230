import GRDB
import SagaModel

/// A timer that somebody waits for.
struct DueTimer: Sendable {
    let saga: SagaID
    let timer: SagaTimer
    let due: Moment
}

/// Table `timer`: when a saga must be woken.
///
/// Survives the process.
enum Timers {
    static let schema = """
        CREATE TABLE timer (
            saga TEXT NOT NULL, timer TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (saga, timer)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX timer_due ON timer (due);
        """

    static func set(_ timer: SagaTimer, _ due: Moment, _ saga: SagaID, _ db: Database) throws {
        try db.run(
            "INSERT OR REPLACE INTO timer (saga, timer, due) VALUES (?, ?, ?)",
            [saga.rawValue, try JSON.text(timer), due.milliseconds]
        )
    }

    static func remove(_ timer: SagaTimer, _ saga: SagaID, _ db: Database) throws {
        try db.run("DELETE FROM timer WHERE saga = ? AND timer = ?", [saga.rawValue, try JSON.text(timer)])
    }

    static func removeAll(_ saga: SagaID, _ db: Database) throws {
        try db.run("DELETE FROM timer WHERE saga = ?", [saga.rawValue])
    }

    static func all(of saga: SagaID, _ db: Database) throws -> [SagaTimer: Moment] {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM timer WHERE saga = ?", arguments: [saga.rawValue])
        return try Dictionary(
            rows.map { (try JSON.value(SagaTimer.self, $0["timer"]), Moment(milliseconds: $0["due"])) }
        ) { first, _ in first }
    }

    /// The sagas to which it may matter that the clock was set.
    static func concerned(by change: ClockChange, _ db: Database) throws -> [SagaID] {
        // By the same time as before only those who rest are: nobody knows how long they have.
        let resting = "SELECT DISTINCT saga FROM timer WHERE json_extract(timer, '$.kind') = 'exchange'"
        let open = "SELECT id FROM saga WHERE status NOT IN (SELECT value FROM json_each(?)) ORDER BY id"
        guard change.by != .zero else { return try String.fetchAll(db, sql: resting).map(SagaID.init) }
        let final = try JSON.text(SagaStatus.allCases.filter(\.isFinal))
        return try String.fetchAll(db, sql: open, arguments: [final]).map(SagaID.init)
    }

    /// What is due, but for sagas that cannot be read.
    static func due(_ now: Moment, without sagas: [SagaID], limit: Int, _ db: Database) throws -> [DueTimer] {
        let sql = """
            SELECT * FROM timer WHERE due <= ? AND saga NOT IN (SELECT value FROM json_each(?))
            ORDER BY due, saga LIMIT ?
            """
        let statement = try db.cachedStatement(sql: sql)
        return try Row.fetchAll(statement, arguments: [now.milliseconds, try JSON.text(sagas), limit]).map { row in
            DueTimer(
                saga: SagaID(rawValue: row["saga"]),
                timer: try JSON.value(SagaTimer.self, row["timer"]),
                due: Moment(milliseconds: row["due"])
            )
        }
    }

    /// When the next one is due.
    ///
    /// Of the kinds, `exchange` is for pauses and windows; `deadline` for the ends of waits.
    static func next(_ kinds: [String], without sagas: [SagaID], _ db: Database) throws -> Moment? {
        let sql = """
            SELECT due FROM timer
            WHERE json_extract(timer, '$.kind') IN (SELECT value FROM json_each(?))
                AND saga NOT IN (SELECT value FROM json_each(?))
            ORDER BY due LIMIT 1
            """
        let statement = try db.cachedStatement(sql: sql)
        return try Int.fetchOne(statement, arguments: [try JSON.text(kinds), try JSON.text(sagas)])
            .map { Moment(milliseconds: $0) }
    }
}

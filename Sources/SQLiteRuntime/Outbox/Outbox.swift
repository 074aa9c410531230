import GRDB
import SagaModel

/// Why something is committed, and left on disk.
enum Waits: Int, Sendable {
    case forNothing = 0
    /// Its system has enough to do.
    case forRoom = 1
    /// Another saga works on the same business object.
    case forTurn = 2
    /// Its saga learns of an obstacle first.
    case forNews = 3
}

/// Something to carry to another system and back.
struct Errand<Request: SagaRequest>: Sendable {
    enum Kind: String, Sendable { case send, lookUp }

    let saga: SagaID
    let kind: Kind
    let request: Request
    let key: IdempotencyKey
    let number: Int
    var waits: Waits = .forNothing

    var lane: Lane {
        let isRelief = self.kind == .lookUp || self.key.isUndo
        return Lane(target: self.request.target, urgency: isRelief ? .relief : .step)
    }

    init(saga: SagaID, kind: Kind, request: Request, key: IdempotencyKey, number: Int) {
        self.saga = saga
        self.kind = kind
        self.request = request
        self.key = key
        self.number = number
    }

    /// As the outbox has it.
    var stored: String {
        get throws { "\(self.kind.rawValue) \(self.key) \(try JSON.text(self.request))" }
    }

    init?(_ command: SagaCommand<Request>, saga: SagaID) {
        switch command {
        case .send(let request, let key, let number):
            self.init(saga: saga, kind: .send, request: request, key: key, number: number)
        case .lookUp(let request, let key, let number):
            self.init(saga: saga, kind: .lookUp, request: request, key: key, number: number)
        case .wake, .decided: return nil
        }
    }
}

/// Table `outbox`: requests that are out and unanswered.
///
/// What a dead process left here may have happened.
enum Outbox {
    static let schema = """
        CREATE TABLE outbox (
            saga TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('send', 'lookUp')),
            key TEXT NOT NULL, request TEXT NOT NULL, PRIMARY KEY (saga, number)
        ) STRICT, WITHOUT ROWID;
        """

    /// What waits for room, in the order in which it came.
    static let waitingColumns = """
        ALTER TABLE outbox ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE outbox ADD COLUMN target TEXT NOT NULL DEFAULT '';
        ALTER TABLE outbox ADD COLUMN urgency TEXT NOT NULL DEFAULT 'step';
        ALTER TABLE outbox ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX outbox_waiting ON outbox (target, urgency, at) WHERE waits = 1;
        """

    static func add<Request>(_ errand: Errand<Request>, at: Moment, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO outbox (saga, number, kind, key, request, waits, target, urgency, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                errand.saga.rawValue, errand.number, errand.kind.rawValue, errand.key.rawValue,
                try JSON.text(errand.request), errand.waits.rawValue, errand.lane.target, errand.lane.urgency.rawValue,
                at.milliseconds,
            ]
        )
    }

    static func remove(_ saga: SagaID, number: Int, _ db: Database) throws {
        try db.run("DELETE FROM outbox WHERE saga = ? AND number = ?", [saga.rawValue, number])
    }

    /// What is out for a saga, each as it is stored.
    static func stored(of saga: SagaID, _ db: Database) throws -> [Int: String] {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM outbox WHERE saga = ?", arguments: [saga.rawValue])
        return Dictionary(
            rows.map { ($0["number"], "\($0["kind"] as String) \($0["key"] as String) \($0["request"] as String)") }
        ) {
            first,
            _ in first
        }
    }

    /// What had left, or may have.
    static func departed<Request: SagaRequest>(_ type: Request.Type, _ db: Database) throws -> [Errand<Request>] {
        try Row.fetchAll(db, sql: "SELECT * FROM outbox WHERE waits = 0 ORDER BY saga, number").map(Self.errand)
    }

    private static func errand<Request: SagaRequest>(_ row: Row) throws -> Errand<Request> {
        var errand = Errand(
            saga: SagaID(rawValue: row["saga"]),
            kind: row["kind"] == "send" ? .send : .lookUp,
            request: try JSON.value(Request.self, row["request"]),
            key: IdempotencyKey(rawValue: row["key"]),
            number: row["number"]
        )
        errand.waits = Waits(rawValue: row["waits"]) ?? .forNothing
        return errand
    }
}

// MARK: - what waits for room

/// One request that waits, as the snapshot of its saga shows it.
struct Held: Equatable, Sendable {
    enum Reason: Equatable, Sendable {
        case room(target: String)
        case turn(Turns.Ahead)
    }

    let reason: Reason
    let since: Moment
}

extension Outbox {
    static func waiting<Request: SagaRequest>(
        _ type: Request.Type,
        _ lane: Lane,
        without sagas: [SagaID],
        limit: Int,
        _ db: Database
    ) throws -> [Errand<Request>] {
        let sql = """
            SELECT * FROM outbox WHERE waits = 1 AND target = ? AND urgency = ?
                AND saga NOT IN (SELECT value FROM json_each(?))
            ORDER BY at, saga, number LIMIT ?
            """
        let arguments: StatementArguments = [lane.target, lane.urgency.rawValue, try JSON.text(sagas), limit]
        return try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments).map(Self.errand)
    }

    static func waiting<Request: SagaRequest>(
        _ type: Request.Type,
        of saga: SagaID,
        _ db: Database
    ) throws -> [Errand<Request>] {
        let sql = "SELECT * FROM outbox WHERE saga = ? AND waits <> 0 ORDER BY number"
        return try Row.fetchAll(db, sql: sql, arguments: [saga.rawValue]).map(Self.errand)
    }

    static func waitingForNews<Request: SagaRequest>(
        _ type: Request.Type,
        _ db: Database
    ) throws -> [Errand<Request>] {
        let sql = "SELECT * FROM outbox WHERE waits = ? ORDER BY saga, number"
        return try Row.fetchAll(db, sql: sql, arguments: [Waits.forNews.rawValue]).map(Self.errand)
    }

    static func held(_ saga: SagaID, _ db: Database) throws -> [IdempotencyKey: Held] {
        let sql = "SELECT key, target, at, waits FROM outbox WHERE saga = ? AND waits IN (1, 2)"
        let ahead = try Places.behind(saga, db)
        return try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: [saga.rawValue]).reduce(into: [:]) {
            let isRoom = $1["waits"] == Waits.forRoom.rawValue
            let reason: Held.Reason =
                isRoom ? .room(target: $1["target"]) : ahead.map { .turn($0) } ?? .room(target: "")
            let since = Moment(milliseconds: $1["at"])
            $0[IdempotencyKey(rawValue: $1["key"])] = Held(reason: reason, since: since)
        }
    }

    static func setWaiting<Request>(_ errand: Errand<Request>, _ waits: Bool, _ db: Database) throws {
        try db.run(
            "UPDATE outbox SET waits = ?, target = ?, urgency = ? WHERE saga = ? AND number = ?",
            [
                (waits ? Waits.forRoom : .forNothing).rawValue, errand.lane.target, errand.lane.urgency.rawValue,
                errand.saga.rawValue, errand.number,
            ]
        )
    }

    /// How many wait in each line.
    static func lines(_ db: Database) throws -> [Lane: Int] {
        let sql = "SELECT target, urgency, count(*) AS length FROM outbox WHERE waits = 1 GROUP BY target, urgency"
        return try Row.fetchAll(db, sql: sql).reduce(into: [:]) { lines, row in
            guard let urgency = Valve.Urgency(rawValue: row["urgency"]) else { return }
            lines[Lane(target: row["target"], urgency: urgency)] = row["length"]
        }
    }
}

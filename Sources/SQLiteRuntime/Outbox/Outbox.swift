import GRDB
import SagaModel

/// Something to carry to another system and back.
struct Errand<Request: SagaRequest>: Sendable {
    enum Kind: String, Sendable { case send, lookUp }

    let saga: SagaID
    let kind: Kind
    let request: Request
    let key: IdempotencyKey
    let number: Int

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
        case .wake: return nil
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

    static func add<Request>(_ errand: Errand<Request>, _ db: Database) throws {
        try db.run(
            "INSERT INTO outbox (saga, number, kind, key, request) VALUES (?, ?, ?, ?, ?)",
            [
                errand.saga.rawValue, errand.number, errand.kind.rawValue, errand.key.rawValue,
                try JSON.text(errand.request),
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

    static func all<Request: SagaRequest>(_ type: Request.Type, _ db: Database) throws -> [Errand<Request>] {
        try Row.fetchAll(db, sql: "SELECT * FROM outbox ORDER BY saga, number").map { row in
            Errand(
                saga: SagaID(rawValue: row["saga"]),
                kind: row["kind"] == "send" ? .send : .lookUp,
                request: try JSON.value(type, row["request"]),
                key: IdempotencyKey(rawValue: row["key"]),
                number: row["number"]
            )
        }
    }
}

import GRDB
import SagaModel

/// Table `business_key`: under which names people and other systems know a saga.
enum BusinessKeys {
    static let schema = """
        CREATE TABLE business_key (
            key TEXT NOT NULL, saga TEXT NOT NULL, PRIMARY KEY (key, saga)
        ) STRICT, WITHOUT ROWID;
        """

    /// Keys are only ever added: whoever still uses an old one finds the saga.
    static func add(_ keys: [String], _ saga: SagaID, _ db: Database) throws {
        for key in keys {
            try db.run("INSERT OR IGNORE INTO business_key (key, saga) VALUES (?, ?)", [key, saga.rawValue])
        }
    }

    static func keys(of saga: SagaID, _ db: Database) throws -> Set<String> {
        try String.fetchSet(db, sql: "SELECT key FROM business_key WHERE saga = ?", arguments: [saga.rawValue])
    }

    static func sagas(_ key: String, _ db: Database) throws -> [SagaID] {
        let statement = try db.cachedStatement(sql: "SELECT saga FROM business_key WHERE key = ? ORDER BY saga")
        return try String.fetchAll(statement, arguments: [key]).map(SagaID.init)
    }
}

import GRDB

/// The one connection that writes.
struct Store: Sendable {
    private let queue: DatabaseQueue
    private let lock: FileLock
    private let path: String

    /// Takes the lock, opens the file, brings its tables up to date.
    init(path: String) throws {
        self.path = path
        self.lock = try FileLock(database: path)
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        configuration.label = "skald.writer"
        self.queue = try Damage.named(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.read { try Schema.refuseNewer($0, path: path) }
            try Schema.migrator.migrate(queue)
            // Setting the journal mode made it NORMAL, with which a power loss takes back what was acknowledged.
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return queue
        }
    }

    /// Lets SQLite take back what a killed process left half done, while nobody else has the file.
    static func rollBack(_ path: String) throws {
        let lock = try FileLock(database: path)
        try withExtendedLifetime(lock) {
            try Damage.named(path) {
                _ = try DatabaseQueue(path: path).read {
                    try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master")
                }
            }
        }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value { try self.queue.read(body) }

    /// One transaction, on disk when this returns.
    ///
    /// - Throws: `RuntimeError.diskFull`: nothing was written. `RuntimeError.outcomeUnknown`: after a failed commit, what is on disk is not known.
    func commit<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try self.queue.write(body)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
            throw RuntimeError.diskFull(path: self.path)
        } catch {
            throw RuntimeError.outcomeUnknown("\(error)")
        }
    }

    /// What the connection itself says: 2 is FULL.
    func synchronous() throws -> Int? {
        try self.queue.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    }
}

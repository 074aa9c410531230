import Foundation
import GRDB
package import SagaModel

/// Reads sagas beside a running engine, or without one.
///
/// Needs no lock and changes nothing, unless a kill left a journal that must be rolled back first.
package struct SagaReader: Sendable {
    /// What a word on the command line means.
    package enum Found: Equatable, Sendable {
        case found(SagaReport)
        case ambiguous([SagaID])
        case none
    }

    private let queue: DatabaseQueue
    package let path: String

    package init(path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { throw RuntimeError.notFound(path: path) }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.label = "skald.reader"
        self.path = path
        do {
            self.queue = try Self.open(path, configuration)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
            // A kill left a transaction half done, as it may while the file is made: only who may write can take it back.
            try Store.rollBack(path)
            self.queue = try Self.open(path, configuration)
        }
    }

    private static func open(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
        try Damage.named(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.read { db in
                try Schema.refuseNewer(db, path: path)
                // What an older program wrote is read as it is: the next engine brings it up to date.
                guard try !Schema.migrator.appliedIdentifiers(db).isEmpty else {
                    throw RuntimeError.notFound(path: path)
                }
            }
            return queue
        }
    }

    /// Sagas with one of these statuses, the one that has stood still longest first; all for none.
    package func list(_ statuses: Set<SagaStatus> = []) throws -> [SagaReport] {
        try self.read { try Saga.reports(statuses.sorted { $0.rawValue < $1.rawValue }, $0) }
    }

    /// Finds a saga by its id, by a business key, or by the beginning of either when only one begins so.
    package func report(_ word: String) throws -> Found {
        try self.read { db in
            if let report = try Saga.report(SagaID(rawValue: word), db) { return .found(report) }
            let exact = try BusinessKeys.sagas(word, db)
            return try Self.settle(exact.isEmpty ? try Self.beginning(word, db) : exact, db)
        }
    }

    /// Ids and business keys that begin so, in order.
    package func keys(beginning word: String, limit: Int) throws -> [String] {
        let sql = """
            SELECT id FROM saga WHERE substr(id, 1, length(?1)) = ?1
            UNION SELECT key FROM business_key WHERE substr(key, 1, length(?1)) = ?1 ORDER BY 1 LIMIT ?2
            """
        return try self.read { try String.fetchAll($0, sql: sql, arguments: [word, limit]) }
    }

    /// The policy that a saga keeps; `nil` when it started without one.
    package func policy(of id: SagaID) throws -> Policy? {
        try self.read { db in
            guard let first = try History.first(of: id, db) else { return nil }
            return try JSON.value(StartedWith.self, first.event).terms.policy
        }
    }

    private struct StartedWith: Decodable {
        struct Kept: Decodable { let policy: Policy? }
        let terms: Kept
    }

    /// Everything that happened to a saga, in order.
    package func history(_ id: SagaID) throws -> [HistoryLine] {
        try self.read { try History.lines(of: id, $0) }
    }

    /// What came in from outside and had one of these outcomes, oldest first.
    ///
    /// Nothing in a file that no engine has brought up to date yet.
    package func inbox(_ outcomes: [InboxLine.Outcome] = InboxLine.Outcome.allCases) throws -> [InboxLine] {
        try self.read { db in
            guard try Schema.hasInbox(db) else { return [] }
            let condition = "outcome IN (SELECT value FROM json_each(?))"
            return try Inbox.lines(condition, db, [try JSON.text(outcomes)])
        }
    }

    /// What a source said under ids that begin like this, found by the key.
    package func inbox(from source: String, beginning prefix: String, limit: Int = .max) throws -> [InboxLine] {
        try self.read { db in
            guard try Schema.hasInbox(db) else { return [] }
            // The greatest character comes after every id that goes on from the prefix.
            let last = prefix + "\u{10FFFF}"
            let lines = try Inbox.lines("source = ? AND id >= ? AND id < ?", db, [source, prefix, last])
            return Array(lines.prefix(limit))
        }
    }

    /// Events about one of these business keys that are not settled; of those that nobody can read, the ones that name it.
    package func unsettledEvents(about keys: [String]) throws -> [InboxLine] {
        try self.read { try Schema.hasInbox($0) ? Inbox.unsettled(about: keys, $0) : [] }
    }

    /// What people did with an event.
    package func acts(on line: InboxLine) throws -> [InboxAct] {
        try self.read { try InboxActs.all(source: line.source, id: line.id, $0) }
    }

    /// The first line of a saga's history that is not what was written; `nil` when all are.
    package func damage(_ id: SagaID) throws -> Int? {
        try self.history(id).firstBroken
    }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try Damage.named(self.path) { try self.queue.read(body) }
    }

    private static func settle(_ ids: [SagaID], _ db: Database) throws -> Found {
        guard let first = ids.first else { return .none }
        guard ids.count == 1 else { return .ambiguous(ids) }
        return try Saga.report(first, db).map(Found.found) ?? .none
    }

    private static func beginning(_ word: String, _ db: Database) throws -> [SagaID] {
        guard !word.isEmpty else { return [] }
        let sql = """
            SELECT id FROM saga WHERE substr(id, 1, length(?1)) = ?1
            UNION SELECT saga FROM business_key WHERE substr(key, 1, length(?1)) = ?1 ORDER BY 1 LIMIT 20
            """
        return try String.fetchAll(db, sql: sql, arguments: [word]).map(SagaID.init)
    }
}

import GRDB
package import SagaModel

/// Table `valve`: what is known of each system that had trouble.
///
/// Outlives the process, so that the next one does not begin by knocking at a dead system's door.
enum Valves {
    static let schema = """
        CREATE TABLE valve (
            target TEXT NOT NULL PRIMARY KEY, circuit TEXT NOT NULL, not_before INTEGER
        ) STRICT, WITHOUT ROWID;
        """

    struct Stored: Equatable, Sendable {
        let circuit: Circuit
        let notBefore: Moment?
    }

    static func write(_ target: String, _ valve: Valve, _ db: Database) throws {
        try db.run(
            "INSERT OR REPLACE INTO valve (target, circuit, not_before) VALUES (?, ?, ?)",
            [target, try JSON.text(valve.circuit), valve.notBefore?.milliseconds]
        )
    }

    static func all(_ db: Database) throws -> [String: Stored] {
        try Row.fetchAll(db, sql: "SELECT * FROM valve").reduce(into: [:]) { stored, row in
            let notBefore: Int? = row["not_before"]
            stored[row["target"]] = Stored(
                circuit: try JSON.value(Circuit.self, row["circuit"]),
                notBefore: notBefore.map { Moment(milliseconds: $0) }
            )
        }
    }
}

/// Why a system is not asked now, for people.
package struct ClosedSystem: Equatable, Sendable {
    package let target: String
    /// Since when it has been out of reach; `nil` when it only asked to be left alone.
    package let since: Moment?
    package let nextTry: Moment?
    package let reason: String?

    init?(_ target: String, _ stored: Valves.Stored) {
        let circuit = stored.circuit
        guard circuit.state != .closed || stored.notBefore != nil else { return nil }
        self.target = target
        self.since = circuit.since
        self.nextTry = [circuit.until, stored.notBefore].compactMap(\.self).max()
        self.reason = circuit.reason
    }
}

extension SagaReader {
    /// The systems that are not asked, or were not when somebody last wanted to.
    package func closedSystems() throws -> [ClosedSystem] {
        try self.read { db in
            // A file that an older program wrote has no such table.
            guard try db.tableExists("valve") else { return [] }
            return try Valves.all(db).sorted { $0.key < $1.key }.compactMap { ClosedSystem($0.key, $0.value) }
        }
    }
}

import GRDB
package import SagaModel

/// An obstacle that stands, or stood, in the way of every saga that it is about: a hold, a closed period.
package struct StandingObstacle: Equatable, Sendable {
    package struct Act: Codable, Equatable, Sendable {
        package let who: String
        package let at: Moment
        package let why: String
    }

    package let obstacle: Obstacle
    package let placed: Act
    /// `nil` while it stands.
    package let removed: Act?
}

/// Table `obstacle`: what people and other systems put in the way, of sagas that run and of those that will.
///
/// A row is never changed but once, when the obstacle is removed; put there again, it is another row.
enum Obstacles {
    static let schema = """
        CREATE TABLE obstacle (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, obstacle TEXT NOT NULL,
            placed TEXT NOT NULL, removed TEXT
        ) STRICT;
        CREATE UNIQUE INDEX obstacle_standing ON obstacle (id) WHERE removed IS NULL;
        """

    static func add(_ obstacle: Obstacle, _ act: StandingObstacle.Act, _ db: Database) throws {
        try db.run(
            "INSERT INTO obstacle (id, kind, obstacle, placed) VALUES (?, ?, ?, ?)",
            [obstacle.id, obstacle.kind.rawValue, try JSON.text(obstacle), try JSON.text(act)]
        )
    }

    static func remove(_ id: String, _ act: StandingObstacle.Act, _ db: Database) throws {
        let sql = "UPDATE obstacle SET removed = ? WHERE id = ? AND removed IS NULL"
        try db.run(sql, [try JSON.text(act), id])
    }

    /// What stands in the way now, oldest first.
    static func standing(_ db: Database) throws -> [Obstacle] {
        let sql = "SELECT obstacle FROM obstacle WHERE removed IS NULL ORDER BY number"
        return try String.fetchAll(db, sql: sql).map { try JSON.value(Obstacle.self, $0) }
    }

    static func all(_ kind: Obstacle.Kind, _ db: Database) throws -> [StandingObstacle] {
        let sql = "SELECT * FROM obstacle WHERE kind = ? ORDER BY number"
        return try Row.fetchAll(db, sql: sql, arguments: [kind.rawValue]).map { row in
            let removed: String? = row["removed"]
            return StandingObstacle(
                obstacle: try JSON.value(Obstacle.self, row["obstacle"]),
                placed: try JSON.value(StandingObstacle.Act.self, row["placed"]),
                removed: try removed.map { try JSON.value(StandingObstacle.Act.self, $0) }
            )
        }
    }

    /// Sagas that have not ended and whose report has the word; whoever it is about is among them.
    static func sagas(mentioning word: String, _ db: Database) throws -> [SagaID] {
        let sql = "SELECT id FROM saga WHERE status NOT IN ('done', 'compensated') AND instr(report, ?) > 0 ORDER BY id"
        return try String.fetchAll(db, sql: sql, arguments: [word]).map(SagaID.init)
    }
}

extension SagaReader {
    /// Obstacles of one kind, oldest first, with those that were removed.
    package func obstacles(_ kind: Obstacle.Kind) throws -> [StandingObstacle] {
        try self.read { db in
            // A file that an older program wrote has no such table.
            guard try db.tableExists("obstacle") else { return [] }
            return try Obstacles.all(kind, db)
        }
    }
}

import GRDB
import SagaModel

/// Table `turn`: who works on which business object, or waits to.
///
/// Outlives the process, so that the next one lets nobody in between.
enum Places {
    static let schema = """
        CREATE TABLE turn (
            saga TEXT NOT NULL PRIMARY KEY, claim TEXT NOT NULL, since INTEGER NOT NULL, standing TEXT NOT NULL,
            behind TEXT
        ) STRICT, WITHOUT ROWID;
        """

    static func write(_ saga: SagaID, _ place: Turns.Place?, _ db: Database) throws {
        guard let place else { return try db.run("DELETE FROM turn WHERE saga = ?", [saga.rawValue]) }
        try db.run(
            "INSERT OR REPLACE INTO turn (saga, claim, since, standing, behind) VALUES (?, ?, ?, ?, ?)",
            [
                saga.rawValue, try JSON.text(place.claim), place.since.milliseconds, place.standing.rawValue,
                try place.behind.map { try JSON.text($0) },
            ]
        )
    }

    static func all(_ db: Database) throws -> [SagaID: Turns.Place] {
        try Row.fetchAll(db, sql: "SELECT * FROM turn").reduce(into: [:]) { places, row in
            guard let standing = Turns.Standing(rawValue: row["standing"]) else { return }
            let behind: String? = row["behind"]
            places[SagaID(rawValue: row["saga"])] = Turns.Place(
                claim: try JSON.value(Claim.self, row["claim"]),
                since: Moment(milliseconds: row["since"]),
                standing: standing,
                behind: try behind.map { try JSON.value(Turns.Ahead.self, $0) }
            )
        }
    }

    static func behind(_ saga: SagaID, _ db: Database) throws -> Turns.Ahead? {
        let sql = "SELECT behind FROM turn WHERE saga = ?"
        let text = try String.fetchOne(try db.cachedStatement(sql: sql), arguments: [saga.rawValue])
        return try text.map { try JSON.value(Turns.Ahead.self, $0) }
    }
}

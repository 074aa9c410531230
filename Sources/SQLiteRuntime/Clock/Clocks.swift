import GRDB
import SagaModel

/// Table `clock`: when the wall clock was last believed.
///
/// One row. All other times in the file are by the clock that goes on from there.
enum Clocks {
    static let schema = """
        CREATE TABLE clock (
            id INTEGER PRIMARY KEY CHECK (id = 1), wall INTEGER NOT NULL, boot TEXT, uptime INTEGER,
            seen INTEGER NOT NULL
        ) STRICT;
        """

    static func write(_ mark: ClockMark, _ db: Database) throws {
        try db.run(
            "INSERT OR REPLACE INTO clock (id, wall, boot, uptime, seen) VALUES (1, ?, ?, ?, ?)",
            [mark.wall.milliseconds, mark.uptime?.boot, mark.uptime?.milliseconds, mark.seen.milliseconds]
        )
    }

    /// `nil` in a file that no engine with such a table has written to.
    static func mark(_ db: Database) throws -> ClockMark? {
        guard try db.tableExists("clock") else { return nil }
        return try Row.fetchOne(db, sql: "SELECT * FROM clock").map { row in
            let (boot, uptime): (String?, Int?) = (row["boot"], row["uptime"])
            return ClockMark(
                wall: Moment(milliseconds: row["wall"]),
                uptime: boot.flatMap { boot in uptime.map { Uptime(boot: boot, milliseconds: $0) } },
                seen: Moment(milliseconds: row["seen"])
            )
        }
    }
}

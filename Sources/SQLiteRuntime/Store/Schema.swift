import GRDB

/// The tables, in the order in which versions brought them.
///
/// Names never change: files in the field carry them.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-sagas") { db in
            for table in [History.schema, Saga.schema, BusinessKeys.schema, Outbox.schema, Timers.schema, Inbox.schema]
            {
                try db.execute(sql: table)
            }
        }
        migrator.registerMigration("2-commits") { try $0.execute(sql: Commits.schema) }
        migrator.registerMigration("3-inbox") { try $0.execute(sql: Inbox.secondSchema + InboxActs.schema) }
        migrator.registerMigration("4-capacity") { db in
            try db.execute(sql: Outbox.waitingColumns)
            try db.execute(sql: Valves.schema)
        }
        migrator.registerMigration("5-turns") { try $0.execute(sql: Places.schema) }
        migrator.registerMigration("6-obstacles") { try $0.execute(sql: Obstacles.schema) }
        migrator.registerMigration("7-uptime") { try $0.execute(sql: Clocks.schema) }
        return migrator
    }

    /// A file that no engine has opened since an older program wrote it has the first inbox.
    static func hasInbox(_ db: Database) throws -> Bool {
        try Self.migrator.appliedIdentifiers(db).contains("3-inbox")
    }

    /// Refuses what a newer program wrote: its rows may mean what this one cannot know.
    static func refuseNewer(_ db: Database, path: String) throws {
        let unknown = try Self.migrator.appliedIdentifiers(db).subtracting(Self.migrator.migrations)
        guard unknown.isEmpty else { throw RuntimeError.newerFile(path: path, migrations: unknown.sorted()) }
    }
}

extension Database {
    /// Runs a statement that is prepared once and kept.
    func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
        try self.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

import GRDB

/// The version of the SQLite in use, such as "3.40.1": the one loaded, not the one compiled against.
package let sqliteLibraryVersion: String = {
    let version = try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }
    return version.flatMap { $0 } ?? "unknown"
}()

import GRDB

/// Gives SQLite's complaints about a damaged file the name that the exit status needs.
enum Damage {
    static func named<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError where Self.codes.contains(error.resultCode) {
            throw RuntimeError.damagedFile(path: path, why: error.message ?? error.description)
        } catch let error as DecodingError {
            throw RuntimeError.damagedFile(path: path, why: "a row of it is not what was written: \(error)")
        }
    }

    private static let codes: [ResultCode] = [.SQLITE_CORRUPT, .SQLITE_NOTADB]
}

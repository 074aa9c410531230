import GRDB
package import SagaModel

extension SagaReader {
    /// When the next timer of any saga is due.
    package func nextDue() throws -> Moment? {
        try self.read { try Timers.next(["exchange", "deadline"], without: [], $0) }
    }

    /// Sagas that name this word, exactly: in their facts, as a document's number, or as a key.
    package func sagas(naming word: String) throws -> [SagaReport] {
        guard !word.isEmpty else { return [] }
        return try self.read { db in
            let sql = "SELECT id FROM saga WHERE instr(report, ?) > 0 OR id = ? ORDER BY id"
            let ids = try String.fetchAll(db, sql: sql, arguments: [word, word])
            return try ids.compactMap { try Saga.report(SagaID(rawValue: $0), db) }.filter { $0.names(word) }
        }
    }
}

extension SagaReport {
    /// Everything by which people and other systems know what it works on.
    package var names: Set<String> {
        let references = self.steps.compactMap(\.reference)
        return Set([self.id.rawValue] + self.businessKeys + references + self.facts.texts)
    }

    package func names(_ word: String) -> Bool { self.names.contains(word) }
}

extension JSONValue {
    fileprivate var texts: [String] {
        switch self {
        case .null, .bool, .int, .double: []
        case .string(let text): [text]
        case .array(let values): values.flatMap(\.texts)
        case .object(let values): values.values.flatMap(\.texts)
        }
    }
}

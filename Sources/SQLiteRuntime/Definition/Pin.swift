import GRDB
package import SagaModel

/// The definition that a saga keeps.
package struct Pin: Codable, Equatable, Sendable {
    package let workflow: WorkflowName
    package let version: Int
    /// Empty in sagas that are older than fingerprints.
    package let fingerprint: String
}

/// The saga started with a definition that this program has in another form only.
package struct OtherDefinition: Equatable, Sendable {
    package let saga: SagaID
    package let pin: Pin
    /// What this program has of the workflow, the present definition first.
    package let known: [Pin]

    /// One line for people.
    package var sentence: String {
        let known = self.known.map { "version \($0.version) (\($0.fingerprint.prefix(12)))" }
        return "it follows \(self.pin.workflow) version \(self.pin.version) (\(self.pin.fingerprint.prefix(12))), "
            + "and this program has \(known.joined(separator: ", "))"
    }
}

extension Pin {
    /// As the first line of the history says, or the last migration.
    ///
    /// A line that was damaged says nothing here: whoever reads it finds its hash wrong.
    private static let columns = """
        SELECT saga.id, saga.workflow, saga.definition_version, (
                SELECT CASE WHEN json_valid(event)
                    THEN coalesce(json_extract(event, '$.to'), json_extract(event, '$.terms.fingerprint')) END
                FROM history WHERE history.saga = saga.id AND ignored IS NULL AND (seq = 1
                    OR CASE WHEN instr(event, '"kind":"migrated"') > 0 AND json_valid(event)
                        THEN json_extract(event, '$.kind') = 'migrated' END)
                ORDER BY seq DESC LIMIT 1
            ) AS fingerprint FROM saga
        """

    /// - Returns: `nil` when there is no such saga.
    static func of(_ id: SagaID, _ db: Database) throws -> Self? {
        let statement = try db.cachedStatement(sql: "\(Self.columns) WHERE saga.id = ?")
        return try Row.fetchOne(statement, arguments: [id.rawValue]).map(Self.init)
    }

    /// Of every saga that has not ended.
    static func live(_ db: Database) throws -> [(saga: SagaID, pin: Self)] {
        let sql = "\(Self.columns) WHERE saga.status NOT IN ('done', 'compensated') ORDER BY saga.id"
        return try Row.fetchAll(db, sql: sql).map { (SagaID(rawValue: $0["id"]), Self($0)) }
    }

    private init(_ row: Row) {
        self.workflow = WorkflowName(rawValue: row["workflow"])
        self.version = row["definition_version"]
        self.fingerprint = row["fingerprint"] ?? ""
    }
}

extension SagaReader {
    /// Which definition a saga keeps.
    package func pin(_ id: SagaID) throws -> Pin? { try self.read { try Pin.of(id, $0) } }
}

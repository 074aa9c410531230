package import SagaModel

/// One law that must hold, and where it does not.
package struct LawCheck: Codable, Equatable, Sendable {
    /// One place where it does not hold.
    package struct Finding: Codable, Equatable, Sendable {
        /// `nil` where the whole file is meant.
        package let saga: SagaID?
        package let found: String

        package init(_ saga: SagaID? = nil, _ found: String) {
            self.saga = saga
            self.found = found
        }
    }

    /// Its name in the list of invariants, or what is compared.
    package let id: String
    package let law: String
    /// A finding means that the file itself cannot be trusted.
    package let isIntegrity: Bool
    package let findings: [Finding]
    /// Why it could not be looked at; `nil` when it was.
    package let skipped: String?

    package init(
        _ id: String,
        _ law: String,
        isIntegrity: Bool = false,
        findings: [Finding] = [],
        skipped: String? = nil
    ) {
        self.id = id
        self.law = law
        self.isIntegrity = isIntegrity
        self.findings = findings
        self.skipped = skipped
    }
}

/// Everything that can be told from the file alone, checked from its first line to its last.
///
/// Changes nothing, and needs no lock: an engine may run beside.
package struct Verification<Request: SagaRequest>: Sendable {
    package let checks: [LawCheck]
    /// The sagas that could be gone through again.
    let sagas: [SagaID: Replayed<Request>]

    package init(path: String, head: String? = nil, workflows: [any Workflow<Request>]) throws {
        let reader = try SagaReader(path: path)
        let file = HeadFile(path: head ?? HeadFile.beside(path))
        let trouble = try Self.trouble(reader, file)
        let catalogue = try Catalogue(workflows)
        (self.checks, self.sagas) = try reader.read { db in
            let sagas = try History.sagas(db).map { try Replayed($0, catalogue, db) }
            let checks =
                [
                    try Self.database(db), Self.chain(sagas, try Commits.chainFindings(db)), Self.acknowledged(trouble),
                    Self.replay(sagas), Self.definitions(sagas), Self.standing(sagas), try Self.events(db),
                    try Self.turns(db),
                ]
                + Breach.Law.allCases.map { Self.conduct(sagas, $0) }
            return (checks, Dictionary(sagas.map { ($0.id, $0) }) { first, _ in first })
        }
    }

    /// An engine beside may commit between the two looks, so a disagreement must stay.
    private static func trouble(_ reader: SagaReader, _ file: HeadFile) throws -> HeadTrouble? {
        var trouble: HeadTrouble?
        for _ in 0..<20 {
            trouble = try reader.read { try Anchor.trouble(file, $0) }
            if trouble == nil { break }
        }
        return trouble
    }
}

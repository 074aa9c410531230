internal import Documents
package import RevenueModel

/// A file with a case, the invoice that it is about, and what support says, as somebody wrote it down.
package struct CaseFixture: Sendable {
    package let simulation: CaseSimulation
    /// The customer's name, for people.
    package let customer: String
    package let expectation: CaseExpectation?

    package static func read(_ path: String, asOf: LocalDate? = nil) throws -> Self {
        try self.parse(Document.read(path), asOf: asOf)
    }

    package static func parse(_ text: String, file: String, asOf: LocalDate? = nil) throws -> Self {
        try self.parse(Document.parse(text, file: file), asOf: asOf)
    }

    /// - Throws: `FileProblems` with everything that somebody must correct.
    private static func parse(_ field: Field, asOf: LocalDate?) throws(FileProblems) -> Self {
        var reader = CaseReader(asOf: asOf)
        let fixture = reader.fixture(field)
        guard let fixture, reader.problems.found.isEmpty else { throw reader.problems }
        return fixture
    }
}

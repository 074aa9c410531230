internal import Documents
package import RevenueModel

/// A file with a contract, its books and amendments to try, as somebody wrote it down.
package struct Fixture: Sendable {
    /// The customer's name, for people.
    package let customer: String
    /// Payment terms of what is billed: `net-30`.
    package let terms: String
    package let simulation: AmendmentSimulation
    package let expectation: Expectation?

    package static let usualTerms = "net-30"

    package static func read(_ path: String, asOf: LocalDate? = nil) throws -> Self {
        try self.parse(Document.read(path), asOf: asOf)
    }

    package static func parse(_ text: String, file: String, asOf: LocalDate? = nil) throws -> Self {
        try self.parse(Document.parse(text, file: file), asOf: asOf)
    }

    /// - Throws: `FileProblems` with everything that somebody must correct.
    private static func parse(_ field: Field, asOf: LocalDate?) throws(FileProblems) -> Self {
        var reader = FixtureReader(asOf: asOf)
        let fixture = reader.fixture(field)
        guard let fixture, reader.problems.found.isEmpty else { throw reader.problems }
        return fixture
    }

    package init(
        customer: String,
        terms: String = Self.usualTerms,
        simulation: AmendmentSimulation,
        expectation: Expectation? = nil
    ) {
        self.customer = customer
        self.terms = terms
        self.simulation = simulation
        self.expectation = expectation
    }
}

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
    /// Where each amendment of the stack stands: `file.yaml:14`.
    package private(set) var places: [String: String] = [:]

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
        let read = reader.fixture(field)
        guard var fixture = read, reader.problems.found.isEmpty else { throw reader.problems }
        let lines = field.lines
        for (index, amendment) in fixture.simulation.scenario.stack.enumerated() {
            fixture.places[amendment.id] = lines["amendments[\(index)].id"].map { "\(field.file):\($0)" }
        }
        return fixture
    }

    /// The same stack with other names for its amendments, which are those of their documents too.
    package func renaming(_ name: (String) -> String) -> Self {
        let own = Set(self.simulation.scenario.stack.map(\.id))
        var simulation = self.simulation
        simulation.scenario.stack = simulation.scenario.stack.map { amendment in
            var amendment = amendment
            amendment.id = name(amendment.id)
            amendment.reverses = amendment.reverses.map { own.contains($0) ? name($0) : $0 }
            return amendment
        }
        return Self(
            customer: self.customer,
            terms: self.terms,
            simulation: simulation,
            expectation: self.expectation
        )
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

internal import Documents
package import RevenueModel

/// A file with open invoices and what happens to their money, as somebody wrote it down.
package struct PaymentFixture: Sendable {
    package struct Invoice: Sendable {
        package var item: OpenItem
        package var consideration: Consideration
    }

    package var currency: Currency
    package var legalEntity: String
    package var policy: CashPolicy
    package var dunning: DunningPolicy?
    package var invoices: [Invoice]
    package var events: [PaymentEvent]
    package var expectation: PaymentExpectation?

    package static func read(_ path: String) throws -> Self { try self.parse(Document.read(path)) }

    package static func parse(_ text: String, file: String) throws -> Self {
        try self.parse(Document.parse(text, file: file))
    }

    /// - Throws: `FileProblems` with everything that somebody must correct.
    private static func parse(_ field: Field) throws(FileProblems) -> Self {
        var reader = PaymentReader()
        let fixture = reader.fixture(field)
        guard let fixture, reader.problems.found.isEmpty else { throw reader.problems }
        return fixture
    }
}

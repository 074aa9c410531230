internal import Documents
package import RevenueModel

/// What a fixture promises of its result; `nil` and empty where it promises nothing.
package struct Expectation: Equatable, Sendable {
    package var kinds: [AmendmentKind]?
    package var lines: [Money]?
    package var total: Money?
    package var tax: Money?
    package var open: [String: Money] = [:]
    package var credit: Money?
    package var refund: Money?
    package var posted: [String: LocalDate] = [:]
    package var basis: [String: PostingDate.Basis] = [:]
    package var treatments: [String: Treatment] = [:]
    package var catchUp: Money?
    package var revenue: [String: Money] = [:]
    package var monthly: [Money]?
    package var value: [Money]?
    package var pending: [String]?
    package var refused: [BillingCode]?

    package init() {}
}

extension FixtureReader {
    mutating func expectation(_ field: Field) -> Expectation? {
        guard let record = self.record(field, ExpectationShape.record) else { return nil }
        var expected = Expectation()
        expected.kinds = record.fields["kinds"].map { self.list($0) { $0.choice($1) } }
        expected.lines = record.fields["lines"].map { self.list($0) { $0.amount($1) } }
        expected.total = self.amount(record.fields["total"])
        expected.tax = self.amount(record.fields["tax"])
        expected.open = self.map(record.fields["open"]) { $0.amount($1) }
        expected.credit = self.amount(record.fields["credit"])
        expected.refund = self.amount(record.fields["refund"])
        expected.posted = self.map(record.fields["posted"]) { $0.date($1) }
        expected.basis = self.map(record.fields["basis"]) { $0.choice($1) }
        expected.treatments = self.map(record.fields["treatments"]) { $0.choice($1) }
        expected.catchUp = self.amount(record.fields["catchUp"])
        expected.revenue = self.map(record.fields["revenue"]) { $0.amount($1) }
        expected.monthly = self.pair(record.fields["monthly"])
        expected.value = self.pair(record.fields["value"])
        expected.pending = record.fields["pending"].map { self.list($0) { $0.text($1) } }
        expected.refused = record.fields["refused"].map { self.list($0) { $0.choice($1) } }
        return expected
    }

    /// Before and after.
    private mutating func pair(_ field: Field?) -> [Money]? {
        guard let field else { return nil }
        let amounts = self.list(field) { $0.amount($1) }
        if amounts.count != 2 { self.problems.add(field.problem("expected two amounts: before and after")) }
        return amounts
    }
}

extension Expectation {
    /// What the result does not keep of it, one sentence each.
    package func broken(by stack: SimulatedStack) throws -> [String] {
        let preview = stack.preview
        let currency = preview.contract.currency
        let documents = preview.documents
        func sum(_ amounts: [Money]) throws -> Money { try Money.sum(amounts, in: currency) }
        var broken: [String] = []
        func check<Value: Equatable>(_ name: String, _ expected: Value?, _ found: Value?) {
            guard let expected, expected != found else { return }
            broken.append("\(name) should be \(expected) and is \(found.map { "\($0)" } ?? "nothing")")
        }
        check("refused", self.refused, [])
        check("kinds", self.kinds?.map(\.rawValue), preview.outcomes.map(\.kind.rawValue))
        check("lines", self.lines?.map(\.decimal), preview.lines.map(\.net.decimal))
        check("total", self.total, try sum(documents.map(\.total)))
        check("tax", self.tax, try sum(documents.map(\.tax)))
        check("credit", self.credit, stack.after.customerCredit)
        check("refund", self.refund, try sum(documents.map { try $0.settled(.refund) }))
        check("catchUp", self.catchUp, try sum(stack.bookings.map(\.catchUp)))
        check("monthly", self.monthly, [stack.before.monthly, stack.after.monthly])
        check("value", self.value, [stack.before.value, stack.after.value])
        check("pending", self.pending, preview.outcomes.filter(\.isPending).map(\.amendment))
        for (number, open) in self.open.sorted(by: { $0.key < $1.key }) {
            check("open of \(number)", open, try preview.books[number]?.open())
        }
        for (number, day) in self.posted.sorted(by: { $0.key < $1.key }) {
            check("posting date of \(number)", day, stack.journals.first { $0.number == number }?.dating.day)
        }
        for (number, basis) in self.basis.sorted(by: { $0.key < $1.key }) {
            check("basis of \(number)", basis, stack.journals.first { $0.number == number }?.dating.basis)
        }
        for (amendment, treatment) in self.treatments.sorted(by: { $0.key < $1.key }) {
            let booking = stack.bookings.first { $0.amendment == amendment }
            check("treatment of \(amendment)", treatment, booking?.decision?.treatment)
        }
        for (name, amount) in self.revenue.sorted(by: { $0.key < $1.key }) {
            let found = try AccountingPeriod(name).map { period in
                try sum(stack.after.schedules.map { $0.amount(in: period) })
            }
            check("revenue of \(name)", amount, found)
        }
        return broken
    }
}

internal import Amendments
internal import Documents
internal import Policy
internal import RevenueModel

/// Reads a fixture, and goes on after each problem, so that somebody corrects them all in one go.
struct CaseReader: ValueReader {
    var problems = FileProblems()
    var currency = Currency.euro
    /// Another day than the file's.
    let asOf: LocalDate?

    init(asOf: LocalDate?) { self.asOf = asOf }

    mutating func fixture(_ field: Field) -> CaseFixture? {
        guard let record = self.record(field, CaseShape.file) else { return nil }
        // Without a currency no amount can be read; that it is missing is a problem already.
        guard let currency = record.fields["currency"].flatMap({ self.take($0, Self.currency) }) else { return nil }
        self.currency = currency
        let supportCase = self.supportCase(record)
        let invoice = record.fields["invoice"].flatMap { self.invoice($0, of: record) }
        let receipts = self.list(record.fields["receipts"]) { $0.receipt($1) }
        let credits = self.list(record.fields["credits"]) { $0.credit($1, invoice) }
        let words = self.list(record.fields["support"]) { $0.word($1, invoice) }
        let periods = self.periods(record.fields["closed"])
        let expectation = record.fields["expect"].flatMap { self.expectation($0) }
        let asOf = self.date(record.fields["asOf"])
        let holds = self.list(record.fields["otherHolds"]) { $0.text($1) }
        let isEntitled: Bool? = self.flag(record.fields["entitled"])
        self.refuseTooMuch(record, invoice, receipts, credits)
        guard self.problems.found.isEmpty, let supportCase, let asOf = self.asOf ?? asOf else { return nil }
        var simulation = CaseSimulation(supportCase: supportCase, asOf: asOf)
        simulation.isEntitled = isEntitled ?? true
        simulation.invoice = invoice?.invoice
        simulation.isPosted = invoice?.isPosted ?? true
        simulation.receipts = receipts
        simulation.credits = credits
        simulation.words = words
        simulation.otherHolds = holds
        for period in periods { simulation.closing.close(period, of: supportCase.legalEntity) }
        let customer = self.text(record.fields["customer"]) ?? supportCase.account
        return CaseFixture(simulation: simulation, customer: customer, expectation: expectation)
    }

    private mutating func supportCase(_ record: Record) -> SupportCase? {
        let scope: DisputeScope = self.choice(record.fields["scope"]) ?? .document
        let line = self.count(record.fields["line"])
        if (scope == .line) != (line != nil) {
            let place = record.fields["line"] ?? record.fields["scope"] ?? record.owner
            self.problems.add(place.problem("the scope line needs a line, and no other scope has one"))
        }
        guard let id = self.text(record.fields["case"]), let account = self.text(record.fields["account"]),
            let opened = self.date(record.fields["opened"])
        else { return nil }
        let number = record.fields["invoice"].flatMap { try? $0.entries() }?.first { $0.key == "number" }?.value
        return SupportCase(
            id: id,
            account: account,
            legalEntity: self.text(record.fields["legalEntity"]) ?? "main",
            subject: self.text(record.fields["subject"]) ?? "a dispute",
            openedOn: opened,
            invoice: number.flatMap { try? $0.text() },
            scope: scope,
            line: line
        )
    }

    /// More than was billed cannot have been settled.
    private mutating func refuseTooMuch(
        _ record: Record,
        _ invoice: (invoice: Invoice, isPosted: Bool)?,
        _ receipts: [CashReceipt],
        _ credits: [EarlierCredit]
    ) {
        let amounts = receipts.map(\.amount) + credits.flatMap { [$0.net, $0.tax] }
        let total = invoice?.invoice.total ?? .zero(self.currency)
        guard let settled = try? Money.sum(amounts, in: self.currency), settled.minorUnits > total.minorUnits else {
            return
        }
        let place = record.fields["receipts"] ?? record.fields["credits"] ?? record.owner
        self.problems.add(place.problem("\(settled) is more than the invoice of \(total); expected at most that"))
    }

    mutating func count(_ field: Field?) -> Int? {
        self.take(field) { field throws(FileProblem) in
            guard let count = Int(try field.text()), count > 0 else {
                throw field.problem("expected a number from 1")
            }
            return count
        }
    }

    mutating func flag(_ field: Field?) -> Bool? {
        self.take(field) { field throws(FileProblem) in
            switch try field.text() {
            case "true": return true
            case "false": return false
            case _: throw field.problem("expected true or false")
            }
        }
    }
}

internal import Documents
internal import Policy
internal import RevenueModel

/// Reads a fixture, and goes on after each problem, so that somebody corrects them all in one go.
struct FixtureReader: ValueReader {
    static let treatments = [Treatment.separateContract, .prospective, .catchUp].map(\.rawValue)

    var problems = FileProblems()
    /// Another day than the file's.
    let asOf: LocalDate?
    /// The contract's; amounts are read in it.
    var currency = Currency.euro
    var from: LocalDate?
    /// Those with a rate.
    var taxCodes: Set<String> = []

    init(asOf: LocalDate?) { self.asOf = asOf }

    mutating func fixture(_ field: Field) -> Fixture? {
        guard let record = self.record(field, AmendmentShape.file) else { return nil }
        let currency = record.fields["currency"].flatMap { self.take($0, FixtureReader.currency) }
        // Without a currency no amount can be read; that it is missing is a problem already.
        guard let currency else { return nil }
        self.currency = currency
        self.from = self.date(record.fields["from"])
        let asOf = self.date(record.fields["asOf"])
        let policy = self.policy(record.fields["policy"])
        let accounting = self.accounting(record.fields["revenue"])
        let taxes = self.taxes(record.fields["taxes"])
        self.taxCodes = Set(taxes.rates.map(\.code))
        let lines = self.list(record.fields["lines"]) { $0.line($1, from: $0.from) }
        let settled = self.amendments(record.fields["settled"], after: 0, booked: asOf)
        let stack = self.amendments(record.fields["amendments"], after: settled.count, booked: self.asOf ?? asOf)
        self.refuse(repeated: record, lines, settled + stack)
        let contract = self.contract(record, lines)
        let expectation = record.fields["expect"].flatMap { self.expectation($0) }
        let billed = self.billed(record.fields["billed"], self.asOf ?? asOf)
        guard self.problems.found.isEmpty, let contract, let asOf = self.asOf ?? asOf else { return nil }
        guard let history = self.history(record, contract, settled, billed, taxes, policy) else { return nil }
        var books = history.books
        self.pay(record.fields["paid"], &books)
        self.dispute(record.fields["disputed"], &books)
        var scenario = AmendmentScenario(
            contract: history.contract,
            books: books,
            taxes: taxes,
            policy: policy,
            stack: stack,
            asOf: asOf
        )
        for period in self.periods(record.fields["closed"]) {
            scenario.closing.close(period, of: contract.legalEntity)
        }
        let customer = self.text(record.fields["customer"]) ?? contract.id
        let simulation = AmendmentSimulation(scenario, accounting: accounting)
        let terms = self.terms(record.fields["terms"]) ?? Fixture.usualTerms
        return Fixture(customer: customer, terms: terms, simulation: simulation, expectation: expectation)
    }

    private mutating func contract(_ record: Record, _ lines: [ContractLine]) -> Contract? {
        let until = self.date(record.fields["until"])
        guard let id = self.text(record.fields["contract"]), let from else { return nil }
        if let until, until <= from, let field = record.fields["until"] {
            self.problems.add(field.problem("\(until) is not after \(from); expected the day after the last day"))
        } else {
            self.refuse(misplaced: record, lines, until: until)
        }
        if let field = record.fields["lines"], (try? field.items())?.isEmpty == true {
            self.problems.add(field.problem("is empty; expected at least one line"))
        }
        return Contract(
            id: id,
            payer: self.text(record.fields["payer"]) ?? id,
            legalEntity: self.text(record.fields["legalEntity"]) ?? "main",
            currency: self.currency,
            zone: self.zone(record.fields["zone"]) ?? "UTC",
            from: from,
            until: until,
            lines: lines
        )
    }
}

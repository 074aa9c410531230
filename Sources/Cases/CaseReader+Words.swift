internal import Amendments
internal import Documents
internal import RevenueModel

extension CaseReader {
    mutating func word(_ field: Field, _ invoice: (invoice: Invoice, isPosted: Bool)?) -> CaseWord? {
        guard let record = self.record(field, CaseShape.word) else { return nil }
        let kind: CaseWord.Kind? = self.choice(record.fields["says"])
        let side: CaseResolution.Outcome? = self.choice(record.fields["for"], of: ["customer", "vendor"])
        let excess: CreditExcess = self.choice(record.fields["excess"]) ?? .keep
        let parts = self.list(record.fields["lines"]) { $0.part($1, invoice) }
        let day = self.date(record.fields["on"])
        if let kind, (kind == .resolved) != (side != nil) {
            let place = record.fields["for"] ?? field
            self.problems.add(place.problem("a case is resolved for customer or vendor, and nothing else has a side"))
        }
        if let place = record.fields["payTo"], excess != .payBack {
            self.problems.add(place.problem("goes with excess: pay-back alone"))
        }
        guard let kind, let day else { return nil }
        return CaseWord(
            kind: kind,
            on: day,
            outcome: kind == .withdrawn ? .withdrawn : side,
            reason: self.text(record.fields["reason"]) ?? kind.rawValue,
            lines: parts,
            excess: excess,
            payTo: record.fields["payTo"].flatMap { self.payee($0) }
        )
    }

    private mutating func payee(_ field: Field) -> Payee? {
        guard let record = self.record(field, CaseShape.payee), let name = self.text(record.fields["name"]),
            let account = self.text(record.fields["account"])
        else { return nil }
        return Payee(name: name, account: account, bank: self.text(record.fields["bank"]))
    }

    private mutating func part(_ field: Field, _ invoice: (invoice: Invoice, isPosted: Bool)?) -> CreditedPart? {
        guard let record = self.record(field, CaseShape.part) else { return nil }
        let line = self.lineNumber(record.fields["line"], invoice)
        let amount = self.positive(record.fields["amount"])
        let share = self.ratio(record.fields["share"])
        if amount != nil, let place = record.fields["share"] {
            self.problems.add(place.problem("does not go with amount; expected one of them"))
        }
        if let share, share > .one || share == .zero, let place = record.fields["share"] {
            self.problems.add(place.problem("expected a share above 0 and up to 1"))
        }
        return line.map { CreditedPart(line: $0, amount: amount, share: share) }
    }

    mutating func expectation(_ field: Field) -> CaseExpectation? {
        guard let record = self.record(field, CaseShape.expectation) else { return nil }
        var expected = CaseExpectation()
        expected.outcome = self.text(record.fields["outcome"])
        for name in CaseExpectation.amounts { expected.amounts[name] = self.amount(record.fields[name]) }
        expected.posted = self.date(record.fields["posted"])
        expected.held = record.fields["held"].map { self.list($0) { $0.text($1) } }
        expected.ledger = self.map(record.fields["ledger"]) { $0.amount($1) }
        expected.refused = self.text(record.fields["refused"])
        if let ledger = record.fields["ledger"] {
            for account in expected.ledger.keys where LedgerAccount(rawValue: account) == nil {
                self.problems.add(ledger.problem("there is no account \(account)"))
            }
        }
        return expected
    }
}

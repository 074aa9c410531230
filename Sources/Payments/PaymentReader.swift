internal import Documents
internal import Policy
internal import RevenueModel

/// Reads a fixture, and goes on after each problem, so that somebody corrects them all in one go.
struct PaymentReader {
    var problems = FileProblems()
    /// The books'.
    private(set) var books = Currency.euro
    private var entity = "main"

    mutating func fixture(_ field: Field) -> PaymentFixture? {
        guard let record = self.record(field, PaymentShape.file),
            let currency = self.currency(record.fields["currency"])
        else { return nil }
        self.books = currency
        self.entity = self.text(record.fields["legalEntity"]) ?? self.entity
        let policy = CashPolicy(
            overpayment: self.choice(record.fields["overpayment"]) ?? .keepUnapplied,
            unmatched: self.choice(record.fields["unmatched"]) ?? .oldestFirst,
            tolerance: self.amounts(record.fields["tolerance"])
        )
        let invoices = self.list(record.fields["invoices"]) { $0.invoice($1) }
        let events = self.list(record.fields["events"]) { $0.event($1) }
        return PaymentFixture(
            currency: currency,
            legalEntity: self.entity,
            policy: policy,
            dunning: record.fields["dunning"].flatMap { self.dunning($0) },
            invoices: invoices,
            events: events,
            expectation: record.fields["expect"].flatMap { self.expectation($0) }
        )
    }

    private mutating func dunning(_ field: Field) -> DunningPolicy? {
        guard let record = self.record(field, PaymentShape.dunning) else { return nil }
        return DunningPolicy(
            thresholds: self.amounts(record.fields["threshold"]),
            daysBetween: self.count(record.fields["daysBetween"]) ?? 1,
            mostAttempts: self.count(record.fields["mostAttempts"]) ?? 1
        )
    }

    private mutating func invoice(_ field: Field) -> PaymentFixture.Invoice? {
        guard let record = self.record(field, PaymentShape.invoice),
            let currency = record.fields["currency"].map({ self.currency($0) }) ?? self.books,
            let number = self.text(record.fields["number"]), let account = self.text(record.fields["account"]),
            let due = self.date(record.fields["due"]), let net = self.amount(record.fields["net"], currency)
        else { return nil }
        let tax = self.amount(record.fields["tax"], currency) ?? .zero(currency)
        let rate = self.rate(record.fields["rate"], of: currency, field)
        guard let gross = try? net.adding(tax) else { return nil }
        let item = OpenItem(
            document: number,
            customer: account,
            legalEntity: self.entity,
            dueOn: due,
            gross: gross,
            rate: rate
        )
        guard let booked = self.worth(net, rate, field), let bookedTax = self.worth(tax, rate, field) else {
            return nil
        }
        return PaymentFixture.Invoice(item: item, consideration: Consideration(deferred: booked, tax: bookedTax))
    }

    private mutating func event(_ field: Field) -> PaymentEvent? {
        guard let record = self.record(field, PaymentShape.event),
            let currency = record.fields["currency"].map({ self.currency($0) }) ?? self.books,
            let kind: PaymentEvent.Kind = self.choice(record.fields["event"]), let id = self.text(record.fields["id"]),
            let day = self.date(record.fields["on"])
        else { return nil }
        self.require(kind, record, field)
        let isInstalment = self.text(record.fields["isInstalment"]) == "true"
        var pays: [RemittanceLine] = []
        for (document, value) in self.entries(record.fields["pays"]) {
            guard let amount = self.amount(value, currency) else { continue }
            pays.append(RemittanceLine(document: document, amount: amount, isInstalment: isInstalment))
        }
        return PaymentEvent(
            kind: kind,
            id: id,
            day: day,
            subject: self.text(record.fields["of"]) ?? "",
            account: self.text(record.fields["account"]) ?? "",
            amount: self.amount(record.fields["amount"], currency) ?? .zero(currency),
            rate: self.rate(record.fields["rate"], of: currency, field),
            place: self.choice(record.fields["into"]) ?? .bank,
            advice: pays,
            fee: self.amount(record.fields["fee"], self.books) ?? .zero(self.books),
            tax: self.amount(record.fields["tax"], self.books) ?? .zero(self.books)
        )
    }

    /// What an event of this kind cannot be told without.
    private mutating func require(_ kind: PaymentEvent.Kind, _ record: Record, _ field: Field) {
        let needed: [String] =
            switch kind {
            case .received, .announced: ["account", "amount"]
            case .overdue: ["account"]
            case .confirmed, .failed, .returned, .chargebackLost, .writtenOff, .disputeSettled: ["of"]
            case .refunded: ["of", "account", "amount"]
            case .applied, .credited, .disputed, .chargedBack, .chargebackWon: ["of", "amount"]
            }
        for name in needed where record.fields[name] == nil {
            _ = self.problems.take(try record.required(name))
        }
    }

    private mutating func expectation(_ field: Field) -> PaymentExpectation? {
        guard let record = self.record(field, PaymentShape.expectation) else { return nil }
        return PaymentExpectation(
            open: self.words(record.fields["open"]),
            unapplied: self.words(record.fields["unapplied"]),
            credit: self.text(record.fields["credit"]),
            basis: self.words(record.fields["basis"]),
            deductions: self.words(record.fields["deductions"]),
            ledger: self.words(record.fields["ledger"]),
            asked: record.fields["asked"].map { self.list($0) { $0.text($1) } },
            refused: self.words(record.fields["refused"]),
            waiting: record.fields["waiting"].map { self.list($0) { $0.text($1) } }
        )
    }
}

import RevenueModel
import Testing

/// Lets the steps of a case happen to the real model.
struct CaseWorld {
    let policy: BillingPolicy
    let currency: Currency
    var taxes = TaxTable.none
    var closing = ClosingCalendar()
    var contract: Contract
    var books = Books()
    var carried: [DeltaLine] = []
    var sequence = 0

    init(_ billingCase: BillingCase) throws {
        self.policy = billingCase.policy ?? BillingPolicy()
        let wanted = billingCase.contract
        let currency = try #require(Currency(wanted?.currency ?? "USD"))
        self.currency = currency
        let from = try wanted?.from ?? #require(LocalDate("2000-01-01"))
        self.contract = Contract(
            id: billingCase.id,
            payer: wanted?.payer ?? "customer",
            currency: currency,
            from: from,
            until: wanted?.until,
            lines: try (wanted?.lines ?? []).map { try Self.line($0, currency, from) }
        )
        self.taxes = try TaxTable(
            rates: (billingCase.taxes ?? [:])
                .map { TaxRate(code: $0.key, from: try #require(LocalDate("1900-01-01")), rate: $0.value) }
        )
    }

    mutating func run(_ step: CaseStep) throws {
        for period in step.closed ?? [] { self.closing.close(try #require(AccountingPeriod(period)), of: "") }
        guard let expected = step.expect?.error else {
            try self.happen(step)
            try self.check(step.expect)
            return
        }
        do {
            try self.happen(step)
            Issue.record("\(step.act) was not refused with \(expected.rawValue)")
        } catch let error as BillingError {
            guard case .refused(let problems) = error else { throw error }
            #expect(problems.map(\.code) == [expected])
        }
    }

    mutating func happen(_ step: CaseStep) throws {
        switch step.act {
        case "bill": try self.bill(step)
        case "amend": try self.amend(step)
        case "invoice": try self.invoice(step)
        case "credit": try self.credit(step)
        case "pay": try self.pay(step)
        case "apply": try self.apply(step)
        case "grant": try self.grant(step)
        case "refund": try self.change(step) { try $0.refundWithoutCredit($1()) }
        case "dispute": try self.change(step) { $0.disputed = try $1() }
        case "hold": try self.change(step) { document, _ in document.isOnHold = true }
        case "writeOff": try self.change(step) { document, _ in try document.writeOff() }
        case "void": self.books = try self.books.voiding(#require(step.document))
        case "endWithCredits": try self.endWithCredits(step)
        case "table": try CaseTables(policy: self.policy, currency: self.currency).check(step)
        default: Issue.record("no step is called \(step.act)")
        }
    }

    func money(_ text: String?) throws -> Money { try Money(decimal: #require(text), self.currency) }

    mutating func change(_ step: CaseStep, _ body: (inout BilledDocument, () throws -> Money) throws -> Void)
        throws
    {
        let currency = self.currency
        let index = try #require(self.books.documents.firstIndex { $0.number == step.document })
        try body(&self.books.documents[index]) { try Money(decimal: #require(step.amount), currency) }
    }
}

enum CaseError: Error { case unknown(String) }

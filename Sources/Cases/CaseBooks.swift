package import RevenueModel

/// The sub-ledger and the ledger around a case: the past as it was booked, and the credit as it would be.
package struct CaseBooks: Sendable {
    /// What the case itself posts.
    package private(set) var journals: [Journal] = []
    package private(set) var ledger = Ledger()
    package private(set) var before = Ledger()
    package let currency: Currency
    /// What is disputed and what may be collected while the hold stands.
    package private(set) var disputed: Money
    package private(set) var collectible: Money
    package private(set) var openBefore: Money
    package private(set) var openAfter: Money
    package private(set) var findings: [RevenueModel.Finding] = []
    private var book = CashBook()
    private let standing: InvoiceStanding
    private let entity: String

    init(
        _ simulation: CaseSimulation,
        _ standing: InvoiceStanding,
        _ credit: CaseCredit?,
        _ dating: PostingDate?
    ) throws {
        self.standing = standing
        self.entity = simulation.supportCase.legalEntity
        self.currency = standing.invoice.total.currency
        (self.disputed, self.collectible) = (standing.open, standing.open)
        (self.openBefore, self.openAfter) = (standing.open, standing.open)
        try self.bill(simulation)
        let period = AccountingPeriod(containing: dating?.day ?? simulation.asOf)
        try self.recognise(before: period)
        try self.dispute(simulation.supportCase)
        self.before = self.ledger
        if let credit, let dating { try self.post(credit, dating, closing: simulation.closing) }
        self.openAfter = try self.item()?.open() ?? self.openAfter
        try self.reconcile(period, credit)
    }

    private func item() -> OpenItem? { self.book.items[self.standing.invoice.number] }

    private mutating func bill(_ simulation: CaseSimulation) throws {
        let invoice = self.standing.invoice
        let item = OpenItem(
            document: invoice.number,
            customer: invoice.account.id,
            legalEntity: self.entity,
            dueOn: invoice.dueOn,
            gross: invoice.total
        )
        let billed = Consideration(deferred: invoice.net, tax: invoice.tax)
        try self.take(CashEvent(id: invoice.number, .issued(item, billed)), on: invoice.issuedOn)
        for receipt in simulation.receipts {
            var receipt = receipt
            receipt.customer = invoice.account.id
            receipt.legalEntity = self.entity
            receipt.remittance = [RemittanceLine(document: invoice.number, amount: receipt.amount, isInstalment: true)]
            try self.take(CashEvent(id: receipt.id, .received(receipt)), on: receipt.receivedOn)
        }
        for (number, credit) in self.standing.credits.enumerated() {
            let note = CreditNote(
                number: "\(credit.document)/\(credit.line)",
                document: invoice.number,
                consideration: try self.consideration(of: credit, after: self.standing.credits.prefix(number))
            )
            try self.take(CashEvent(id: note.number, .credited(note)), on: credit.postedOn)
        }
    }

    private func consideration(
        of credit: EarlierCredit,
        after earlier: some Sequence<EarlierCredit>
    ) throws(MoneyError) -> Consideration {
        let before = earlier.filter { $0.line == credit.line }.map { (on: $0.postedOn, net: $0.net) }
        let line = self.standing.invoice.lines.first { $0.number == credit.line }
        let period = AccountingPeriod(containing: credit.postedOn)
        let left = try line?.deferredLeft(in: period, after: before) ?? .zero(self.currency)
        return try Consideration(crediting: credit.net, tax: credit.tax, deferredLeft: left)
    }

    private mutating func take(_ event: CashEvent, on day: LocalDate) throws {
        for posting in try self.book.take(event) {
            let journal = try posting.event.journal(
                number: posting.number,
                of: self.entity,
                source: posting.source,
                dating: PostingDate(day),
                memo: posting.source
            )
            if let journal { try self.ledger.post(journal) }
        }
    }

    /// Every period before is recognised; what an earlier credit took was not there to be earned.
    private mutating func recognise(before period: AccountingPeriod) throws {
        var earned = try self.ledger.holding(.deferredRevenue, in: self.currency)
        earned = try earned.subtracting(self.deferredLeft(in: period))
        guard earned.isPositive else { return }
        let event = BusinessEvent.recognised(earned, deferred: earned)
        let journal = try event.journal(
            number: "revenue",
            of: self.entity,
            source: self.standing.invoice.number,
            dating: PostingDate(period.first.adding(days: -1)),
            memo: "service rendered before \(period)"
        )
        if let journal { try self.ledger.post(journal) }
    }

    private func deferredLeft(in period: AccountingPeriod) throws(MoneyError) -> Money {
        var left = Money.zero(self.currency)
        for line in self.standing.invoice.lines {
            let credits = self.standing.credits.filter { $0.line == line.number }.map { (on: $0.postedOn, net: $0.net) }
            left = try left.adding(line.deferredLeft(in: period, after: credits))
        }
        return left
    }

    /// A hold moves no money: what is disputed is owed, and not collected.
    private mutating func dispute(_ supportCase: SupportCase) throws {
        guard let item = self.item() else { return }
        var amount = try item.open()
        if supportCase.scope == .line, let number = supportCase.line {
            let line = self.standing.invoice.lines.first { $0.number == number }
            let credits = self.standing.credits.filter { $0.line == number }.flatMap { [$0.net, $0.tax] }
            let gross = try line.map { try $0.amount.adding($0.tax) } ?? amount
            amount = try amount.least(gross.subtracting(.sum(credits, in: self.currency)))
        }
        try self.take(
            CashEvent(id: supportCase.id, .disputed(document: item.document, case: supportCase.id, amount)),
            on: supportCase.openedOn
        )
        self.disputed = try self.item()?.disputed() ?? amount
        self.collectible = try self.item()?.collectible() ?? amount
    }

    /// The memo takes all of it out of deferred revenue, and the adjustment puts back what was earned.
    private mutating func post(_ credit: CaseCredit, _ dating: PostingDate, closing: ClosingCalendar) throws {
        let memo = try credit.memo()
        let refund = try credit.refund()
        let destination = CreditDestination(
            receivable: try memo.applied,
            customerCredit: try memo.total.subtracting(memo.applied).subtracting(refund),
            refund: refund
        )
        let event = BusinessEvent.credited(Consideration(deferred: memo.net, tax: memo.tax), to: destination)
        let number = memo.number
        let journal = try event.journal(
            number: number,
            of: self.entity,
            source: number,
            dating: dating,
            memo: memo.reason
        )
        let adjustment = try credit.adjustment().map { try Journal($0, source: number, dating: dating) }
        self.journals = [journal, adjustment].compactMap(\.self)
        for journal in self.journals { try self.ledger.post(journal, closing: closing) }
        let note = CreditNote(
            number: number,
            document: memo.invoice,
            consideration: try credit.consideration(),
            refundsRest: !refund.isZero
        )
        _ = try self.book.take(CashEvent(id: number, .credited(note)))
    }

    private mutating func reconcile(_ period: AccountingPeriod, _ credit: CaseCredit?) throws {
        self.findings = try Reconciliation.cash(self.book, against: self.ledger, in: self.currency)
        self.findings += try Reconciliation.documents(self.book)
        self.findings += try Reconciliation.journals(self.ledger.journals.map(\.entry))
        var left = try self.deferredLeft(in: period)
        if let credit { left = try left.subtracting(credit.consideration().deferred) }
        let found = try self.ledger.holding(.deferredRevenue, in: self.currency)
        if left != found {
            self.findings.append(Finding(.deferredRevenue, "ledger", expected: "\(left)", found: "\(found)"))
        }
    }
}

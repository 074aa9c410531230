/// What the books of account hold before the first amendment of a stack: documents, money and revenue to date.
struct OpeningLedger {
    let books: Books
    let schedules: [RevenueSchedule]
    let asOf: LocalDate

    func post(to ledger: inout SimulatedLedger) throws {
        // Offsets that credits from the customer's balance made; the others were made by the credit memo itself.
        var offsets = try self.sum(self.books.documents.map(\.offset), ledger).subtracting(self.used(ledger))
        for document in self.books.documents.sorted(by: { ($0.issuedOn, $0.number) < ($1.issuedOn, $1.number) }) {
            guard !document.isVoid else { continue }
            try self.post(document, &offsets, to: &ledger)
        }
        let used = try self.used(ledger)
        let dating = PostingDate(self.asOf)
        try ledger.post(.creditApplied(used), number: "credit", source: "credit", dating: dating, memo: "Credit used")
        try self.recognise(in: &ledger)
    }

    private func sum(_ amounts: [Money], _ ledger: SimulatedLedger) throws(MoneyError) -> Money {
        try Money.sum(amounts, in: ledger.currency)
    }

    private func used(_ ledger: SimulatedLedger) throws -> Money {
        try self.sum(self.books.credits.map { try $0.granted.subtracting($0.left) }, ledger)
    }

    private func post(_ document: BilledDocument, _ offsets: inout Money, to ledger: inout SimulatedLedger) throws {
        let (net, tax) = try self.amounts(of: document, ledger)
        let dating = PostingDate(document.issuedOn)
        let name = document.number
        let event: BusinessEvent
        if try net.adding(tax).isNegative {
            let consideration = try ledger.consideration(net: net, tax: tax)
            let total = try consideration.gross().negated()
            let kept = try self.sum(self.books.credits.filter { $0.document == name }.map(\.granted), ledger)
            let rest = try total.subtracting(kept)
            let offset = try rest.least(offsets)
            offsets = try offsets.subtracting(offset)
            let destination = CreditDestination(
                receivable: offset,
                customerCredit: kept,
                refund: try rest.subtracting(offset)
            )
            event = .credited(try consideration.negated(), to: destination)
        } else {
            event = .invoiced(try ledger.consideration(net: net, tax: tax))
        }
        try ledger.post(event, number: name, source: name, dating: dating, memo: "As billed")
        let paid = try document.paid.subtracting(document.refunded)
        try ledger.post(
            .received(paid, into: .bank),
            number: "\(name)/cash",
            source: name,
            dating: dating,
            memo: "Received"
        )
        try ledger.post(
            .applied(Settlement(paid)),
            number: "\(name)/paid",
            source: name,
            dating: dating,
            memo: "Applied"
        )
        let lost = BusinessEvent.writtenOff(document.writtenOff, relief: .zero(ledger.currency))
        try ledger.post(lost, number: "\(name)/loss", source: name, dating: dating, memo: "Written off")
    }

    /// What a document bills less what it takes back of others, before tax and tax.
    private func amounts(of document: BilledDocument, _ ledger: SimulatedLedger) throws -> (net: Money, tax: Money) {
        let credits = self.books.segments.flatMap(\.credits).filter { $0.document == document.number }
        let net = try self.sum(document.segments.map(\.net), ledger).subtracting(self.sum(credits.map(\.net), ledger))
        let tax = try self.sum(document.segments.map { try $0.tax() }, ledger)
            .subtracting(self.sum(credits.map(\.tax), ledger))
        return (net, tax)
    }

    /// Months that are over.
    private func recognise(in ledger: inout SimulatedLedger) throws {
        let now = AccountingPeriod(containing: self.asOf)
        for period in Set(self.schedules.flatMap(\.lines).map(\.period)).sorted() where period < now {
            let amount = try self.sum(self.schedules.map { $0.amount(in: period) }, ledger)
            let event = try ledger.recognition(amount)
            let dating = PostingDate(period.last)
            try ledger.post(
                event,
                number: "REV-\(period)",
                source: "revenue",
                dating: dating,
                memo: "Revenue of \(period)"
            )
        }
    }
}

extension Consideration {
    func negated() throws(MoneyError) -> Self {
        Self(
            earned: try self.earned.negated(),
            deferred: try self.deferred.negated(),
            tax: try self.tax.negated(),
            asset: try self.asset.negated()
        )
    }
}

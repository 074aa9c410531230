package import RevenueModel

extension SandboxWorld {
    /// What an invoice posts.
    ///
    /// A changed one takes its first booking back and posts anew, as its lines are the truth.
    func invoiceEntries(
        _ number: String,
        _ record: ERPRecord,
        replacing existing: Document?
    ) throws(Refusal) -> [Booking] {
        if let before = existing?.record, before.posts(like: record) { return [] }
        try self.requireOpen(record.date)
        if let before = existing?.record { try self.requireOpen(before.date) }
        let (net, tax) = try Self.totals(of: record)
        let total = try Self.sum(net, tax)
        guard try total.minorUnits >= self.applied(to: number, in: total.currency).minorUnits else {
            throw Refusal(ERPCode.userError, "Invoice \(number) has more applied than \(total).")
        }
        let entry = Booking(
            period: record.date.period,
            document: number,
            text: "invoice",
            lines: [
                .init(account: .receivable, amount: total), .init(account: .deferredRevenue, amount: net.negated),
                .init(account: .taxPayable, amount: tax.negated),
            ]
        )
        return self.reversal(of: number, .invoice) + [entry]
    }

    /// What a payment posts; refuses more than is open, because cash on account is a decision of a person.
    func paymentEntries(
        _ id: String,
        _ record: ERPRecord,
        replacing existing: Document?
    ) throws(Refusal) -> [Booking] {
        guard existing == nil else {
            throw Refusal(ERPCode.userError, "Payment \(id) is applied already and cannot be changed.")
        }
        try self.requireOpen(record.date)
        guard let payment = record.payment, payment.minorUnits > 0, !record.applications.isEmpty else {
            throw Refusal(ERPCode.userError, "Please enter an amount and the invoices that it pays.")
        }
        var applied = Money.zero(payment.currency)
        var byInvoice: [String: Money] = [:]
        for application in record.applications {
            applied = try Self.sum(applied, application.amount)
            let soFar = byInvoice[application.invoice] ?? Money.zero(payment.currency)
            byInvoice[application.invoice] = try Self.sum(soFar, application.amount)
        }
        for (invoice, amount) in byInvoice { try self.requireOpenBalance(of: invoice, covers: amount) }
        guard applied == payment else {
            throw Refusal(ERPCode.userError, "Applied \(applied) is not the payment of \(payment).")
        }
        let source = if let id = record.source { try Self.catalog.account(id) } else { Booking.Account.cash }
        let lines: [Booking.Line] = [
            .init(account: source, amount: payment), .init(account: .receivable, amount: payment.negated),
        ]
        return [Booking(period: record.date.period, document: id, text: "customerPayment", lines: lines)]
    }

    func requireOpenBalance(of invoice: String, covers amount: Money) throws(Refusal) {
        guard let open = try self.openBalance(of: invoice) else {
            throw Refusal(ERPCode.unknownReference, "Invalid doc reference key \(invoice).")
        }
        guard amount.currency == open.currency else {
            throw Refusal(ERPCode.userError, "Invoice \(invoice) is in \(open.currency), not \(amount.currency).")
        }
        guard amount.minorUnits > 0, amount.minorUnits <= open.minorUnits else {
            throw Refusal(ERPCode.userError, "Apply amount \(amount.decimal) exceeds amount remaining \(open.decimal)")
        }
    }

    /// The opposite of what the document has in the books now.
    func reversal(of document: String, _ kind: DocumentKind) -> [Booking] {
        let kinds = [kind.rawValue, kind.rawValue + "-reversed"]
        let entries = self.journal.filter { $0.document == document && kinds.contains($0.text) }
        guard let last = entries.last, last.text == kind.rawValue else { return [] }
        let lines = last.lines.map { Booking.Line(account: $0.account, amount: $0.amount.negated) }
        return [Booking(period: last.period, document: document, text: kinds[1], lines: lines)]
    }
}

extension SandboxWorld {
    /// All cash and credit applied to an invoice.
    func applications(to invoice: String) -> [Money] {
        (self.live(.erp, .customerPayment) + self.live(.erp, .creditMemo)).flatMap { $0.record?.applications ?? [] }
            .filter { $0.invoice == invoice }.map(\.amount)
    }

    private func applied(to invoice: String, in currency: Currency) throws(Refusal) -> Money {
        var applied = Money.zero(currency)
        for amount in self.applications(to: invoice) { applied = try Self.sum(applied, amount) }
        return applied
    }

    /// What is still to be paid of a posted invoice; `nil` when the ERP has none of that number.
    package func openBalance(of invoice: String) throws(Refusal) -> Money? {
        guard let record = self.live(.erp, .invoice, invoice)?.record else { return nil }
        let total = try Self.total(of: record)
        return try Self.sum(total, self.applied(to: invoice, in: total.currency).negated)
    }

    /// Lines plus tax.
    static func total(of record: ERPRecord) throws(Refusal) -> Money {
        let (net, tax) = try Self.totals(of: record)
        return try Self.sum(net, tax)
    }

    static func totals(of record: ERPRecord) throws(Refusal) -> (net: Money, tax: Money) {
        guard let currency = Currency(record.currency) else {
            throw Refusal(ERPCode.unknownReference, "Invalid currency reference key \(record.currency).")
        }
        var net = Money.zero(currency)
        var tax = Money.zero(currency)
        for line in record.lines {
            net = try Self.sum(net, line.amount)
            tax = try Self.sum(tax, line.tax)
        }
        return (net, tax)
    }

    /// A sum whose failure is the ERP's refusal.
    static func sum(_ one: Money, _ other: Money) throws(Refusal) -> Money {
        do { return try one.adding(other) } catch { throw Refusal(ERPCode.userError, error.description) }
    }
}

extension ERPRecord {
    /// Whether the ledger would not see the difference: a memo or a custom field changes nothing in it.
    fileprivate func posts(like other: ERPRecord) -> Bool {
        func posting(_ record: ERPRecord) -> [Money] { record.lines.flatMap { [$0.amount, $0.tax] } }
        return self.date == other.date && self.currency == other.currency && posting(self) == posting(other)
            && self.lines.map(\.from) == other.lines.map(\.from)
            && self.lines.map(\.through) == other.lines.map(\.through)
    }
}

extension Money {
    /// The same amount on the other side of the books.
    var negated: Money { Money(minorUnits: -self.minorUnits, self.currency) }
}

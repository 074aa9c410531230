import RevenueModel

// What billing and support know of a customer's case.

extension SandboxWorld {
    /// The invoice that a case is about, and what happened to it since; nothing where it is about none.
    func find(_ supportCase: SupportCase) throws(Refusal) -> Decision {
        guard let document = self.disputed(supportCase), let invoice = document.invoice else {
            return Decision(facts: [], reply: RevenueReply())
        }
        guard invoice.account.id == supportCase.account else {
            throw Refusal("other-account", "Invoice \(invoice.number) is not of \(supportCase.account).")
        }
        let standing = InvoiceStanding(
            invoice: invoice,
            isIssued: document.status == .issued,
            paid: try self.paid(invoice),
            open: try self.openBalance(of: invoice.number) ?? invoice.total,
            credits: self.credits(of: invoice.number)
        )
        return Decision(facts: [], reply: RevenueReply(reference: invoice.number, standing: standing))
    }

    func requireInvoice(_ number: String) throws(Refusal) {
        guard self.live(.billing, .invoice, number) != nil else {
            throw Refusal("unknown-invoice", "There is no invoice “\(number)”.")
        }
    }

    /// Notes the credit that the ERP posted; what is to be paid back is paid back at once.
    func record(_ credit: CreditMemo, refund: Money) throws(Refusal) -> Decision {
        try self.requireInvoice(credit.invoice)
        let id = DocumentID(.billing, .creditMemo, credit.number)
        if let existing = self.live(.billing, .creditMemo, credit.number) {
            guard existing.credit == credit, existing.refund == refund else {
                throw Refusal("already-exists", "Credit \(credit.number) is recorded already, with other content.")
            }
            return Decision(facts: [], reply: RevenueReply(reference: String(existing.internalID)))
        }
        var document = Document(id: id, internalID: self.nextInternalID, status: .active)
        document.credit = credit
        document.refund = refund
        return Decision(facts: [.document(document)], reply: RevenueReply(reference: String(document.internalID)))
    }

    /// The entitlement that covers a case: of the order that it is about, or of any order of the customer.
    func entitlement(_ supportCase: SupportCase) throws(Refusal) -> Decision {
        try Self.catalog.requireAccount(supportCase.account)
        let invoices = self.live(.billing, .invoice).compactMap(\.invoice)
        let about = supportCase.order ?? invoices.first { $0.number == supportCase.invoice }?.order
        let orders = about.map { [$0] } ?? invoices.filter { $0.account.id == supportCase.account }.map(\.order)
        let found = orders.lazy.compactMap { self.live(.support, .entitlement, $0) }.first
        return Decision(facts: [], reply: RevenueReply(reference: found.map { String($0.internalID) }))
    }

    /// The invoice that the customer names, or the latest one of the order.
    private func disputed(_ supportCase: SupportCase) -> Document? {
        if let number = supportCase.invoice { return self.live(.billing, .invoice, number) }
        guard let order = supportCase.order else { return nil }
        return self.live(.billing, .invoice).last { $0.order == order }
    }

    private func paid(_ invoice: Invoice) throws(Refusal) -> Money {
        let payments = self.live(.erp, .customerPayment).flatMap { $0.record?.applications ?? [] }
        var paid = Money.zero(invoice.total.currency)
        for payment in payments where payment.invoice == invoice.number { paid = try Self.sum(paid, payment.amount) }
        return paid
    }

    private func credits(of invoice: String) -> [EarlierCredit] {
        self.live(.billing, .creditMemo).compactMap(\.credit).flatMap { credit in
            credit.lines.filter { credit.invoice(of: $0) == invoice }.map {
                EarlierCredit(
                    document: credit.number,
                    line: $0.corrects,
                    postedOn: credit.issuedOn,
                    net: $0.amount,
                    tax: $0.tax
                )
            }
        }
    }
}

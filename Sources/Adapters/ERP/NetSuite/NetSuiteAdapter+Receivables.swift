internal import RevenueModel
internal import SagaModel
internal import SuiteTalk

extension NetSuiteAdapter {
    /// Reads before it writes: writing a payment again with its application could apply it twice.
    func applyCash(_ payment: Payment, _ asked: String) async throws(Failure) -> RevenueReply {
        if let done = try await self.documentBeforeWriting(.customerPayment, payment.id, asked) {
            return RevenueReply(reference: done.internalID)
        }
        let document = try await self.invoiceID(payment.invoice, asked)
        return try await self.write(.payment(payment, document: document, self.mappings), asked)
    }

    /// Reads before it writes, as a credit is applied like money.
    func postCredit(_ credit: CreditMemo, _ asked: String) async throws(Failure) -> RevenueReply {
        let items = credit.lines.map { (Mappings.Table.items, $0.item) }
        try self.mappings.require(
            [(.entities, credit.legalEntity), (.accounts, "receivable")]
                + credit.taxCodes.map { (.taxCodes, $0) } + items
        )
        try credit.requireApplicable("NetSuite", asked)
        if let done = try await self.documentBeforeWriting(.creditMemo, credit.number, asked) {
            return RevenueReply(reference: done.internalID)
        }
        var invoices: [(id: String, amount: Money)] = []
        for part in credit.applications {
            invoices.append((try await self.invoiceID(part.invoice, asked), part.amount))
        }
        return try await self.write(.credit(credit, applying: invoices, self.mappings), asked)
    }

    /// An invoice that is paid, credited or in a closed period stays: then only a credit memo takes it back.
    func reverseInvoice(_ reversal: Reversal, _ asked: String) async throws(Failure) -> RevenueReply {
        do throws(Failure) {
            return try await self.delete(.invoice, reversal.document, because: reversal.reason, asked)
        } catch .rejected(let reason) {
            throw .rejected("\(reason) The invoice stays; take it back by a credit memo.")
        }
    }
}

extension NetSuiteAdapter {
    func placeHold(_ hold: InvoiceHold, _ asked: String) async throws(Failure) -> RevenueReply {
        let fields = try HoldFields(self.mappings)
        guard !hold.id.isEmpty, !hold.id.contains(",") else {
            throw .rejected("NetSuite was not asked to \(asked): a hold's id is not empty and has no comma.")
        }
        guard let invoice = try await self.documentBeforeWriting(.invoice, hold.invoice, asked) else {
            throw .rejected("NetSuite was asked to \(asked): there is no invoice \(hold.invoice).")
        }
        let holds = InvoiceHolds(invoice, fields)
        guard !holds.contains(hold) else { return RevenueReply(reference: invoice.internalID) }
        return try await self.write(.holds(holds.placing(hold), of: hold.invoice, fields), asked)
    }

    /// A hold that is not there is released already.
    func releaseHold(_ hold: InvoiceHold, _ asked: String) async throws(Failure) -> RevenueReply {
        let fields = try HoldFields(self.mappings)
        guard let invoice = try await self.documentBeforeWriting(.invoice, hold.invoice, asked) else {
            return RevenueReply()
        }
        let holds = InvoiceHolds(invoice, fields)
        guard holds.contains(hold) else { return RevenueReply(reference: invoice.internalID) }
        return try await self.write(.holds(holds.releasing(hold), of: hold.invoice, fields), asked)
    }

    func foundHold(_ hold: InvoiceHold, _ asked: String) async throws(Failure) -> RevenueReply? {
        let fields = try HoldFields(self.mappings)
        guard let invoice = try await self.document(.invoice, hold.invoice, asked) else { return nil }
        return InvoiceHolds(invoice, fields).contains(hold) ? RevenueReply(reference: invoice.internalID) : nil
    }

    func goneHold(_ hold: InvoiceHold, _ asked: String) async throws(Failure) -> RevenueReply? {
        let fields = try HoldFields(self.mappings)
        guard let invoice = try await self.document(.invoice, hold.invoice, asked) else { return RevenueReply() }
        return InvoiceHolds(invoice, fields).contains(hold) ? nil : RevenueReply(reference: invoice.internalID)
    }
}

import RevenueModel

extension SandboxWorld {
    private static let firstInvoiceNumber = 1001

    /// Draws up the invoice: numbers count every draft that there ever was, so none is used again.
    func draftInvoice(_ order: Order) throws(Refusal) -> Decision {
        try Self.catalog.requireSellable(order)
        if let existing = self.invoice(ofOrder: order.id) {
            throw Refusal("already-exists", "Order \(order.id) has invoice \(existing.id.externalID) already.")
        }
        let drafts = self.documents.keys.count { $0.system == .billing && $0.kind == .invoice }
        let invoice = try Self.drawUp(order, number: "INV-\(Self.firstInvoiceNumber + drafts)")
        var document = Document(
            id: DocumentID(.billing, .invoice, invoice.number),
            internalID: self.nextInternalID,
            status: .draft
        )
        document.order = order.id
        document.invoice = invoice
        return Decision(
            facts: [.document(document)],
            reply: RevenueReply(reference: invoice.number, invoice: invoice)
        )
    }

    func voidDraft(_ order: String) throws(Refusal) -> Decision {
        guard var document = self.invoice(ofOrder: order) else { return Decision(facts: [], reply: RevenueReply()) }
        guard document.status == .draft else {
            throw Refusal("already-issued", "Invoice \(document.id.externalID) is issued; correct it with a credit.")
        }
        document.status = .void
        return Decision(facts: [.document(document)], reply: RevenueReply(reference: document.id.externalID))
    }

    func issue(_ number: String) throws(Refusal) -> Decision {
        guard var document = self.live(.billing, .invoice, number) else {
            throw Refusal("unknown-invoice", "There is no draft “\(number)”.")
        }
        document.status = .issued
        return Decision(
            facts: [.document(document)],
            reply: RevenueReply(reference: number, invoice: document.invoice)
        )
    }

    private func invoice(ofOrder order: String) -> Document? {
        self.live(.billing, .invoice).first { $0.order == order }
    }
}

extension SandboxWorld {
    /// Computes net and tax by line, each rounded once, and sums what was rounded.
    private static func drawUp(_ order: Order, number: String) throws(Refusal) -> Invoice {
        guard let percent = Self.catalog.taxPercent[order.taxCode],
            let days = Self.catalog.termDays[order.terms]
        else { throw Refusal("not-set-up", "Order \(order.id) cannot be billed.") }
        do throws(MoneyError) {
            var lines: [InvoiceLine] = []
            var net = Money.zero(order.currency)
            var tax = Money.zero(order.currency)
            for line in order.lines {
                let amount = try line.amount()
                let lineTax = try amount.multiplied(by: percent, over: 100)
                lines.append(InvoiceLine(line, amount: amount, tax: lineTax))
                net = try net.adding(amount)
                tax = try tax.adding(lineTax)
            }
            return Invoice(
                number: number,
                order: order.id,
                account: order.account,
                legalEntity: order.legalEntity,
                taxCode: order.taxCode,
                terms: order.terms,
                issuedOn: order.orderedOn,
                dueOn: order.orderedOn.adding(days: days),
                lines: lines,
                net: net,
                tax: tax,
                total: try net.adding(tax)
            )
        } catch {
            throw Refusal("amount", error.description)
        }
    }
}

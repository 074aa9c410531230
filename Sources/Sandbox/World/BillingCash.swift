import RevenueModel

// What billing knows of money: who owes what, what came, and what it settled.

extension SandboxWorld {
    /// What a customer owes, and every document that somebody names.
    ///
    /// Where an invoice is in the ERP, its books say what is open of it: billing reads it there.
    func openItems(_ query: OpenItemQuery) throws(Refusal) -> Decision {
        var items: [OpenItem] = []
        for document in self.live(.billing, .invoice) where document.status == .issued {
            guard let invoice = document.invoice else { continue }
            let isNamed = query.documents.contains(invoice.number)
            guard isNamed || invoice.account.id == query.account else { continue }
            let item = try self.item(invoice)
            if isNamed || item.gross != item.applied { items.append(item) }
        }
        return Decision(facts: [], reply: RevenueReply(openItems: items))
    }

    private func item(_ invoice: Invoice) throws(Refusal) -> OpenItem {
        let booked = try self.openBalance(of: invoice.number)
        let open = if let booked { booked } else { try self.unsettled(invoice) }
        return OpenItem(
            document: invoice.number,
            customer: invoice.account.id,
            legalEntity: invoice.legalEntity,
            dueOn: invoice.dueOn,
            gross: invoice.total,
            applied: try Self.sum(invoice.total, open.negated),
            disputes: try self.disputes(invoice, open),
            reminders: self.live(.billing, .reminder).count { $0.id.externalID.hasPrefix("\(invoice.number):") }
        )
    }

    /// What each hold keeps from being asked for: one line, or all that is open.
    private func disputes(_ invoice: Invoice, _ open: Money) throws(Refusal) -> [String: Money] {
        let flags = self.holds()[invoice.number]?.split(separator: ",").map(String.init) ?? []
        var disputes = Dictionary(flags.map { ($0, open) }) { first, _ in first }
        for hold in self.live(.billing, .hold).compactMap(\.hold) {
            if hold.account == invoice.account.id { disputes[hold.id] = open }
            guard hold.invoice == invoice.number else { continue }
            let line = invoice.lines.first { $0.number == hold.line }
            disputes[hold.id] = if let line { try Self.sum(line.amount, line.tax) } else { open }
        }
        return disputes
    }

    private func unsettled(_ invoice: Invoice) throws(Refusal) -> Money {
        var open = invoice.total
        for settlement in self.live(.billing, .settlement).compactMap(\.settlement)
        where settlement.invoice == invoice.number {
            open = try Self.sum(open, settlement.amount.negated)
            open = try Self.sum(open, settlement.writtenOff.negated)
        }
        return open
    }

    /// A payment and what it settles still; neither where nobody told of it.
    func payment(_ id: String) -> Decision {
        guard let movement = self.live(.billing, .payment, id)?.movement else {
            return Decision(facts: [], reply: RevenueReply())
        }
        let settlements = self.live(.billing, .settlement).compactMap(\.settlement).filter { $0.payment == id }
        return Decision(facts: [], reply: RevenueReply(reference: id, movement: movement, settlements: settlements))
    }

    func record(_ movement: CashMovement) -> Decision {
        var document = self.document(DocumentID(.billing, .payment, movement.id))
        document.movement = movement
        return Decision(facts: [.document(document)], reply: RevenueReply(reference: String(document.internalID)))
    }

    func record(_ settlement: InvoiceSettlement) -> Decision {
        var document = self.document(DocumentID(.billing, .settlement, settlement.number))
        document.settlement = settlement
        return Decision(facts: [.document(document)], reply: RevenueReply(reference: String(document.internalID)))
    }

    func record(_ hold: InvoiceHold) -> Decision {
        var document = self.document(DocumentID(.billing, .hold, hold.id))
        document.hold = hold
        return Decision(facts: [.document(document)], reply: RevenueReply(reference: String(document.internalID)))
    }

    /// The one that is there, or a new one.
    private func document(_ id: DocumentID) -> Document {
        self.live(id.system, id.kind, id.externalID)
            ?? Document(id: id, internalID: self.nextInternalID, status: .active)
    }
}

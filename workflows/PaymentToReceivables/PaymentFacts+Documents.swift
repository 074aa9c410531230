import RevenueModel

// What is sent: entries, applications, and what others are told of them.

extension PaymentFacts {
    /// The entry of the money itself.
    var booking: JournalEntry { self.entry(self.movement.id, self.moved) }

    /// The entry by which a chargeback ends.
    var verdictBooking: JournalEntry {
        let amount = self.movement.amount
        let event: BusinessEvent =
            self.verdict == .won ? .chargebackWon(booked: amount, reinstated: amount) : .chargebackLost(booked: amount)
        return self.entry("\(self.movement.id):V", event)
    }

    /// What exceeds all documents and becomes income.
    var surplusBooking: JournalEntry {
        let rest = self.plan?.surplus ?? .zero(self.movement.amount.currency)
        let taken = Settlement(relieved: .zero(rest.currency), paid: rest, writtenOff: rest.negative)
        return self.entry("\(self.movement.id):S", .applied(taken))
    }

    /// What exceeds all documents and becomes the customer's credit.
    var creditBooking: JournalEntry {
        let rest = self.plan?.customerCredit ?? .zero(self.movement.amount.currency)
        return self.entry("\(self.movement.id):C", .moved(rest, to: .customerCredit))
    }

    private var moved: BusinessEvent {
        let movement = self.movement
        let source = movement.source ?? .unappliedCash
        let fee = movement.fee ?? .zero(movement.amount.currency)
        return switch movement.kind {
        case .received: .received(movement.amount, into: movement.place)
        case .returned: .returned(movement.amount, from: movement.place, fee: fee)
        case .chargedBack: .chargedBack(booked: movement.amount, withdrawn: movement.amount, fee: fee)
        case .refunded:
            .refunded(source, booked: movement.amount, paid: movement.amount, from: movement.place)
        case .refundReturned:
            .refunded(source, booked: movement.amount.negative, paid: movement.amount.negative, from: movement.place)
        }
    }

    /// Without a line where the amounts cannot be counted; no ERP takes that.
    private func entry(_ number: String, _ event: BusinessEvent) -> JournalEntry {
        let words = [self.movement.kind.rawValue, self.movement.original.map { "takes back \($0)" }]
        return JournalEntry(
            number: number,
            legalEntity: self.movement.legalEntity ?? "",
            postedOn: self.postedOn,
            memo: (words + [self.movement.reason]).compactMap(\.self).joined(separator: "; "),
            lines: (try? event.lines()) ?? []
        )
    }
}

extension PaymentFacts {
    /// The allocation whose turn it is, as billing and the ERP know it.
    var settlement: InvoiceSettlement { self.settlement(self.done) }

    /// The one that is through.
    var settlementBefore: InvoiceSettlement { self.settlement(self.done - 1) }

    /// What pays the invoice, out of the money that came.
    var application: Payment { self.payment(self.settlement, self.settlement.amount, .unappliedCash) }

    /// What is given up of the invoice.
    var writeOff: Payment {
        var payment = self.payment(self.settlement, self.settlement.writtenOff, .smallDifferences)
        payment.id = self.settlement.writeOffNumber
        return payment
    }

    /// Takes the application back.
    var reversal: Reversal { self.reversal(of: self.returned.number) }
    var writeOffReversal: Reversal { self.reversal(of: self.returned.writeOffNumber) }

    /// The settlement to be taken back now.
    var returned: InvoiceSettlement { self.returned(self.done) }
    var returnedBefore: InvoiceSettlement { self.returned(self.done - 1) }

    /// The invoices that the money settled, or that are open again.
    var invoices: [String] {
        switch self.movement.kind {
        case .received: self.plan?.allocations.prefix(self.done).map(\.document) ?? []
        case .returned, .chargedBack, .refunded, .refundReturned: self.settlements?.map(\.invoice) ?? []
        }
    }

    /// Whether nothing is open any more of the invoice whose allocation is through.
    var hasSettled: Bool {
        let settlement = self.settlementBefore
        guard settlement.amount.isPositive else { return false }
        if self.remaining?.isZero ?? false { return true }
        return (try? settlement.amount.adding(settlement.writtenOff)).map { $0 == self.left } ?? false
    }

    private func settlement(_ index: Int) -> InvoiceSettlement {
        let nothing = Money.zero(self.movement.amount.currency)
        let allocations = self.plan?.allocations ?? []
        let allocation = allocations.indices.contains(index) ? allocations[index] : nil
        let parts = [allocation?.amount, allocation?.writtenOff, allocation?.deduction].map { $0 ?? nothing }
        let kept = self.withinWhatIsLeft(parts)
        return InvoiceSettlement(
            number: "\(self.movement.id):\(index + 1)",
            payment: self.movement.id,
            invoice: allocation?.document ?? "",
            account: self.movement.account ?? "",
            amount: kept[0],
            writtenOff: kept[1],
            deduction: kept[2],
            settledOn: self.postedOn
        )
    }

    /// As much of each part, in this order, as is still open; what is left of the money stays unapplied.
    private func withinWhatIsLeft(_ parts: [Money]) -> [Money] {
        guard var left = self.left, left.currency == self.movement.amount.currency else { return parts }
        return parts.map { part in
            guard let kept = try? part.least(left), let rest = try? left.subtracting(kept) else { return part }
            left = rest
            return kept
        }
    }

    private func returned(_ index: Int) -> InvoiceSettlement {
        let settlements = self.settlements ?? []
        return settlements.indices.contains(index) ? settlements[index] : self.settlement(index)
    }

    private func payment(_ settlement: InvoiceSettlement, _ amount: Money, _ source: LedgerAccount) -> Payment {
        Payment(
            id: settlement.number,
            invoice: settlement.invoice,
            account: settlement.account,
            amount: amount,
            receivedOn: self.postedOn,
            source: source
        )
    }

    private func reversal(of document: String) -> Reversal {
        let reason = self.movement.reason ?? "\(self.original) is \(self.movement.kind.rawValue)"
        return Reversal(document: document, postedOn: self.postedOn, reason: reason)
    }
}

extension Money {
    fileprivate var negative: Money { Money(minorUnits: -self.minorUnits, self.currency) }
}

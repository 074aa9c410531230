extension CashBook {
    /// New entries that take the applications back, and one that takes the money back; the fee is ours.
    mutating func giveBack(_ id: String, fee: Money, _ event: String) throws {
        guard let state = try self.state(id, in: [.settled]) else { return }
        for application in state.applications { try self.undo(application, state.receipt, event) }
        let entity = state.receipt.legalEntity
        if !state.surplus.isZero {
            let worth = try state.receipt.rate.value(state.surplus)
            let taken = Settlement(relieved: .zero(worth.currency), paid: worth, writtenOff: try worth.negated())
            self.book("\(event)/surplus", id, entity, .unapplied(taken))
        }
        self.receipts[id]?.applications = []
        self.receipts[id]?.surplus = .zero(state.receipt.amount.currency)
        self.receipts[id]?.stage = .returned
        let worth = try state.receipt.rate.value(state.receipt.amount)
        self.book(event, id, entity, .returned(worth, from: state.receipt.place, fee: fee))
    }

    private mutating func undo(_ application: Application, _ receipt: CashReceipt, _ event: String) throws {
        switch application.target {
        case .document(let document):
            guard var item = self.items[document], let settlement = application.settlement else { return }
            item.applied = try item.applied.subtracting(application.amount)
            item.writtenOff = try item.writtenOff.subtracting(application.writtenOff)
            self.items[document] = item
            self.book("\(event)/\(document)", receipt.id, receipt.legalEntity, .unapplied(settlement))
        case .receipt(let other):
            self.receipts[other]?.applications.removeAll { $0.target == .receipt(receipt.id) }
        case .customerCredit, .taxOffice:
            guard let worth = application.settlement?.paid else { return }
            let isCredit = application.target == .customerCredit
            if isCredit { try self.grant(try worth.negated(), to: receipt.customer) }
            let back = BusinessEvent.moved(try worth.negated(), to: isCredit ? .customerCredit : .taxOffice)
            self.book("\(event)/\(isCredit ? "credit" : "tax")", receipt.id, receipt.legalEntity, back)
        }
    }

    /// The invoice stays paid: what the processor took is owed by it until the case is decided.
    mutating func chargeBack(_ id: String, booked: Money, withdrawn: Money, fee: Money, _ event: String) throws {
        guard let state = try self.state(id, in: [.settled]) else { return }
        self.receipts[id]?.stage = .chargedBack
        self.receipts[id]?.disputed = booked
        let taken = BusinessEvent.chargedBack(booked: booked, withdrawn: withdrawn, fee: fee)
        self.book(event, id, state.receipt.legalEntity, taken)
    }

    mutating func win(_ id: String, _ reinstated: Money, _ event: String) throws {
        guard let state = try self.state(id, in: [.chargedBack]), let booked = state.disputed else { return }
        self.receipts[id]?.stage = .reinstated
        self.receipts[id]?.disputed = nil
        let won = BusinessEvent.chargebackWon(booked: booked, reinstated: reinstated)
        self.book(event, id, state.receipt.legalEntity, won)
    }

    mutating func lose(_ id: String, _ event: String) throws {
        guard let state = try self.state(id, in: [.chargedBack]), let booked = state.disputed else { return }
        self.receipts[id]?.stage = .lost
        self.receipts[id]?.disputed = nil
        self.book(event, id, state.receipt.legalEntity, .chargebackLost(booked: booked))
    }
}

extension CashBook {
    mutating func receive(_ receipt: CashReceipt, _ id: String) throws {
        guard self.receipts[receipt.id] == nil else { throw CashError.idTaken(receipt.id) }
        self.receipts[receipt.id] = ReceiptState(receipt, stage: .settled)
        try self.takeIn(receipt, id)
    }

    mutating func announce(_ receipt: CashReceipt) throws {
        guard self.receipts[receipt.id] == nil else { throw CashError.idTaken(receipt.id) }
        self.receipts[receipt.id] = ReceiptState(receipt, stage: .pending)
    }

    mutating func confirm(_ id: String, _ event: String) throws {
        guard let receipt = try self.state(id, in: [.pending])?.receipt else { return }
        self.receipts[id]?.stage = .settled
        try self.takeIn(receipt, event)
    }

    mutating func fail(_ id: String) throws {
        guard try self.state(id, in: [.pending]) != nil else { return }
        self.receipts[id]?.stage = .failed
    }

    /// Two bookings: the money is here, and what it is for.
    private mutating func takeIn(_ receipt: CashReceipt, _ id: String) throws {
        let worth = try receipt.rate.value(receipt.amount)
        self.book(id, receipt.id, receipt.legalEntity, .received(worth, into: receipt.place))
        guard receipt.amount.isPositive else { return }
        let plan = try CashMatcher(policy: self.policy).plan(for: receipt, items: Array(self.items.values))
        self.receipts[receipt.id]?.basis = plan.basis
        for allocation in plan.allocations {
            try self.settle(allocation.document, receipt, allocation.amount, writingOff: allocation.writtenOff, id)
        }
        try self.keep(plan, receipt, id)
    }

    private mutating func keep(_ plan: CashPlan, _ receipt: CashReceipt, _ id: String) throws {
        if plan.customerCredit.isPositive {
            try self.move(receipt, .customerCredit, plan.customerCredit, "\(id)/credit")
        }
        guard plan.surplus.isPositive else { return }
        self.receipts[receipt.id]?.surplus = plan.surplus
        let worth = try receipt.rate.value(plan.surplus)
        let nothing = Money.zero(worth.currency)
        let taken = Settlement(relieved: nothing, paid: worth, writtenOff: try worth.negated())
        self.book("\(id)/surplus", receipt.id, receipt.legalEntity, .applied(taken))
    }

    /// What a person asks for is done exactly or not at all.
    mutating func apply(_ id: String, _ target: ApplicationTarget, _ amount: Money, _ event: String) throws {
        guard let state = try self.state(id, in: [.settled, .reinstated]) else { return }
        let left = try state.unapplied()
        guard amount.isPositive else { throw CashError.notPositive(amount, receipt: id) }
        guard try !left.isLess(than: amount) else {
            throw CashError.exceedsReceipt(receipt: id, asked: amount, left: left)
        }
        switch target {
        case .document(let document): try self.applyByHand(document, state.receipt, amount, event)
        case .receipt(let other): try self.offset(state.receipt, against: other, amount)
        case .customerCredit, .taxOffice: try self.move(state.receipt, target, amount, event)
        }
    }

    private mutating func applyByHand(
        _ document: String,
        _ receipt: CashReceipt,
        _ amount: Money,
        _ event: String
    ) throws {
        guard let item = self.items[document] else { return }
        guard item.customer == receipt.customer else {
            throw CashError.otherCustomer(receipt: receipt.id, document: document)
        }
        let open = try item.open()
        guard try !open.isLess(than: amount) else {
            throw CashError.exceedsDocument(document: document, asked: amount, open: open)
        }
        guard try !item.collectible().isLess(than: amount) else {
            throw CashError.held(document: document, cases: item.disputes.keys.sorted())
        }
        try self.settle(document, receipt, amount, writingOff: .zero(amount.currency), event)
    }

    /// Money that came against money that went: both are used up, and the books know it already.
    private mutating func offset(_ receipt: CashReceipt, against other: String, _ amount: Money) throws {
        guard let opposite = try self.state(other, in: [.settled]) else { return }
        let left = try opposite.unapplied().negated()
        guard try !left.isLess(than: amount) else {
            throw CashError.exceedsReceipt(receipt: other, asked: amount, left: left)
        }
        self.use(receipt.id, .receipt(other), amount, nil)
        self.use(other, .receipt(receipt.id), try amount.negated(), nil)
    }

    private mutating func move(
        _ receipt: CashReceipt,
        _ target: ApplicationTarget,
        _ amount: Money,
        _ event: String
    ) throws {
        let worth = try self.worth(of: amount, from: receipt)
        self.use(receipt.id, target, amount, Settlement(worth))
        let isCredit = target == .customerCredit
        if isCredit { try self.grant(worth, to: receipt.customer) }
        self.book(event, receipt.id, receipt.legalEntity, .moved(worth, to: isCredit ? .customerCredit : .taxOffice))
    }

    /// The receivable at the rate of its document, the money at its own; the difference is realised.
    private mutating func settle(
        _ document: String,
        _ receipt: CashReceipt,
        _ amount: Money,
        writingOff writtenOff: Money,
        _ id: String
    ) throws {
        guard var item = self.items[document] else { return }
        let settlement = Settlement(
            relieved: try item.relief(of: amount.adding(writtenOff)),
            paid: try self.worth(of: amount, from: receipt),
            writtenOff: try receipt.rate.value(writtenOff)
        )
        item.applied = try item.applied.adding(amount)
        item.writtenOff = try item.writtenOff.adding(writtenOff)
        self.items[document] = item
        let application = Application(
            target: .document(document),
            amount: amount,
            writtenOff: writtenOff,
            settlement: settlement
        )
        self.receipts[receipt.id]?.applications.append(application)
        self.book("\(id)/\(document)", receipt.id, receipt.legalEntity, .applied(settlement))
    }

    /// As the growth of a rounded total, so that all uses of a receipt are worth the receipt.
    private func worth(of amount: Money, from receipt: CashReceipt) throws -> Money {
        let left = try self.receipts[receipt.id]?.unapplied() ?? receipt.amount
        return try receipt.rate.value(left).subtracting(receipt.rate.value(left.subtracting(amount)))
    }

    private mutating func use(_ id: String, _ target: ApplicationTarget, _ amount: Money, _ settlement: Settlement?) {
        let nothing = Money.zero(amount.currency)
        self.receipts[id]?.applications.append(
            Application(target: target, amount: amount, writtenOff: nothing, settlement: settlement)
        )
    }

    func state(_ id: String, in stages: Set<CashStage>) throws -> ReceiptState? {
        guard let state = self.receipts[id] else { return nil }
        guard stages.contains(state.stage) else { throw CashError.receiptIs(state.stage, receipt: id) }
        return state
    }
}

package import RevenueModel

/// What comes of a fixture: the receivables, the ledger, and what each event did.
package struct SimulatedPayments: Sendable {
    /// One event and what was booked for it.
    package struct Happening: Sendable {
        package let event: PaymentEvent
        package var postings: [CashPosting] = []
        /// What the saga of the event would do, where it begins one.
        package var steps: [PaymentStep] = []
        /// Why it was not taken.
        package var refusal: String?
        /// What dunning says.
        package var asked: String?
    }

    package internal(set) var book: CashBook
    package internal(set) var happenings: [Happening] = []
    /// Balances in the books, debit positive.
    package internal(set) var ledger: [LedgerAccount: Money] = [:]
    /// What somebody has to settle with a customer, by invoice.
    package internal(set) var deductions: [String: Money] = [:]
}

extension PaymentFixture {
    /// Takes in one event after the other; opens nothing, and asks no clock.
    package func run() throws -> SimulatedPayments {
        var result = SimulatedPayments(book: CashBook(policy: self.policy))
        for invoice in self.invoices {
            let change = CashEvent.Change.issued(invoice.item, invoice.consideration)
            let postings = try result.book.take(CashEvent(id: invoice.item.document, change))
            try result.post(postings, self.currency)
        }
        var dunning: [String: Dunning] = [:]
        for event in self.events {
            var happening = SimulatedPayments.Happening(event: event)
            if event.kind == .overdue {
                happening.asked = try self.ask(event, result.book, &dunning[event.account, default: Dunning()])
            } else {
                try self.take(event, &happening, &result)
            }
            result.happenings.append(happening)
        }
        return result
    }

    private func take(
        _ event: PaymentEvent,
        _ happening: inout SimulatedPayments.Happening,
        _ result: inout SimulatedPayments
    ) throws {
        guard let change = event.change(in: self.legalEntity) else { return }
        happening.steps = PaymentStep.steps(of: event, self, result.book)
        let before = result.book
        do {
            happening.postings = try result.book.take(CashEvent(id: event.id, change))
        } catch let error as CashError {
            happening.refusal = error.description
            return
        }
        try result.post(happening.postings, self.currency)
        try self.note(event, before, &result)
    }

    /// What a payer left open without a word becomes a case of its own.
    private func note(_ event: PaymentEvent, _ before: CashBook, _ result: inout SimulatedPayments) throws {
        guard event.kind == .received, !before.receipts.keys.contains(event.id),
            case .received(let receipt)? = event.change(in: self.legalEntity), result.book.receipts[event.id] != nil
        else { return }
        let plan = try CashMatcher(policy: self.policy).plan(for: receipt, items: Array(before.items.values))
        for allocation in plan.allocations where allocation.deduction.isPositive {
            result.deductions[allocation.document] = allocation.deduction
        }
    }

    private func ask(_ event: PaymentEvent, _ book: CashBook, _ dunning: inout Dunning) throws -> String {
        guard let policy = self.dunning else { return "nobody is asked: the file has no dunning" }
        let overdue = try book.overdue(on: event.day, in: self.currency, of: event.account)
        switch dunning.decide(overdue: overdue, on: event.day, policy: policy) {
        case .request(let amount, let attempt): return "asks for \(amount), attempt \(attempt)"
        case .nothingOverdue: return "nothing is overdue"
        case .belowThreshold: return "\(overdue) is too little to ask for"
        case .tooEarly(let next): return "too early, next on \(next)"
        case .exhausted: return "asked often enough, somebody collects \(overdue)"
        }
    }
}

extension SimulatedPayments {
    fileprivate mutating func post(_ postings: [CashPosting], _ currency: Currency) throws {
        for line in try postings.flatMap({ try $0.event.lines() }) {
            guard let account = LedgerAccount(rawValue: line.account) else { continue }
            let before = self.ledger[account] ?? .zero(currency)
            switch line.side {
            case .debit: self.ledger[account] = try before.adding(line.amount)
            case .credit: self.ledger[account] = try before.subtracting(line.amount)
            }
        }
    }
}

/// The sub-ledger of receivables and cash: open documents, receipts, and what settled what.
///
/// It takes in events and says what is to be booked. An event that comes twice changes nothing the second time; one
/// that names a document or a receipt nobody knows yet is parked until that comes.
package struct CashBook: Equatable, Sendable {
    package let policy: CashPolicy
    package internal(set) var items: [String: OpenItem] = [:]
    package internal(set) var receipts: [String: ReceiptState] = [:]
    /// Credit that a customer may still use, in the currency of the books.
    package internal(set) var customerCredit: [String: [Currency: Money]] = [:]
    /// Credits to be paid back, by the number of the credit.
    package internal(set) var refundsPayable: [String: Money] = [:]
    package private(set) var parked: [CashEvent] = []
    /// Parked events that could not be carried out when their turn came; a person has to look at them.
    package private(set) var refused: [RefusedEvent] = []
    private var seen: [String: CashEvent] = [:]
    var postings: [CashPosting] = []

    package init(policy: CashPolicy = CashPolicy()) { self.policy = policy }

    /// Takes in one event, and what was parked for it.
    ///
    /// - Returns: What is to be booked, in order; nothing for a repetition. On an error nothing has changed.
    package mutating func take(_ event: CashEvent) throws -> [CashPosting] {
        if let known = self.seen[event.id] {
            guard known == event else { throw CashError.idTaken(event.id) }
            return []
        }
        var next = self
        next.seen[event.id] = event
        guard next.knowsParents(of: event.change) else {
            next.parked.append(event)
            self = next
            return []
        }
        try next.carryOut(event)
        next.unpark()
        let postings = next.postings
        next.postings = []
        self = next
        return postings
    }

    private mutating func unpark() {
        while let place = self.parked.firstIndex(where: { self.knowsParents(of: $0.change) }) {
            let event = self.parked.remove(at: place)
            var next = self
            // What turns out to be impossible must not take back the event that it waited for.
            do {
                try next.carryOut(event)
                self = next
            } catch {
                self.refused.append(RefusedEvent(event: event, reason: "\(error)"))
            }
        }
    }

    private func knowsParents(of change: CashEvent.Change) -> Bool {
        switch change {
        case .issued: true
        case .received(let receipt), .announced(let receipt):
            receipt.remittance.allSatisfy { self.items[$0.document] != nil }
        case .credited(let credit): self.items[credit.document] != nil
        case .confirmed(let receipt), .failed(let receipt), .applied(let receipt, .customerCredit, _),
            .applied(let receipt, .taxOffice, _):
            self.receipts[receipt] != nil
        // Told of before what it takes back, it waits for that.
        case .returned(let receipt, _), .chargedBack(let receipt, _, _, _): !self.isBefore(.settled, receipt)
        case .chargebackWon(let receipt, _), .chargebackLost(let receipt): !self.isBefore(.chargedBack, receipt)
        case .applied(let receipt, .document(let document), _):
            self.receipts[receipt] != nil && self.items[document] != nil
        case .applied(let receipt, .receipt(let other), _):
            self.receipts[receipt] != nil && self.receipts[other] != nil
        case .writtenOff(let document, _), .disputed(let document, _, _): self.items[document] != nil
        case .disputeSettled(let document, let name): self.items[document]?.disputes[name] != nil
        }
    }

    private func isBefore(_ stage: CashStage, _ receipt: String) -> Bool {
        guard let state = self.receipts[receipt] else { return true }
        return state.stage == .pending || stage == .chargedBack && state.stage == .settled
    }

    private mutating func carryOut(_ event: CashEvent) throws {
        switch event.change {
        case .issued(let item, let consideration): try self.issue(item, consideration, event.id)
        case .credited(let credit): try self.credit(credit, event.id)
        case .received(let receipt): try self.receive(receipt, event.id)
        case .announced(let receipt): try self.announce(receipt)
        case .confirmed(let receipt): try self.confirm(receipt, event.id)
        case .failed(let receipt): try self.fail(receipt)
        case .applied(let receipt, let target, let amount): try self.apply(receipt, target, amount, event.id)
        case .returned(let receipt, let fee): try self.giveBack(receipt, fee: fee, event.id)
        case .chargedBack(let receipt, let booked, let withdrawn, let fee):
            try self.chargeBack(receipt, booked: booked, withdrawn: withdrawn, fee: fee, event.id)
        case .chargebackWon(let receipt, let reinstated): try self.win(receipt, reinstated, event.id)
        case .chargebackLost(let receipt): try self.lose(receipt, event.id)
        case .writtenOff(let document, let relief): try self.writeOff(document, relief: relief, event.id)
        case .disputed(let document, let name, let amount): self.items[document]?.disputes[name] = amount
        case .disputeSettled(let document, let name): self.items[document]?.disputes[name] = nil
        }
    }
}

internal import RevenueModel
internal import SagaModel
internal import Workflows

/// One request that the saga of a payment would send, in order.
package struct PaymentStep: Codable, Equatable, Sendable {
    package let step: String
    package let system: String
    /// The documents that it names.
    package let about: String
}

extension PaymentStep {
    /// The workflow's own steps, gone through with what is open at that moment; nothing where no saga begins.
    static func steps(of event: PaymentEvent, _ fixture: PaymentFixture, _ book: CashBook) -> [Self] {
        guard let movement = event.movement(in: fixture.legalEntity),
            event.subject.isEmpty || movement.kind != .received
        else { return [] }
        var facts = PaymentFacts(
            movement: movement,
            rules: CashRules(
                tolerance: fixture.policy.tolerance[movement.amount.currency],
                overpayment: fixture.policy.overpayment,
                unmatched: fixture.policy.unmatched
            )
        )
        if let receipt = book.receipts[event.subject], movement.amount.isZero {
            facts.movement.amount = receipt.receipt.amount
        }
        let books = Books(book: book)
        let story = Rehearsal(event.id, facts: facts, reply: books.reply)
        return story.play(PaymentToReceivables().definition).scenes.map { scene in
            Self(step: scene.step.rawValue, system: scene.request.system.rawValue, about: scene.request.about)
        }
    }

    /// Systems that know what the receivables know.
    private struct Books: Sendable {
        let book: CashBook

        func reply(_ request: RevenueRequest) -> RevenueReply {
            switch request {
            case .billing(.openItems(let query)):
                let items = self.book.items.values.filter {
                    $0.customer == query.account || query.documents.contains($0.document)
                }
                return RevenueReply(openItems: items.sorted { $0.document < $1.document })
            case .billing(.payment(let id)): return self.payment(id)
            case .crm, .billing, .support, .success, .erp, .bank, .sagas: return RevenueReply(reference: "simulated")
            }
        }

        private func payment(_ id: String) -> RevenueReply {
            guard let state = self.book.receipts[id] else { return RevenueReply() }
            let documents = state.applications.compactMap { application -> (String, Application)? in
                guard case .document(let document) = application.target else { return nil }
                return (document, application)
            }
            let settlements = documents.enumerated().map { index, use in
                InvoiceSettlement(
                    number: "\(id):\(index + 1)",
                    payment: id,
                    invoice: use.0,
                    account: state.receipt.customer,
                    amount: use.1.amount,
                    writtenOff: use.1.writtenOff,
                    deduction: .zero(use.1.amount.currency),
                    settledOn: state.receipt.receivedOn
                )
            }
            let movement = CashMovement(
                .received,
                id: id,
                account: state.receipt.customer,
                legalEntity: state.receipt.legalEntity,
                amount: state.receipt.amount,
                movedOn: state.receipt.receivedOn
            )
            return RevenueReply(movement: movement, settlements: settlements)
        }
    }
}

extension RevenueRequest {
    /// What it is about, for people.
    fileprivate var about: String {
        switch self {
        case .erp(.postJournal(let entry)): entry.number
        case .erp(.applyCash(let payment)): "\(payment.amount) of \(payment.id) to \(payment.invoice)"
        case .erp(.reversePayment(let reversal)): reversal.document
        case .billing(.recordSettlement(let settlement)), .billing(.recordReturn(let settlement)): settlement.invoice
        case .billing(.recordCash(let movement)): movement.id
        case .support(.openDeduction(let settlement)): "\(settlement.deduction) of \(settlement.invoice)"
        case .sagas(.announce(let announcement)): announcement.id
        case .crm(.tellPaid(let movement, _)): movement.id
        case .billing(.openItems(let query)): query.account ?? query.documents.joined(separator: ", ")
        case .billing(.payment(let id)): id
        case .crm, .billing, .support, .success, .erp, .bank, .sagas: ""
        }
    }
}

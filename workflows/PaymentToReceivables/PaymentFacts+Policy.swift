import RevenueModel
import SagaModel

extension PaymentFacts {
    /// What policies of payment-to-receivables may ask about.
    static let exposed: [PolicyFact<PaymentFacts>] = [
        PolicyFact("payment", .text, "The movement's id, known from the start: PAY-77.") { .text($0.movement.id) },
        PolicyFact("kind", .text, "What moved: received, returned, charged-back, refunded, refund-returned.") {
            .text($0.movement.kind.rawValue)
        },
        PolicyFact("amount", .money, "The money that moved, known from the start.") {
            .money($0.movement.amount.decimal, $0.movement.amount.currency.code)
        },
        PolicyFact("currency", .text, "The money's currency, known from the start: EUR.") {
            .text($0.movement.amount.currency.code)
        },
        PolicyFact("account", .text, "The customer's id, known once it is clear whose money it is.") {
            $0.movement.account.map { .text($0) }
        },
        PolicyFact("legalEntity", .text, "The company whose money it is, known with the customer.") {
            $0.movement.legalEntity.map { .text($0) }
        },
        PolicyFact("original", .text, "The payment that is taken or paid back; only where there is one.") {
            $0.movement.original.map { .text($0) }
        },
        PolicyFact("invoice", .text, "The invoice that is settled, or opened again, next.") {
            $0.invoice.map { .text($0) }
        },
        PolicyFact("basis", .text, "How it was found out what the money pays: remittance, exact-amount, none.") {
            $0.plan.map { .text($0.basis.rawValue) }
        },
        PolicyFact("unapplied", .money, "What no document gets, known once it is matched.") {
            $0.plan.flatMap { .money($0.unapplied.decimal, $0.unapplied.currency.code) }
        },
        PolicyFact(
            "postingDate",
            .date,
            "The day the money moved, which decides the period; a cut-off may move it.",
            redate: { facts, day in facts.postedOn = LocalDate(day) ?? facts.postedOn },
            value: { .date($0.postedOn.description) }
        ),
    ]

    private var invoice: String? {
        switch self.movement.kind {
        case .received: self.settlement.invoice.isEmpty ? nil : self.settlement.invoice
        case .returned, .chargedBack, .refunded, .refundReturned:
            self.returned.invoice.isEmpty ? nil : self.returned.invoice
        }
    }
}

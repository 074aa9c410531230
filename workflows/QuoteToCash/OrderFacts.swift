package import RevenueModel
import SagaModel

/// What quote-to-cash knows: the order as it was accepted, and what the other systems taught on the way.
package struct OrderFacts: SagaFacts {
    package var order: Order
    /// Counts the attempts at this order: 2 after a compensated one was started again.
    package var generation: Int
    package var salesOrder: String?
    package var subscription: String?
    package var entitlement: String?
    /// As billing drew it up; posted to the ERP unchanged.
    package var invoice: Invoice?
    /// The ERP's own id of the posted invoice.
    package var receivable: String?
    package var payment: Payment?
    package var cashApplication: String?

    package init(order: Order, generation: Int = 1) {
        self.order = order
        self.generation = generation
    }

    /// From posting to the due date.
    var paymentTerms: Span {
        guard let invoice else { return .days(30) }
        return .days(max(1, invoice.dueOn.daysSinceEpoch - invoice.issuedOn.daysSinceEpoch))
    }

    /// What is posted.
    ///
    /// Without billing's draft it has no number, and an adapter refuses to send a nameless document.
    var invoiceToPost: Invoice { self.invoice ?? Invoice(unnumbered: self.order) }

    /// What is applied.
    ///
    /// Without a payment it has no id, and an adapter refuses it likewise.
    var paymentToApply: Payment {
        let nothing = Money.zero(self.invoiceToPost.total.currency)
        return self.payment
            ?? Payment(
                id: "",
                invoice: self.invoiceNumber,
                account: self.order.account.id,
                amount: nothing,
                receivedOn: self.order.orderedOn
            )
    }

    /// Billing's number once there is a draft; before that the order's, which no ERP would take for an invoice.
    var invoiceNumber: String { self.invoice?.number ?? self.order.id }
}

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
    /// The one that settled the invoice.
    package var payment: Payment?

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

    /// Keeps the ERP from collecting what was posted while a hold came.
    var disputeFlag: InvoiceHold {
        InvoiceHold(
            id: "\(self.order.id)-DISPUTE",
            invoice: self.invoiceNumber,
            reason: "a hold came while it was being posted",
            placedOn: self.invoiceToPost.issuedOn
        )
    }

    /// For whoever asks the customer for the money.
    var overdueAnnouncement: Announcement { Announcement("invoice-overdue", about: self.invoiceNumber) }

    /// Billing's number once there is a draft; before that the order's, which no ERP would take for an invoice.
    var invoiceNumber: String { self.invoice?.number ?? self.order.id }
}

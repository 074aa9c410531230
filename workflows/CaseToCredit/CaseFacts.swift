package import RevenueModel
import SagaModel

/// What case-to-credit knows: the case as support took it up, and what the other systems taught on the way.
package struct CaseFacts: SagaFacts {
    package var supportCase: SupportCase
    /// Counts the attempts at this case: 2 after a compensated one was started again.
    package var generation: Int
    /// Whether the ERP has a dispute flag that can be set from outside.
    package var canFlag: Bool
    package var entitlement: String?
    /// The invoice as billing knew it when it was asked last.
    package var standing: InvoiceStanding?
    /// What had left before the hold, by idempotency key.
    package var underWay: [String]?
    package var resolution: CaseResolution?
    /// How often the invoice was found to be a draft still, since support decided.
    package var drafts = 0
    /// How often a credit was drawn up, since support decided.
    package var plans = 0
    /// Whether the latest look at the invoice led to another credit than the one before.
    package var hasNewPlan = false
    /// The posting date, where it is not the day of the resolution.
    package var postedOn: LocalDate?
    /// The ERP's own id of the credit memo.
    package var creditMemo: String?
    /// What was open of the invoice once it was credited.
    package var left: Money?
    /// The ERP's own id of the entry that takes revenue back.
    package var journal: String?
    /// Where a refund goes after the bank refused an earlier account.
    package var correctedPayee: Payee?
    /// The bank's name for the message that asks for the refund.
    package var refundMessage: String?
    /// What the bank said of each refund that it refused.
    package var refusedRefunds: [RefundReport]?
    /// What the bank said of the one that it pays.
    package var paidRefund: RefundReport?

    package init(supportCase: SupportCase, generation: Int = 1, canFlag: Bool = true) {
        self.supportCase = supportCase
        self.generation = generation
        self.canFlag = canFlag
    }

    /// The invoice in question; before billing has found it, the one that the customer named.
    package var invoiceNumber: String { self.standing?.invoice.number ?? self.supportCase.invoice ?? "" }

    /// Under this name the hold stands everywhere, beside the holds of other cases.
    var holdID: String { self.supportCase.id + self.suffix }

    /// The credit memo's number in every system.
    package var creditNumber: String { "CR-\(self.supportCase.id)\(self.suffix)" }

    private var suffix: String { self.generation > 1 ? "-G\(self.generation)" : "" }

    package var hold: InvoiceHold {
        InvoiceHold(
            id: self.holdID,
            invoice: self.invoiceNumber,
            reason: "case \(self.supportCase.id): \(self.supportCase.subject)",
            placedOn: self.supportCase.openedOn,
            line: self.supportCase.scope == .line ? self.supportCase.line : nil,
            account: self.supportCase.scope == .account ? self.supportCase.account : nil
        )
    }
}

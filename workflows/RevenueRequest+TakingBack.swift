import RevenueModel
import SagaModel

// Documents that one saga makes and another may take back: a payment that the bank returns, a hold.
extension RevenueRequest {
    package var makes: String? {
        if case .bank(.payRefund(let refund)) = self { return "refund \(refund.number)" }
        guard case .erp(let request) = self else { return nil }
        switch request {
        case .postInvoice(let invoice): return "invoice \(invoice.number)"
        case .placeHold(let hold): return "hold \(hold.id) of \(hold.invoice)"
        case .postCredit(let credit): return "credit \(credit.number)"
        case .applyCash(let payment): return "payment \(payment.id)"
        // Its reversal is an entry beside it.
        case .postJournal: return nil
        case .validate, .createSalesOrder, .cancelSalesOrder, .changeSalesOrder, .reverseInvoice, .releaseHold,
            .reverseCredit, .reverseJournal, .reversePayment:
            return nil
        }
    }

    package var takesBack: String? {
        guard case .erp(let request) = self else { return nil }
        switch request {
        case .reverseInvoice(let reversal): return "invoice \(reversal.document)"
        case .releaseHold(let hold): return "hold \(hold.id) of \(hold.invoice)"
        case .reverseCredit(let reversal): return "credit \(reversal.document)"
        case .reversePayment(let reversal): return "payment \(reversal.document)"
        case .validate, .createSalesOrder, .cancelSalesOrder, .changeSalesOrder, .postInvoice, .placeHold, .postCredit,
            .postJournal, .reverseJournal, .applyCash:
            return nil
        }
    }
}

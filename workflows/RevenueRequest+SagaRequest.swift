package import RevenueModel
import SagaModel

// Here the two models meet: what revenue operations ask for is what a saga may send.
extension RevenueRequest: SagaRequest {
    package typealias Reply = RevenueReply

    package var target: String { self.system.rawValue }

    /// Billing's draft is more than its number: what it comes to is posted, so it must be found.
    package func reply(stating reference: String?) -> RevenueReply? {
        if case .billing(.draftInvoice) = self { return nil }
        return RevenueReply(reference: reference)
    }

    package var isPosting: Bool {
        switch self {
        // What the bank pays is booked by a saga of its own.
        case .crm, .billing, .support, .success, .bank, .sagas: return false
        case .erp(let request):
            switch request {
            case .validate, .createSalesOrder, .cancelSalesOrder, .changeSalesOrder, .placeHold, .releaseHold:
                return false
            case .postInvoice, .reverseInvoice, .postCredit, .reverseCredit, .postJournal, .reverseJournal,
                .applyCash, .reversePayment:
                return true
            }
        }
    }
}

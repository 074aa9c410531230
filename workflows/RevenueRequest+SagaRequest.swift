package import RevenueModel
import SagaModel

// Here the two models meet: what revenue operations ask for is what a saga may send.
extension RevenueRequest: SagaRequest {
    package typealias Reply = RevenueReply

    package var target: String { self.system.rawValue }

    package var isPosting: Bool {
        switch self {
        case .crm, .billing, .support, .success: return false
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

import RevenueModel
import SagaModel

extension CaseFacts {
    /// Whether a reply is the resolution of this case.
    func isResolved(by reply: RevenueReply) -> Bool { reply.resolution?.supportCase == self.supportCase.id }
}

extension When where Facts == CaseFacts {
    static let isUnentitled = Self("the customer is not entitled to support") { $0.entitlement == nil }

    static let isUnlinked = Self("no invoice is in question") { $0.standing == nil }

    static let canBeFlagged = Self("the invoice is posted and the ERP has a flag") {
        $0.canFlag && $0.standing?.isIssued ?? false
    }

    static let cameLate = Self("something had left before the hold") { !($0.underWay ?? []).isEmpty }

    static let isUpheld = Self("nothing is to be credited") { $0.resolution?.outcome != .customer }

    static let isUnposted = Self("the invoice is not posted yet") { !($0.standing?.isIssued ?? false) }

    static let isUnpostedForLong = Self("the invoice was looked at often enough") {
        !($0.standing?.isIssued ?? false) && $0.drafts > CaseFacts.looks.count
    }

    static let isFirstLook = Self("its own hold may keep the invoice from being posted") { $0.drafts <= 1 }

    static let mayBePlannedAnew = Self("the invoice may be another by now") {
        $0.plans < CaseFacts.mostPlans && ($0.plans <= 1 || $0.hasNewPlan)
    }

    static let isImpossible = Self("the credit cannot be given") { $0.memo == nil }

    static let hasRecognisedRevenue = Self("a part of it was recognised") { !$0.adjustmentToPost.lines.isEmpty }

    static let isPaidByBank = Self("the bank pays something back") { $0.isPaidByBank }

    static let isNotPaidByBank = Self("the bank pays nothing back") { !$0.isPaidByBank }

    static let leavesNothing = Self("nothing is open of the invoice any more") { $0.left?.isZero ?? false }

    static let isCredited = Self("something was credited") { $0.memo != nil }
}

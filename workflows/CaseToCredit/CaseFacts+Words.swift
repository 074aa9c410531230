internal import RevenueModel

extension CaseFacts: RevenueFacts {
    package var outcome: String? {
        guard let memo, self.creditMemo != nil else { return nil }
        let posted = "credit \(memo.number) over \(memo.total) is posted for \(memo.invoice)"
        guard let excess = try? memo.total.subtracting(memo.applied), excess.isPositive else { return posted }
        guard self.refund.isPositive else { return "\(posted); \(excess) of it stays with the customer" }
        return "\(posted); \(self.refund) of it \(self.wayBack)"
    }

    private var wayBack: String {
        guard self.isPaidByBank else { return "is left to billing to pay back, as no bank account was named" }
        if let paidRefund { return "is paid back by the bank as \(paidRefund.refund)" }
        return self.trouble ?? "is to be paid back by the bank as \(self.refundNumber)"
    }

    package var trouble: String? {
        guard let refused = self.refusals.last, self.paidRefund == nil, self.correctedPayee == nil else { return nil }
        return "the bank does not pay \(refused.refund): \(refused.reason ?? "it gives no reason")"
    }

    package var correction: Correction? {
        guard let memo, self.creditMemo != nil else { return nil }
        return Correction(
            stays: "credit \(memo.number) over \(memo.total)",
            remedy: "an invoice of its own, or a reversal of \(memo.number) in the ERP",
            document: memo.number
        )
    }

    package var awaited: String? { self.supportCase.id }
}

internal import RevenueModel

extension CaseFacts: RevenueFacts {
    package var outcome: String? {
        guard let memo, self.creditMemo != nil else { return nil }
        let posted = "credit \(memo.number) over \(memo.total) is posted for \(memo.invoice)"
        guard let excess = try? memo.total.subtracting(memo.applied), excess.isPositive else { return posted }
        return "\(posted); \(excess) of it \(self.refund.isPositive ? "goes back to" : "stays with") the customer"
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

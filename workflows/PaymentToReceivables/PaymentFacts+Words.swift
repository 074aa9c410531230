import RevenueModel

extension PaymentFacts: RevenueFacts {
    package var outcome: String? {
        guard self.entry != nil else {
            return self.isIdentified ? "\(self.movement.amount) moved, and is not booked" : nil
        }
        let money = "\(self.movement.amount) of \(self.movement.id)"
        switch self.movement.kind {
        case .received: return "\(money) is booked, \(self.applied)"
        case .returned:
            let count = self.settlements?.count ?? 0
            return "\(money) is booked back, and \(self.done) of \(count) invoices are open again"
        case .chargedBack:
            let verdict = self.verdict.map { "the case is \($0.rawValue)" } ?? "the case is not decided"
            return "\(money) is booked as disputed, and \(verdict)"
        case .refunded: return "\(money) is booked as paid back"
        case .refundReturned: return "\(money) is booked as come back, and the customer is owed it"
        }
    }

    package var correction: Correction? {
        guard self.entry != nil else { return nil }
        return Correction(
            stays: "the entry of \(self.movement.amount) as \(self.movement.id)",
            remedy: "the bank's own return of \(self.movement.id), or a refund",
            document: self.movement.id
        )
    }

    package var awaited: String? { self.movement.id }

    private var applied: String {
        if self.isRecalled == true { return "and the bank took it back before it was applied" }
        guard let plan else { return "and not yet applied" }
        guard !plan.allocations.isEmpty else { return "and belongs to no invoice yet" }
        let names = plan.allocations.prefix(self.done).map(\.document)
        let settled = names.isEmpty ? "and not yet applied" : "and applied to \(names.joined(separator: ", "))"
        return self.hasMoreToApply ? "\(settled), with more to follow" : settled
    }
}

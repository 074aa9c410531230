/// Finds what a receipt pays: the payer's advice, the exact amount, the only combination, the oldest debt.
///
/// Disputed amounts are not matched, only an explicit advice may name them.
package struct CashMatcher: Sendable {
    package let policy: CashPolicy

    package init(policy: CashPolicy = CashPolicy()) { self.policy = policy }

    package func plan(for receipt: CashReceipt, items: [OpenItem]) throws -> CashPlan {
        guard receipt.amount.isPositive else { throw CashError.notPositive(receipt.amount, receipt: receipt.id) }
        if !receipt.remittance.isEmpty { return try self.follow(receipt, items) }
        return try self.search(receipt, self.candidates(for: receipt, among: items))
    }

    private func candidates(for receipt: CashReceipt, among items: [OpenItem]) throws(MoneyError) -> [Candidate] {
        var candidates: [Candidate] = []
        for item in items where item.customer == receipt.customer && item.legalEntity == receipt.legalEntity {
            guard item.gross.currency == receipt.amount.currency else { continue }
            let candidate = Candidate(item: item, open: try item.collectible())
            if candidate.open.isPositive { candidates.append(candidate) }
        }
        return candidates.sorted { ($0.item.dueOn, $0.item.document) < ($1.item.dueOn, $1.item.document) }
    }

    private func follow(_ receipt: CashReceipt, _ items: [OpenItem]) throws -> CashPlan {
        try Self.check(receipt)
        var allocations: [CashPlan.Allocation] = []
        for line in receipt.remittance {
            guard let item = items.first(where: { $0.document == line.document }) else { continue }
            guard item.customer == receipt.customer else {
                throw CashError.otherCustomer(receipt: receipt.id, document: line.document)
            }
            // The money is here: what exceeds the document by now stays with the receipt.
            let open = try item.open()
            let amount = try line.amount.least(open)
            guard amount.isPositive else { continue }
            allocations.append(try self.allocation(amount, of: open, to: item, isInstalment: line.isInstalment))
        }
        return try self.plan(receipt, .remittance, allocations)
    }

    private static func check(_ receipt: CashReceipt) throws {
        var seen: Set<String> = []
        for line in receipt.remittance {
            guard line.amount.isPositive else { throw CashError.notPositive(line.amount, receipt: receipt.id) }
            guard seen.insert(line.document).inserted else {
                throw CashError.duplicateAllocation(receipt: receipt.id, document: line.document)
            }
        }
        let asked = try Money.sum(receipt.remittance.map(\.amount), in: receipt.amount.currency)
        if try receipt.amount.isLess(than: asked) {
            throw CashError.exceedsReceipt(receipt: receipt.id, asked: asked, left: receipt.amount)
        }
    }

    private func search(_ receipt: CashReceipt, _ candidates: [Candidate]) throws -> CashPlan {
        let exact = candidates.filter { $0.open == receipt.amount }
        if exact.count == 1 { return try self.pay(exact, receipt, .exactAmount) }
        if exact.isEmpty, let only = Combination.only(of: candidates, sum: receipt.amount.minorUnits) {
            return try self.pay(only, receipt, .uniqueCombination)
        }
        let near = try candidates.filter { self.policy.tolerates(try $0.open.subtracting(receipt.amount)) }
        if exact.isEmpty, near.count == 1 { return try self.pay(near, receipt, .withinTolerance) }
        switch self.policy.unmatched {
        case .oldestFirst where !candidates.isEmpty: return try self.pay(candidates, receipt, .oldestFirst)
        case .oldestFirst, .keepUnapplied: return try self.plan(receipt, .none, [])
        }
    }

    private func pay(_ candidates: [Candidate], _ receipt: CashReceipt, _ basis: CashPlan.Basis) throws -> CashPlan {
        var left = receipt.amount
        var allocations: [CashPlan.Allocation] = []
        for candidate in candidates where left.isPositive {
            let amount = try candidate.open.least(left)
            left = try left.subtracting(amount)
            allocations.append(try self.allocation(amount, of: candidate.open, to: candidate.item, isInstalment: true))
        }
        return try self.plan(receipt, basis, allocations)
    }

    private func allocation(
        _ amount: Money,
        of open: Money,
        to item: OpenItem,
        isInstalment: Bool
    ) throws(MoneyError) -> CashPlan.Allocation {
        let nothing = Money.zero(amount.currency)
        let short = try open.subtracting(amount)
        let isTolerated = self.policy.tolerates(short)
        return CashPlan.Allocation(
            document: item.document,
            amount: amount,
            writtenOff: isTolerated ? short : nothing,
            deduction: isTolerated || isInstalment ? nothing : short
        )
    }

    private func plan(
        _ receipt: CashReceipt,
        _ basis: CashPlan.Basis,
        _ allocations: [CashPlan.Allocation]
    ) throws(MoneyError) -> CashPlan {
        let nothing = Money.zero(receipt.amount.currency)
        let rest = try receipt.amount.subtracting(Money.sum(allocations.map(\.amount), in: nothing.currency))
        var plan = CashPlan(
            basis: basis,
            allocations: allocations,
            unapplied: nothing,
            surplus: nothing,
            customerCredit: nothing
        )
        switch self.policy.overpayment {
        // A surplus is what is left of a payment that paid something; money for nobody knows what is none.
        case .writeOff where !allocations.isEmpty: plan.surplus = rest
        case .writeOffWithinTolerance where !allocations.isEmpty && self.policy.tolerates(rest): plan.surplus = rest
        case .customerCredit where !allocations.isEmpty: plan.customerCredit = rest
        case .keepUnapplied, .writeOff, .writeOffWithinTolerance, .customerCredit: plan.unapplied = rest
        }
        return plan
    }
}

/// A document that money may be meant for.
struct Candidate {
    let item: OpenItem
    let open: Money
}

/// One modification of what was promised.
struct RevenueStep {
    let before: ContractVersion
    let after: ContractVersion
    /// The first day that differs.
    let day: LocalDate
    let fold: RevenueFold

    func decision(_ amendment: ContractAmendment) throws(MoneyError) -> TreatmentDecision {
        let derivation = KindDerivation(before: self.before, after: self.after, amendment: amendment, day: self.day)
        var kind = amendment.kind
        if kind == nil { kind = try derivation.kind() }
        let added = self.added
        let facts = ModificationFacts(
            kind: kind?.rawValue ?? "",
            addsDistinctGoods: !added.isEmpty && self.isAddition,
            isPricedStandalone: added.allSatisfy { $0.discount == nil && $0.standalonePrice == $0.unitPrice }
        )
        return self.fold.simulation.accounting.treatment.decide(facts)
    }

    /// The terms of charges of which more is sold than before.
    private var added: [ChargeTerms] {
        self.after.charges.compactMap { timeline in
            guard let terms = timeline.terms(on: self.day) else { return nil }
            guard let old = self.before[timeline.charge]?.terms(on: self.day) else { return terms }
            return terms.quantity.isMore(than: old.quantity) ? terms : nil
        }
    }

    /// Nothing else changed: what was sold is still sold, at its price.
    private var isAddition: Bool {
        guard self.before.until == self.after.until else { return false }
        return self.before.charges.allSatisfy { timeline in
            guard let old = timeline.terms(on: self.day) else { return true }
            guard var new = self.after[timeline.charge]?.terms(on: self.day) else { return false }
            guard !old.quantity.isMore(than: new.quantity) else { return false }
            new.quantity = old.quantity
            return new == old
        }
    }

    func apply(
        to arrangement: inout RevenueArrangement,
        change: Money,
        _ decision: TreatmentDecision
    ) throws(MoneyError) {
        let writer = self.fold.writer
        let remaining: [PerformanceObligation]
        switch decision.treatment {
        case .separateContract: remaining = try self.increments(writer)
        case .prospective, .combination: remaining = try writer.promises(self.after, from: self.day)
        case .catchUp: remaining = try writer.promises(self.after, from: self.after.from)
        }
        guard !remaining.isEmpty else {
            try self.end(&arrangement, change, decision)
            return
        }
        let modification = Modification(day: self.day, remaining: remaining, priceChange: change)
        let (changed, separate) = try arrangement.modified(by: modification, decision: decision)
        arrangement = changed
        if let separate { try arrangement.absorb(separate, from: self.day, decision) }
    }

    /// What is promised beyond what was promised before.
    private func increments(_ writer: PromiseWriter) throws(MoneyError) -> [PerformanceObligation] {
        let old = try writer.promises(self.before, from: self.day)
        var increments: [PerformanceObligation] = []
        for promise in try writer.promises(self.after, from: self.day) {
            var promise = promise
            if let known = old.first(where: { $0.id == promise.id }) {
                promise.standalone = try promise.standalone.subtracting(known.standalone)
            }
            if promise.standalone.isPositive { increments.append(promise) }
        }
        return increments
    }

    /// Nothing is left to render: what the customer owes beyond what was earned is earned on the day.
    private func end(
        _ arrangement: inout RevenueArrangement,
        _ change: Money,
        _ decision: TreatmentDecision
    ) throws(MoneyError) {
        let price = try arrangement.price.adding(change)
        arrangement = try arrangement.cancelled(on: self.day, decision: decision)
        let left = try price.subtracting(arrangement.price)
        arrangement.earn(left, of: arrangement.obligations.first ?? "", .once(self.day))
        arrangement.price = price
    }
}

extension Decimal {
    fileprivate func isMore(than other: Self) -> Bool {
        Int128(self.coefficient) * Int128(other.denominator) > Int128(other.coefficient) * Int128(self.denominator)
    }
}

extension RevenueArrangement {
    /// Takes in what was added as a contract of its own, so that the next modification sees both.
    fileprivate mutating func absorb(
        _ separate: Self,
        from day: LocalDate,
        _ decision: TreatmentDecision
    ) throws(MoneyError) {
        self.price = try self.price.adding(separate.price)
        self.streams += separate.streams
        let obligations = separate.versions.flatMap(\.obligations)
        let amounts = separate.versions.first?.amounts ?? [:]
        self.versions.append(Version(from: day, decision: decision, obligations: obligations, amounts: amounts))
    }
}

/// Finds the word for an amendment by comparing what was agreed before with what is agreed after.
struct KindDerivation {
    let before: ContractVersion
    let after: ContractVersion
    let amendment: ContractAmendment
    /// The first day that differs.
    let day: LocalDate

    func kind() throws(MoneyError) -> AmendmentKind {
        if self.amendment.reverses != nil { return .reversal }
        if self.amendment.changes.contains(where: \.isRamp) { return .ramp }
        if let pause = self.pause { return pause }
        let (old, new) = (self.sold(self.before), self.sold(self.after))
        if self.after.until != self.before.until { return self.term(old, new) }
        if new.isEmpty, !old.isEmpty { return self.day > self.amendment.effectiveOn ? .cancelAtEnd : .cancel }
        // In order, as a dictionary has none: the same amendment is called the same each time.
        let added = new.keys.filter { old[$0] == nil }.sorted()
        let removed = old.keys.filter { new[$0] == nil }
        if !added.isEmpty, !removed.isEmpty { return try self.direction(else: .swap) }
        if let charge = added.first { return self.addition(charge, new) }
        if !removed.isEmpty { return .contract }
        return try self.revision(old, new)
    }

    private func sold(_ version: ContractVersion) -> [String: ChargeTerms] {
        var sold: [String: ChargeTerms] = [:]
        for timeline in version.charges { sold[timeline.charge] = timeline.terms(on: self.day) }
        return sold
    }

    private var pause: AmendmentKind? {
        func isPaused(_ version: ContractVersion) -> Bool {
            version.charges.flatMap(\.phases).contains { $0.isPaused && $0.time.contains(self.day) }
        }
        switch (isPaused(self.before), isPaused(self.after)) {
        case (false, true): return .pause
        case (true, false): return .resume
        case (true, true), (false, false): return nil
        }
    }

    private func term(_ old: [String: ChargeTerms], _ new: [String: ChargeTerms]) -> AmendmentKind {
        let isMoved = old.contains { charge, terms in new[charge].map { $0.calendar != terms.calendar } == true }
        if isMoved { return .earlyRenewal }
        return self.after.until > self.before.until ? .extend : .shorten
    }

    private func addition(_ charge: String, _ new: [String: ChargeTerms]) -> AmendmentKind {
        guard let calendar = new[charge]?.calendar, calendar.period(containing: self.day).from != self.day else {
            return .expand
        }
        return new.contains { $0.key != charge && $0.value.calendar == calendar } ? .coterm : .expand
    }

    private func revision(_ old: [String: ChargeTerms], _ new: [String: ChargeTerms]) throws(MoneyError)
        -> AmendmentKind
    {
        for (charge, terms) in old.sorted(by: { $0.key < $1.key }) {
            guard let next = new[charge], next != terms else { continue }
            if next.payer != terms.payer { return .transfer }
            if next.calendar.cycle != terms.calendar.cycle { return .termChange }
            if next.calendar != terms.calendar { return .anchorChange }
            if next.item != terms.item { return try self.direction(else: .swap) }
            if next.quantity != terms.quantity { return try self.direction(up: .expand, down: .contract, else: .other) }
            return .priceChange
        }
        return .other
    }

    private func direction(
        up: AmendmentKind = .upgrade,
        down: AmendmentKind = .downgrade,
        else equal: AmendmentKind
    ) throws(MoneyError) -> AmendmentKind {
        let (old, new) = (try self.before.monthlyRate(on: self.day), try self.after.monthlyRate(on: self.day))
        return new == old ? equal : new > old ? up : down
    }
}

extension ContractChange {
    fileprivate var isRamp: Bool {
        guard case .ramp = self else { return false }
        return true
    }
}

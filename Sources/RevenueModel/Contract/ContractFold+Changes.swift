extension ContractFold {
    mutating func apply(_ amendment: ContractAmendment) throws(MoneyError) {
        for change in amendment.changes {
            self.apply(change, on: self.start(of: change, amendment))
        }
        for index in self.version.charges.indices {
            self.version.charges[index].phases = self.version.charges[index].phases.coalesced()
        }
    }

    /// The day from which a change holds.
    func start(of change: ContractChange, _ amendment: ContractAmendment) -> LocalDate {
        switch amendment.start {
        case .atOnce: return self.afterUsedDay(change, amendment.effectiveOn)
        case .atTermEnd: return max(self.version.until, amendment.effectiveOn)
        case .atPeriodEnd:
            let timelines = self.indices(of: change.charge).map { self.version.charges[$0] }
            let ends = timelines.compactMap { timeline in
                timeline.terms(on: amendment.effectiveOn)?.calendar.period(containing: amendment.effectiveOn).until
            }
            return ends.max() ?? amendment.effectiveOn
        }
    }

    private func afterUsedDay(_ change: ContractChange, _ day: LocalDate) -> LocalDate {
        guard case .cancel = change, self.policy.cancelDay == .used else { return day }
        return day.adding(days: 1)
    }

    private mutating func apply(_ change: ContractChange, on day: LocalDate) {
        switch change {
        case .add(let line, let parent): self.add(self.aligned(line, with: parent, on: day))
        case .setQuantity(let charge, let quantity): self.revise(charge, from: day) { $0.terms.quantity = quantity }
        case .setPrice(let charge, let price): self.revise(charge, from: day) { $0.terms.unitPrice = price }
        case .setDiscount(let charge, let discount): self.revise(charge, from: day) { $0.terms.discount = discount }
        case .replace(let charge, let line):
            self.end(charge, on: day)
            self.add(self.aligned(line, with: nil, on: day))
        case .setCycle(let charge, let cycle, let price, let anchor):
            self.setCalendar(charge, from: day, anchor ?? self.policy.anchorRule, cycle)
            self.revise(charge, from: day) { $0.terms.unitPrice = price }
        case .setAnchor(let charge, let anchor): self.setCalendar(charge, from: day, anchor, nil)
        case .setTermEnd(let end): self.moveTermEnd(to: end)
        case .renew(let end):
            self.setCalendar(nil, from: day, .reset, nil)
            self.moveTermEnd(to: end)
        case .cancel(let charge): self.end(charge, on: day)
        case .pause(let charge): self.pause(charge, on: day)
        case .resume(let charge, let anchor): self.resume(charge, on: day, anchor ?? .keep)
        case .transfer(let payer, let anchor): self.transfer(to: payer, from: day, anchor ?? .keep)
        case .ramp(let charge, let steps): self.ramp(charge, steps)
        }
    }

    private func aligned(_ line: ContractLine, with parent: String?, on day: LocalDate) -> ContractLine {
        var line = line
        line.from = max(line.from, day)
        guard let parent, let timeline = self.version[parent],
            let terms = timeline.terms(on: line.from) ?? timeline.phases.last?.terms
        else { return line }
        line.terms.calendar.anchor = terms.calendar.anchor
        line.terms.calendar.anchorDay = terms.calendar.anchorDay
        return line
    }

    private mutating func setCalendar(
        _ charge: String?,
        from day: LocalDate,
        _ anchor: AnchorRule,
        _ cycle: BillingCycle?
    ) {
        self.revise(charge, from: day) { phase in
            let before = phase.terms.calendar
            phase.terms.calendar = anchor.calendar(cycle ?? before.cycle, before: before, from: day)
        }
    }

    private mutating func transfer(to payer: String, from day: LocalDate, _ anchor: AnchorRule) {
        self.revise(nil, from: day) { phase in
            let before = phase.terms.calendar
            phase.terms.payer = payer
            phase.terms.calendar = anchor.calendar(before.cycle, before: before, from: day)
        }
    }

    private mutating func ramp(_ charge: String, _ steps: [RampStep]) {
        for step in steps {
            self.revise(charge, from: step.from) { phase in
                phase.terms.quantity = step.quantity ?? phase.terms.quantity
                phase.terms.unitPrice = step.unitPrice ?? phase.terms.unitPrice
            }
        }
    }
}

extension ContractChange {
    /// The charge that is changed; `nil` for all, or for a new one.
    package var charge: String? {
        switch self {
        case .setQuantity(let charge, _), .setPrice(let charge, _), .setDiscount(let charge, _),
            .replace(let charge, _), .setCycle(let charge, _, _, _), .ramp(let charge, _):
            charge
        case .setAnchor(let charge, _), .cancel(let charge), .pause(let charge), .resume(let charge, _): charge
        case .add(_, let parent): parent
        case .setTermEnd, .renew, .transfer: nil
        }
    }
}

extension Contract {
    /// What is agreed after these amendments, which hold in the order of effective date and sequence.
    ///
    /// A reversed amendment is left out as if it had never been.
    package func version(
        after amendments: [ContractAmendment],
        policy: BillingPolicy = BillingPolicy()
    ) throws(MoneyError) -> ContractVersion {
        var fold = ContractFold(self, policy)
        for amendment in Self.effective(amendments) { try fold.apply(amendment) }
        fold.version.number = 1 + amendments.count
        return fold.version
    }

    /// The amendments that still count, in the order in which they hold.
    static func effective(_ amendments: [ContractAmendment]) -> [ContractAmendment] {
        var undone: Set<String> = []
        // A reversal may itself be taken back, so the latest word is heard first.
        for amendment in amendments.sorted(by: { $0.sequence > $1.sequence }) where !undone.contains(amendment.id) {
            if let target = amendment.reverses { undone.insert(target) }
        }
        return amendments.filter { !undone.contains($0.id) && $0.reverses == nil }
            .sorted(by: ContractAmendment.isBefore)
    }
}

/// Applies amendments to timelines, one after another.
struct ContractFold {
    var version: ContractVersion
    let policy: BillingPolicy
    private var pausedSince: [String: LocalDate] = [:]

    init(_ contract: Contract, _ policy: BillingPolicy) {
        self.policy = policy
        self.version = ContractVersion(
            number: 1,
            payer: contract.payer,
            from: contract.from,
            until: contract.until ?? .endless,
            charges: [],
            notes: []
        )
        for line in contract.lines { self.add(line) }
    }

    mutating func add(_ line: ContractLine) {
        guard let time = Interval(from: line.from, until: line.until ?? self.version.until) else {
            self.version.notes.append("\(line.charge) would end before it begins.")
            return
        }
        let phase = ChargePhase(time: time, terms: line.terms, isPaused: false)
        guard let index = self.version.charges.firstIndex(where: { $0.charge == line.charge }) else {
            self.version.charges.append(ChargeTimeline(charge: line.charge, kind: line.kind, phases: [phase]))
            return
        }
        // A charge that ended may be sold again; while it runs, it cannot be added a second time.
        guard self.version.charges[index].phases.allSatisfy({ !$0.time.overlaps(time) }) else {
            self.version.notes.append("\(line.charge) is sold already; change its quantity instead.")
            return
        }
        self.version.charges[index].phases.append(phase)
        self.version.charges[index].phases.sort { $0.time.from < $1.time.from }
    }

    /// Changes the terms of a charge from a day on; says so when there is nothing left to change.
    mutating func revise(_ charge: String?, from day: LocalDate, _ change: (inout ChargePhase) -> Void) {
        var isFound = false
        for index in self.indices(of: charge) {
            let phases = self.version.charges[index].phases
            isFound = isFound || phases.contains { $0.time.until > day }
            self.version.charges[index].phases = phases.flatMap { Self.revise($0, from: day, change) }.coalesced()
        }
        if !isFound { self.version.notes.append("On \(day) there is no \(charge ?? "charge") to change.") }
    }

    private static func revise(
        _ phase: ChargePhase,
        from day: LocalDate,
        _ change: (inout ChargePhase) -> Void
    ) -> [ChargePhase] {
        let (before, after) = phase.time.split(at: day)
        let kept = before.map { ChargePhase(time: $0, terms: phase.terms, isPaused: phase.isPaused) }
        var changed = after.map { ChargePhase(time: $0, terms: phase.terms, isPaused: phase.isPaused) }
        if var next = changed {
            change(&next)
            changed = next
        }
        return [kept, changed].compactMap(\.self)
    }

    /// Takes away what a charge would still have been sold from a day on.
    mutating func end(_ charge: String?, on day: LocalDate) {
        for index in self.indices(of: charge) {
            self.version.charges[index].phases = self.version.charges[index].phases.compactMap { phase in
                phase.time.split(at: day).before
                    .map { ChargePhase(time: $0, terms: phase.terms, isPaused: phase.isPaused) }
            }
        }
    }

    /// Moves the end of what ended with the contract.
    mutating func moveTermEnd(to end: LocalDate) {
        let before = self.version.until
        self.version.until = end
        for index in self.version.charges.indices {
            guard let last = self.version.charges[index].phases.last, last.time.until == before else { continue }
            if end < before {
                self.end(self.version.charges[index].charge, on: end)
            } else {
                self.extend(index, to: end)
            }
        }
    }

    mutating func extend(_ index: Int, to end: LocalDate) {
        guard let last = self.version.charges[index].phases.indices.last,
            let time = Interval(from: self.version.charges[index].phases[last].time.from, until: end)
        else { return }
        self.version.charges[index].phases[last].time = time
    }

    mutating func pause(_ charge: String?, on day: LocalDate) {
        for index in self.indices(of: charge) { self.pausedSince[self.version.charges[index].charge] = day }
        guard self.policy.pauseRule == .credit else { return }
        self.revise(charge, from: day) { $0.isPaused = true }
    }

    mutating func resume(_ charge: String?, on day: LocalDate, _ anchor: AnchorRule) {
        for index in self.indices(of: charge) {
            let name = self.version.charges[index].charge
            guard let since = self.pausedSince.removeValue(forKey: name) else { continue }
            switch self.policy.pauseRule {
            case .credit:
                self.revise(name, from: day) { phase in
                    phase.isPaused = false
                    let calendar = phase.terms.calendar
                    phase.terms.calendar = anchor.calendar(calendar.cycle, before: calendar, from: day)
                }
            case .extend:
                guard let last = self.version.charges[index].phases.last, last.time.until < .endless else { continue }
                self.extend(index, to: last.time.until.adding(days: since.days(until: day)))
            }
        }
    }

    func indices(of charge: String?) -> [Int] {
        self.version.charges.indices.filter { index in
            let timeline = self.version.charges[index]
            return charge.map { $0 == timeline.charge } ?? (timeline.kind == .recurring)
        }
    }
}

extension [ChargePhase] {
    /// Phases that touch and agree become one, so that a change to what is there already changes nothing.
    func coalesced() -> Self {
        var phases: Self = []
        for phase in self {
            guard let last = phases.last, last.time.until == phase.time.from, last.terms == phase.terms,
                last.isPaused == phase.isPaused, let time = Interval(from: last.time.from, until: phase.time.until)
            else {
                phases.append(phase)
                continue
            }
            phases[phases.count - 1].time = time
        }
        return phases
    }
}

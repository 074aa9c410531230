extension SagaMachine {
    /// The policy that the saga started with, and what it sees now.
    private var counsel: (policy: Policy, sheet: FactSheet)? {
        guard let policy = self.terms?.policy, let facts = self.facts else { return nil }
        return (policy, self.definition.sheet(facts))
    }

    /// Records a decision, unless the last one about the same thing was the same.
    mutating func record(_ decision: Decision) -> [Command] {
        let last = self.decisions.last {
            $0.matter == decision.matter && $0.subject == decision.subject && $0.step == decision.step
        }
        guard last != decision else { return [] }
        self.decisions.append(decision)
        return [.decided(decision)]
    }

    /// The order of a group, chosen when it is reached, and kept while it runs.
    mutating func stages(of group: Group<Facts, Request>, _ facts: Facts, _ commands: inout [Command]) -> Stages {
        let standard = self.terms?.sequences[group.name] ?? []
        guard let policy = self.terms?.policy else { return standard }
        let state = self.currentState?.name
        let place = "\(group.name)#\(state.flatMap { self.visits[$0] } ?? 1)"
        if let chosen = self.arranged[place] { return chosen }
        let members = group.steps.map { (step: $0.name, remote: $0.make(facts).remote) }
        let arrangement = policy.arrange(group.name, members, self.definition.sheet(facts))
        let stages = arrangement?.stages ?? standard
        self.arranged[place] = stages
        if let decision = arrangement?.decision { commands += self.record(decision) }
        return stages
    }

    /// Asks the policy about a step that wants to leave, and records what it says.
    mutating func consultPolicy(_ path: Path) -> [Command] {
        guard let (policy, sheet) = self.counsel, !path.isUndo, self.course == .forward else { return [] }
        let (step, isPosting) = (self.runs[path.run].step, self.isPosting(path))
        var commands: [Command] = []
        for (_, _, decision) in policy.approvals(before: step, sheet) { commands += self.record(decision) }
        for obstacle in self.obstacles.map(\.obstacle) where policy.stops(obstacle, step, isPosting: isPosting, sheet) {
            commands += self.record(policy.holdDecision(obstacle, step, sheet))
        }
        if let standing = self.standingCutoff(path) { commands += self.respect(standing, path) }
        return commands
    }

    /// How a step is taken back: as the policy chooses among what the definition offers, or by its undo.
    mutating func wayBack(_ step: Step<Facts, Request>) -> (make: Step<Facts, Request>.Make?, decided: [Command]) {
        guard let undo = step.undo, let (policy, sheet) = self.counsel else { return (step.undo, []) }
        let closed = Set(self.obstacles.map(\.obstacle).filter { $0.kind == .cutoff }.map(\.subject))
        guard let choice = policy.undo(of: step.name, closed: closed, sheet) else { return (undo, []) }
        return (choice.undo.flatMap { step.otherUndos[$0] } ?? undo, self.record(choice.decision))
    }

    func isPosting(_ path: Path) -> Bool { self[path].request.isPosting || self.step(path)?.isPivot == true }

    /// The gates that the policy puts before a step and that are shut now.
    func policyGates(_ path: Path, _ facts: Facts) -> [ShutGate] {
        guard let policy = self.terms?.policy else { return [] }
        let (step, sheet) = (self.runs[path.run].step, self.definition.sheet(facts))
        let asked = policy.approvals(before: step, sheet).filter { $0.decision.winner != nil }
            .compactMap { self.shut($0.gate, $0.subject, policy) }
        let isPosting = self.isPosting(path)
        let held = self.obstacles.filter { policy.stops($0.obstacle, step, isPosting: isPosting, sheet) }
            .map { self.shut($0, .hold, within: $0.obstacle.hold.flatMap { policy.holds[$0]?.within }) }
        let closed = self.standingCutoff(path).map { self.shut($0.obstacle, .cutoff, within: $0.rule.within) }
        return asked + held + (closed.map { [$0] } ?? [])
    }

    private func shut(_ name: GateName, _ subject: String, _ policy: Policy) -> ShutGate? {
        let approval = Approval(gate: name, subject: subject)
        guard !self.approvals.contains(approval) else { return nil }
        let rule = policy.approvals[name]
        return ShutGate(
            gate: Gate(approval: name) { _ in subject },
            subject: subject,
            obstacle: nil,
            declined: self.declined[approval],
            owner: rule?.owner,
            within: rule?.within
        )
    }

    private func shut(_ placed: PlacedObstacle, _ kind: Obstacle.Kind, within: Span?) -> ShutGate {
        let subject = placed.obstacle.subject
        return ShutGate(
            gate: Gate(kind) { _ in subject },
            subject: subject,
            obstacle: placed,
            declined: nil,
            within: within
        )
    }

    /// Why this approval does not count: not its role, too much for it, asked by the same person, or not asked for.
    func objection(to approval: Approval, by who: String, as role: RoleName?) -> String? {
        guard let (policy, sheet) = self.counsel, policy.approvals[approval.gate] != nil else { return nil }
        guard !self.approvals.contains(approval) else { return nil }
        guard self.isStanding(at: approval) else { return "the saga does not stand at this approval" }
        return policy.objection(to: approval.gate, by: who, as: role, startedBy: self.terms?.startedBy, sheet)
    }
}

// MARK: - periods

extension SagaMachine {
    /// A closed period in the way of a step.
    struct StandingCutoff {
        let name: RuleName
        let rule: CutoffRule
        let obstacle: PlacedObstacle
    }

    /// Decided when the step would leave, not when the saga started; what left already is not asked again.
    private func standingCutoff(_ path: Path) -> StandingCutoff? {
        guard let (policy, sheet) = self.counsel, !path.isUndo, self[path].state == .ready else { return nil }
        guard let (name, rule) = policy.cutoff(self.runs[path.run].step), let period = rule.period(sheet),
            let obstacle = self.closed(period)
        else { return nil }
        return StandingCutoff(name: name, rule: rule, obstacle: obstacle)
    }

    private func closed(_ period: String) -> PlacedObstacle? {
        self.obstacles.first { $0.obstacle.kind == .cutoff && $0.obstacle.subject == period }
    }

    /// Why a step that must not wait for its period turns the saga back.
    var cutoffRefusal: String? {
        guard self.terms?.policy?.cutoffs.isEmpty == false else { return nil }
        for path in self.paths where !self[path].mayHaveHappened {
            guard let standing = self.standingCutoff(path), standing.rule.then == .refuse else { continue }
            return "\(self.runs[path.run].step) would fall into \(standing.obstacle.obstacle.subject), which is closed"
        }
        return nil
    }

    private mutating func respect(_ standing: StandingCutoff, _ path: Path) -> [Command] {
        guard let (_, sheet) = self.counsel else { return [] }
        let period = standing.obstacle.obstacle.subject
        var outcome = "waits until \(period) is opened"
        if standing.rule.then == .redate, let date = self.redate(standing, path, sheet) {
            outcome = "moves to \(date), because \(period) is closed"
        }
        let decision = Decision(
            .cutoff,
            standing.name.rawValue,
            step: self.runs[path.run].step,
            outcome: outcome,
            winner: standing.name,
            inputs: sheet.inputs([standing.rule.date] + (standing.rule.entity.map { [$0] } ?? []))
        )
        return self.record(decision)
    }

    /// Looks for an open period this far ahead.
    private static var mostPeriods: Int { 24 }

    /// Moves the date to the next open period; `nil` when that cannot be done, because it left with the old one.
    private mutating func redate(_ standing: StandingCutoff, _ path: Path, _ sheet: FactSheet) -> String? {
        let fact = self.definition.facts.first { $0.name == standing.rule.date }
        guard let put = fact?.redate, self[path].firstSent == nil, var facts = self.facts,
            case .date(var date) = sheet[standing.rule.date]
        else { return nil }
        for _ in 0..<Self.mostPeriods {
            guard let next = CutoffRule.nextMonth(after: date) else { return nil }
            date = next
            guard self.closed(standing.rule.period(of: date, sheet)) == nil else { continue }
            put(&facts, date)
            self.facts = facts
            return date
        }
        return nil
    }
}

extension SagaMachine {
    /// Steps that are still to post into this period; of those whose date is not known yet, `isKnown` is false.
    package func stepsToPost(into period: String) -> [(step: StepName, isKnown: Bool)] {
        guard let (policy, sheet) = self.counsel, !self.isFinished else { return [] }
        return self.definition.steps.compactMap { step in
            guard let (_, rule) = policy.cutoff(step.name), !self.isThrough(step.name) else { return nil }
            guard let found = rule.period(sheet) else {
                // Whose calendar it is may be known before the date.
                let isTheirs = rule.entity.map { sheet[$0] != nil } ?? true
                let isOther = isTheirs && rule.period(of: String(period.suffix(7)), sheet) != period
                return isOther ? nil : (step.name, false)
            }
            return found == period ? (step.name, true) : nil
        }
    }

    private func isThrough(_ step: StepName) -> Bool {
        self.runs.contains { $0.step == step && ($0.forward.state == .done || $0.skipped != nil) }
    }
}

// MARK: - waits, retries, ownership

extension SagaMachine {
    /// How long a wait lasts: as the policy says, or else the definition.
    mutating func patience(
        _ wait: Wait<Facts, Request>,
        _ state: StateBody<Facts, Request>,
        _ facts: Facts,
        _ commands: inout [Command]
    ) -> Span {
        let own = wait.deadline(facts)
        guard let rule = self.terms?.policy?.deadlines[state.name] else { return own }
        let span = rule.within ?? own
        let decision = Decision(
            .deadline,
            state.name.rawValue,
            outcome: "\(span.words) for \(rule.owner)",
            winner: RuleName(rawValue: state.name.rawValue)
        )
        commands += self.record(decision)
        return span
    }

    /// Whose the present wait is.
    var waitOwner: String? { self.currentState.flatMap { self.terms?.policy?.deadlines[$0.name]?.owner } }

    /// A step rests: says by which rule.
    mutating func recordRetry(_ path: Path) -> [Command] {
        guard let policy = self.terms?.policy else { return [] }
        let (step, remote) = (self.runs[path.run].step, self[path].request.remote)
        guard let winner = policy.retries.winner(step, remote) else { return [] }
        let dealing = self.dealing(path)
        let decision = Decision(
            .retry,
            path.isUndo ? "\(step)/undo" : step.rawValue,
            step: step,
            outcome: "\(dealing.attempts) attempts, \(dealing.pause.words) apart",
            winner: winner
        )
        return self.record(decision)
    }

    /// How long an answer may take, as the policy says: of the request with this key.
    package func timeout(of key: IdempotencyKey) -> Span? {
        guard let path = self.find(key) else { return nil }
        return self.terms?.policy?.retries.rule(self.runs[path.run].step, self[path].request.remote).timeout
    }

    /// Why what a signal would teach is not its source's to say.
    func objection(to signal: Signal<Reply>) -> String? {
        guard let (policy, sheet) = self.counsel, !policy.ownership.isEmpty, let facts = self.facts else { return nil }
        let source = RemoteName(rawValue: String(signal.id.prefix { $0 != "/" }))
        for learn in self.definition.states.flatMap({ $0.lessons(of: signal.name) }) {
            var taught = facts
            learn(&taught, signal.body)
            if let reason = policy.objection(to: source, changing: sheet, to: self.definition.sheet(taught)) {
                return reason
            }
        }
        return nil
    }
}

extension StateBody {
    /// What the state would learn from a signal of this name.
    fileprivate func lessons(of signal: SignalName) -> [Step<Facts, Request>.Learn] {
        let awaited = self.wait.flatMap { $0.signal == signal ? $0.learn : nil }
        return (awaited.map { [$0] } ?? []) + self.handlers.filter { $0.signal == signal }.map(\.learn)
    }
}

/// A hold that came while a step was out.
struct Overtaken: Equatable, Sendable {
    let hold: String
    let step: StepName
    /// Whether it was said what becomes of it, once the step had happened.
    var isSettled = false
    /// What the policy wants done about it.
    var act: StepName?
    /// Whether that was asked for; once is enough for all that stand.
    var isHeeded = false
}

extension SagaMachine {
    func isLateHold(_ path: Path) -> Bool { self.definition.lateHold(self.runs[path.run].step) != nil }

    /// Does what the policy says once an overtaken step turns out to have happened, and takes it away again when the
    /// last such hold is gone: never in silence.
    mutating func heedLateHolds(_ now: Moment) -> [Command] {
        guard !self.overtaken.isEmpty else { return [] }
        var commands: [Command] = []
        for index in self.overtaken.indices where !self.overtaken[index].isSettled {
            guard self.hasHappened(self.overtaken[index].step) else { continue }
            self.overtaken[index].isSettled = true
            guard let placed = self.obstacles.first(where: { $0.obstacle.id == self.overtaken[index].hold }) else {
                continue
            }
            commands += self.settle(index, placed.obstacle, now)
        }
        for act in self.definition.lateHolds {
            if self.holds(behind: act.step.name).isEmpty { self.takeAway(act, now) } else { self.place(act, now) }
        }
        return commands
    }

    private func hasHappened(_ step: StepName) -> Bool {
        self.runs.last { $0.step == step }?.forward.state == .done
    }

    private mutating func settle(_ index: Int, _ hold: Obstacle, _ now: Moment) -> [Command] {
        let step = self.overtaken[index].step
        let rule = hold.hold.flatMap { self.terms?.policy?.holds[$0] }
        let act = self.definition.lateHolds.first { $0.step.name == rule?.underWay && $0.on == step }
        self.overtaken[index].act = act?.step.name
        let decision = Decision(
            .hold,
            hold.id,
            step: step,
            outcome: "came while it was out, and it happened: "
                + (act.map { "\($0.step.name) until it is released" } ?? "\(hold.owner) must be told"),
            winner: rule == nil ? nil : hold.hold.map { RuleName(rawValue: $0.rawValue) }
        )
        return self.record(decision)
    }

    /// The holds for which this was done and that stand still.
    func holds(behind act: StepName) -> [PlacedObstacle] {
        let names = self.overtaken.filter { $0.act == act }.map(\.hold)
        return self.obstacles.filter { names.contains($0.obstacle.id) }
    }

    /// Once for all holds that stand; not before what was done for earlier ones is taken away.
    private mutating func place(_ act: LateHoldAct<Facts, Request>, _ now: Moment) {
        let name = act.step.name
        let open = self.overtaken.indices.filter { self.overtaken[$0].act == name && !self.overtaken[$0].isHeeded }
        guard !open.isEmpty, let facts = self.facts else { return }
        let present = self.runs.last { $0.step == name && self.isOpen($0) }
        guard present?.undo == nil else { return }
        for index in open { self.overtaken[index].isHeeded = true }
        guard present == nil else { return }
        let visit = self.runs.count { $0.step == act.step.name } + 1
        let state = self.runs.last { $0.step == act.on }?.state ?? StateName(rawValue: act.on.rawValue)
        let key = IdempotencyKey(saga: self.id, step: act.step.name, round: visit, isUndo: false)
        let exchange = Exchange(key: key, request: act.step.make(facts), since: now, isRead: false)
        self.runs.append(Run(step: act.step.name, state: state, visit: visit, forward: exchange))
    }

    private mutating func takeAway(_ act: LateHoldAct<Facts, Request>, _ now: Moment) {
        guard let facts = self.facts else { return }
        for index in self.runs.indices where self.runs[index].step == act.step.name && self.runs[index].undo == nil {
            switch self.runs[index].forward.state {
            case .done:
                let key = IdempotencyKey(
                    saga: self.id,
                    step: act.step.name,
                    round: self.runs[index].visit,
                    isUndo: true
                )
                let request = act.releasing(facts)
                self.runs[index].undo = Exchange(key: key, request: request, since: now, isRead: false)
            // It never left: nothing is to be taken away.
            case .ready where self.runs[index].forward.firstSent == nil: self.runs[index].forward.enter(.dropped, now)
            case .ready, .out, .resting, .settling, .asking, .holdingBack, .refused, .stuck, .contradicted, .dropped:
                continue
            }
        }
    }

    /// It stands at the other system, or may, or is on its way there.
    private func isOpen(_ run: Run) -> Bool {
        if let undo = run.undo { return undo.state != .done }
        return run.skipped == nil && run.forward.state != .dropped
    }

    /// A saga does not end while somebody else is kept from what it did.
    var hasOpenLateHolds: Bool {
        self.runs.contains { self.definition.lateHold($0.step) != nil && self.isOpen($0) }
    }

    /// What was done about late holds stands until they are released.
    var standingLateHolds: [Blocker] {
        self.runs.filter { self.definition.lateHold($0.step) != nil && $0.forward.state == .done && $0.undo == nil }
            .flatMap { run in
                self.holds(behind: run.step).map { placed in
                    Blocker(
                        cause: .hold,
                        subject: placed.obstacle.subject,
                        since: max(placed.since, run.forward.since),
                        failure: "\(run.step) until it is released: \(placed.obstacle.reason)",
                        gate: GateName(rawValue: GateKind.hold.rawValue),
                        step: run.step,
                        owner: placed.obstacle.owner
                    )
                }
            }
    }
}

extension SagaMachine {
    /// What a line says to the saga that stands on it.
    enum Passage { case stay, next, jump(StateName), turnBack(String), finish }

    mutating func goForward(_ now: Moment) -> [Command] {
        var commands: [Command] = []
        var jumps = 0
        while self.course == .forward {
            if let target = self.wayFromRefusal(now) {
                self.enter(self.index(of: target), isReached: false)
                continue
            }
            if let reason = self.refusal {
                self.course = .turning(reason: reason)
                return commands
            }
            switch self.passage(now, &commands) {
            case .stay:
                guard self.refusal != nil else { return commands }
            case .next: self.place.line += 1
            case .jump(let name):
                jumps += 1
                guard jumps <= self.mostJumps else {
                    self.course = .parked(reason: "the definition goes round in \(name) without waiting for anything")
                    return commands
                }
                self.enter(self.index(of: name))
            case .turnBack(let reason): self.course = .turning(reason: reason)
            case .finish where self.isContradicted || self.hasOpenLateHolds: return commands
            case .finish:
                self.reach()
                self.course = .done
            }
        }
        return commands
    }

    /// Something that was said not to be there is: no end before a person has looked.
    private var isContradicted: Bool { self.paths.contains { self[$0].state == .contradicted } }

    /// Why the saga must turn back, if it still can.
    private var refusal: String? {
        guard !self.isCommitted else { return nil }
        return self.runs.first { $0.forward.state == .refused }
            .map { "\($0.step) was refused: \($0.forward.failure ?? "no reason was given")" } ?? self.cutoffRefusal
    }

    /// Each jump either goes down, or comes after an event that was kept: more of them are a loop without an end.
    private var mostJumps: Int { self.definition.states.count + Self.mailboxLimit }

    private func index(of name: StateName) -> Int { self.definition.index(of: name) ?? self.definition.states.count }

    /// `isReached` is false where the state that the saga leaves did not come about.
    private mutating func enter(_ index: Int, isReached: Bool = true) {
        if isReached { self.reach() }
        self.deadline = nil
        self.place = Place(state: index, line: 0)
        guard index < self.definition.states.count else { return }
        self.visits[self.definition.states[index].name, default: 0] += 1
        if let pivot = self.definition.pivot, index > pivot.state { self.isCommitted = true }
    }

    private mutating func passage(_ now: Moment, _ commands: inout [Command]) -> Passage {
        guard self.place.state < self.definition.states.count, let facts = self.facts else { return .finish }
        let state = self.definition.states[self.place.state]
        guard self.place.line < state.lines.count else {
            guard self.place.state + 1 < self.definition.states.count else { return .finish }
            self.enter(self.place.state + 1)
            return self.passage(now, &commands)
        }
        switch state.lines[self.place.line] {
        case .step(let step): return self.isDone(step, facts, now) ? .next : .stay
        case .unordered(let group): return self.areDone(group, facts, now, &commands) ? .next : .stay
        case .wait(let wait): return self.listen(wait, state, facts, now, &commands)
        case .gate, .on, .ignore, .onRefusal, .lateHold: return .next
        case .ifHeard(let glance): return self.heeds(glance, facts) ? .jump(glance.target) : .next
        case .goTo(let target, let condition): return condition.holds(facts) ? .jump(target) : .next
        case .turnBack(let reason, let condition): return condition.holds(facts) ? .turnBack(reason) : .next
        case .finish: return .finish
        }
    }

    /// Stage after stage, each started when the one before is done.
    private mutating func areDone(
        _ group: Group<Facts, Request>,
        _ facts: Facts,
        _ now: Moment,
        _ commands: inout [Command]
    ) -> Bool {
        let stages = self.stages(of: group, facts, &commands)
        let named = Set(stages.joined())
        // What the sequence does not name runs after it, in the order of the text.
        let rest = group.steps.filter { !named.contains($0.name) }.map { [$0] }
        let known = stages.map { stage in stage.compactMap { name in group.steps.first { $0.name == name } } }
        return (known + rest).allSatisfy { stage in
            stage.map { self.isDone($0, facts, now) }.allSatisfy(\.self)
        }
    }

    /// Starts the step if it was not, and says whether the saga may pass.
    private mutating func isDone(_ step: Step<Facts, Request>, _ facts: Facts, _ now: Moment) -> Bool {
        let state = self.definition.states[self.place.state].name
        let visit = self.visits[state] ?? 1
        if let run = self.runs.first(where: { $0.step == step.name && $0.visit == visit }) {
            return run.forward.state == .done || run.skipped != nil
        }
        guard step.condition.holds(facts) else {
            if step.isPivot { self.isCommitted = true }
            return true
        }
        let key = IdempotencyKey(saga: self.id, step: step.name, round: visit, isUndo: false)
        let exchange = Exchange(key: key, request: step.make(facts), since: now, isRead: step.isRead)
        self.runs.append(Run(step: step.name, state: state, visit: visit, forward: exchange))
        return false
    }
}

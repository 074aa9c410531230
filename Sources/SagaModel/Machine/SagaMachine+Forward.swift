extension SagaMachine {
    /// What a line says to the saga that stands on it.
    private enum Passage { case stay, next, jump(StateName), turnBack(String), finish }

    mutating func goForward(_ now: Moment) -> [Command] {
        var commands: [Command] = []
        while self.course == .forward {
            if let reason = self.refusal {
                self.course = .turning(reason: reason)
                return commands
            }
            switch self.passage(now, &commands) {
            case .stay: return commands
            case .next: self.place.line += 1
            case .jump(let name): self.enter(self.definition.index(of: name) ?? self.definition.states.count)
            case .turnBack(let reason): self.course = .turning(reason: reason)
            case .finish:
                self.reach()
                self.course = .done
            }
        }
        return commands
    }

    /// Why the saga must turn back, if it still can.
    private var refusal: String? {
        guard !self.isCommitted else { return nil }
        return self.runs.first { $0.forward.state == .refused }
            .map { "\($0.step) was refused: \($0.forward.failure ?? "no reason was given")" }
    }

    private mutating func enter(_ index: Int) {
        self.reach()
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
        case .unordered(let name, let steps): return self.areDone(name, steps, facts, now) ? .next : .stay
        case .wait(let wait): return self.listen(wait, state.name, facts, now, &commands)
        case .goTo(let target): return .jump(target)
        case .finish: return .finish
        }
    }

    private mutating func areDone(
        _ name: GroupName,
        _ steps: [Step<Facts, Request>],
        _ facts: Facts,
        _ now: Moment
    ) -> Bool {
        guard self.terms?.sideBySide.contains(name) == true else {
            return steps.allSatisfy { self.isDone($0, facts, now) }
        }
        return steps.map { self.isDone($0, facts, now) }.allSatisfy(\.self)
    }

    /// Starts the step if it was not, and says whether the saga may pass.
    private mutating func isDone(_ step: Step<Facts, Request>, _ facts: Facts, _ now: Moment) -> Bool {
        let state = self.definition.states[self.place.state].name
        let visit = self.visits[state] ?? 1
        if let run = self.runs.first(where: { $0.step == step.name && $0.visit == visit }) {
            return run.forward.state == .done
        }
        let key = IdempotencyKey(saga: self.id, step: step.name, round: visit, isUndo: false)
        let exchange = Exchange(key: key, request: step.make(facts), since: now, isRead: step.isRead)
        self.runs.append(Run(step: step.name, state: state, visit: visit, forward: exchange))
        return false
    }

    private mutating func listen(
        _ wait: Wait<Facts, Request>,
        _ state: StateName,
        _ facts: Facts,
        _ now: Moment,
        _ commands: inout [Command]
    ) -> Passage {
        if let index = self.mailbox.firstIndex(where: { $0.name == wait.signal && wait.matches(facts, $0.body) }) {
            return self.consume(self.mailbox.remove(at: index), wait)
        }
        self.reach()
        guard let deadline = self.deadline else {
            let timer = SagaTimer.deadline(state, visit: self.visits[state] ?? 1)
            let end = now + wait.deadline(facts)
            self.deadline = Deadline(timer: timer, since: now, at: end)
            commands.append(.wake(timer, at: end))
            return .stay
        }
        return deadline.isOver ? self.leave(wait) : .stay
    }

    private mutating func consume(_ signal: Signal<Reply>, _ wait: Wait<Facts, Request>) -> Passage {
        self.deadline = nil
        guard var facts = self.facts else { return .stay }
        wait.learn(&facts, signal.body)
        self.facts = facts
        return .next
    }

    private func leave(_ wait: Wait<Facts, Request>) -> Passage {
        switch wait.exit {
        case .goTo(let target): .jump(target)
        case .turnBack where !self.isCommitted: .turnBack("\(wait.signal) did not come in time")
        case .turnBack, .park: .stay
        }
    }
}

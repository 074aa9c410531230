extension SagaMachine {
    /// Waits for one of the state's signals, or for the deadline.
    mutating func listen(
        _ wait: Wait<Facts, Request>,
        _ state: StateBody<Facts, Request>,
        _ facts: Facts,
        _ now: Moment,
        _ commands: inout [Command]
    ) -> Passage {
        if let index = self.mailbox.firstIndex(where: { self.accepts($0, state) }) {
            return self.consume(self.mailbox.remove(at: index), state)
        }
        self.reach()
        guard let deadline = self.deadline else {
            let timer = SagaTimer.deadline(state.name, visit: self.visits[state.name] ?? 1)
            let end = now + self.patience(wait, state, facts, &commands)
            self.deadline = Deadline(timer: timer, since: now, at: end)
            commands.append(.wake(timer, at: end))
            return .stay
        }
        return deadline.isOver ? self.leave(wait) : .stay
    }

    /// Uses the event of a glance up, where it was kept.
    mutating func heeds(_ glance: IfHeard<Facts, Request>, _ facts: Facts) -> Bool {
        var facts = facts
        guard
            let index = self.mailbox.firstIndex(where: {
                $0.name == glance.signal && glance.matches(facts, $0.body)
            })
        else { return false }
        let signal = self.mailbox.remove(at: index)
        self.usedSignals.append(signal.id)
        glance.learn(&facts, signal.body)
        self.facts = facts
        return true
    }

    /// Whether the wait of the state, or one of its handlers, takes the signal.
    func accepts(_ signal: Signal<Reply>, _ state: StateBody<Facts, Request>) -> Bool {
        guard let facts = self.facts else { return false }
        if let wait = state.wait, wait.signal == signal.name, wait.matches(facts, signal.body) { return true }
        return self.handler(of: signal, state, facts) != nil
    }

    private func handler(
        of signal: Signal<Reply>,
        _ state: StateBody<Facts, Request>,
        _ facts: Facts
    ) -> On<Facts, Request>? {
        state.handlers.first { $0.signal == signal.name && $0.matches(facts, signal.body) }
    }

    private mutating func consume(_ signal: Signal<Reply>, _ state: StateBody<Facts, Request>) -> Passage {
        guard var facts = self.facts else { return .stay }
        self.deadline = nil
        self.usedSignals.append(signal.id)
        if let wait = state.wait, wait.signal == signal.name, wait.matches(facts, signal.body) {
            wait.learn(&facts, signal.body)
            self.facts = facts
            return .next
        }
        guard let handler = self.handler(of: signal, state, facts) else { return .stay }
        handler.learn(&facts, signal.body)
        self.facts = facts
        switch handler.way {
        case .goTo(let target): return .jump(target)
        case .turnBack(let reason): return self.isCommitted ? .stay : .turnBack(reason)
        }
    }

    private func leave(_ wait: Wait<Facts, Request>) -> Passage {
        switch wait.exit {
        case .goTo(let target): .jump(target)
        case .turnBack where !self.isCommitted: .turnBack("\(wait.signal) did not come in time")
        case .turnBack, .park: .stay
        }
    }

    /// Where the present wait leads when nothing comes in time; `nil` when nothing is waited for.
    package var waitsEnd: Exit? { self.deadline == nil ? nil : self.currentWait?.exit }

    /// Events that were taken in and that no state has used so far.
    package var keptSignals: [SignalName] { self.mailbox.map(\.name) }

    /// Whether an event that was taken in has ended a wait, or is kept for one.
    package func remembers(_ signal: String) -> Bool {
        self.usedSignals.contains(signal) || self.mailbox.contains { $0.id == signal }
    }
}

extension SagaMachine {
    /// Where a refusal in the present state leads, when the definition knows another way than back.
    ///
    /// The refused request is given up: in the state's next round the step has a key of its own.
    mutating func wayFromRefusal(_ now: Moment) -> StateName? {
        guard !self.isCommitted, let facts = self.facts, let state = self.currentState else { return nil }
        for case .onRefusal(let way) in state.lines where way.condition.holds(facts) {
            guard let index = self.runs.lastIndex(where: { $0.step == way.step && $0.isRefused(in: self.round(state)) })
            else { continue }
            self.runs[index].forward.enter(.dropped, now)
            return way.target
        }
        return nil
    }

    private func round(_ state: StateBody<Facts, Request>) -> Int { self.visits[state.name] ?? 1 }
}

extension SagaMachine.Run {
    fileprivate func isRefused(in round: Int) -> Bool { self.visit == round && self.forward.state == .refused }
}

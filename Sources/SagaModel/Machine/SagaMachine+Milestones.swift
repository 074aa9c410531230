extension SagaMachine {
    /// The milestone that the saga is on its way to.
    ///
    /// `nil` once it has ended or turned back.
    package var nextState: StateName? {
        switch self.course {
        case .ready, .forward: self.heading
        case .turning, .backward, .done, .compensated, .parked: nil
        }
    }

    /// The wait that the saga stands at.
    var currentWait: Wait<Facts, Request>? {
        guard let state = self.currentState, self.place.line < state.lines.count,
            case .wait(let wait) = state.lines[self.place.line]
        else { return nil }
        return wait
    }

    /// A state is reached when its steps are done: on leaving it, or at a wait after which it has no more.
    mutating func reach() {
        guard let state = self.currentState else { return }
        if self.currentWait == nil || self.afterwards != .steps { self.state = state.name }
    }

    /// What comes after the line that the saga stands on.
    private enum Afterwards: Equatable { case steps, jump(StateName), following, nothing }

    private var heading: StateName? {
        guard let state = self.currentState, self.currentWait != nil else { return self.currentState?.name }
        switch self.afterwards {
        case .steps: return state.name
        case .jump(let target): return target
        case .nothing: return nil
        case .following:
            let following = self.place.state + 1
            return self.definition.states.indices.contains(following) ? self.definition.states[following].name : nil
        }
    }

    private var afterwards: Afterwards {
        for line in (self.currentState?.lines ?? []).dropFirst(self.place.line + 1) {
            switch line {
            case .step, .unordered: return .steps
            case .goTo(let target, nil): return .jump(target)
            case .turnBack(_, nil), .finish: return .nothing
            case .goTo, .turnBack, .gate, .wait, .on, .ignore, .ifHeard, .onRefusal, .lateHold: continue
            }
        }
        return .following
    }
}

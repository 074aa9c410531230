extension SagaMachine {
    /// A pivot that may have happened decides the direction; everything else can be taken back.
    mutating func settlePivot(_ reason: String) {
        guard let pivot = self.definition.pivot?.step, let index = self.runs.lastIndex(where: { $0.step == pivot })
        else {
            self.course = .backward(reason: reason)
            return
        }
        switch self.runs[index].forward.state {
        case .ready, .resting:
            guard !self.runs[index].forward.mayHaveHappened else { return }
            self.runs[index].forward.state = .dropped
            self.course = .backward(reason: reason)
        case .done: self.course = .forward
        case .refused, .dropped: self.course = .backward(reason: reason)
        case .out, .settling, .asking, .stuck, .contradicted, .holdingBack: return
        }
    }

    /// Undoes in reverse order of first send, one at a time, beginning at any step that may have happened.
    mutating func goBack(_ reason: String, _ now: Moment) -> [Command] {
        for index in self.startOrder.reversed() {
            if let undo = self.runs[index].undo, !undo.state.isOver { return [] }
            if self.runs[index].undo != nil { continue }
            if self.runs[index].forward.state == .out { return [] }
            // Known to a person only: what stands there twice is not taken back once.
            if self.runs[index].forward.state == .contradicted { continue }
            if let commands = self.startUndo(index, now) { return commands }
        }
        self.course = self.residuals.isEmpty ? .compensated(reason: reason) : .parked(reason: reason)
        return []
    }

    /// Runs in the order in which their first request left.
    private var startOrder: [Int] {
        self.runs.indices.sorted { (self.runs[$0].order, $0) < (self.runs[$1].order, $1) }
    }

    /// `nil` when there is nothing to take back.
    private mutating func startUndo(_ index: Int, _ now: Moment) -> [Command]? {
        let run = self.runs[index]
        let happened = run.forward.state == .done
        if !happened, !run.forward.state.isOver || run.forward.state == .stuck {
            self.runs[index].forward.state = .dropped
        }
        guard happened || run.forward.mayHaveHappened else { return nil }
        guard let step = self.definition.step(run.step), let facts = self.facts else { return nil }
        let (chosen, decided) = self.wayBack(step)
        guard let make = chosen else { return nil }
        let key = IdempotencyKey(saga: self.id, step: run.step, round: run.visit, isUndo: true)
        self.runs[index].undo = Exchange(key: key, request: make(facts), since: now, isRead: false)
        guard !happened else { return decided }
        // It may still be under way: its undo would overtake it.
        let path = Path(run: index, isUndo: true)
        let move = self[path].rest(.holdingBack, self.dealing(path).window, now)
        return decided + self.commands(for: move, path, now)
    }

    /// What may still be true outside after compensation, oldest first.
    package var residuals: [IdempotencyKey] {
        self.runs.compactMap { run in
            if run.forward.state == .contradicted { return run.forward.key }
            guard let undo = run.undo, undo.state != .done else { return nil }
            return run.forward.key
        }
    }
}

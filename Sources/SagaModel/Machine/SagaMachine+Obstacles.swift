extension SagaMachine {
    /// Whether an obstacle that the saga does not know yet is about it: a gate asks for its subject, or the policy does.
    ///
    /// What a saga put in the way of the others is not in its own.
    package func isConcerned(by obstacle: Obstacle) -> Bool {
        guard self.course != .ready, !self.isEnded, let facts = self.facts else { return false }
        guard obstacle.owner != self.id.rawValue else { return false }
        guard !self.obstacles.contains(where: { $0.obstacle.id == obstacle.id }) else { return false }
        let gates = self.definition.steps.flatMap(\.gates)
        if gates.contains(where: { $0.kind == obstacle.kind.gate && $0.subject(facts) == obstacle.subject }) {
            return true
        }
        return self.terms?.policy?.concerns(obstacle, self.definition.sheet(facts)) ?? false
    }

    /// What was sent and may happen all the same, though the obstacle would have stopped it.
    package func underWay(despite obstacle: Obstacle) -> [IdempotencyKey] {
        self.pathsUnderWay(despite: obstacle).map { self[$0].key }
    }

    func pathsUnderWay(despite obstacle: Obstacle) -> [Path] {
        guard let facts = self.facts else { return [] }
        let sheet = self.definition.sheet(facts)
        return self.paths.filter { !$0.isUndo && self[$0].isUnderWay && self.isStopped($0, by: obstacle, facts, sheet) }
    }

    private func isStopped(_ path: Path, by obstacle: Obstacle, _ facts: Facts, _ sheet: FactSheet) -> Bool {
        let gates = self.step(path)?.gates ?? []
        if gates.contains(where: { $0.kind == obstacle.kind.gate && $0.subject(facts) == obstacle.subject }) {
            return true
        }
        guard let policy = self.terms?.policy else { return false }
        let step = self.runs[path.run].step
        return policy.stops(obstacle, step, isPosting: self.isPosting(path), sheet)
            || obstacle.kind == .cutoff && policy.cutoff(step)?.rule.period(sheet) == obstacle.subject
    }
}

extension Exchange {
    /// It left, and nobody knows yet what became of it.
    fileprivate var isUnderWay: Bool { self.state == .out || self.mayHaveHappened && self.state != .dropped }
}

extension Policy {
    /// Whether an obstacle is about anything that these facts name.
    func concerns(_ obstacle: Obstacle, _ sheet: FactSheet) -> Bool {
        switch obstacle.kind {
        case .hold: self.holds.values.contains { $0.on.contains { sheet[$0]?.description == obstacle.subject } }
        case .cutoff: self.cutoffs.values.contains { $0.period(sheet) == obstacle.subject }
        case .predecessor, .capacity: false
        }
    }
}

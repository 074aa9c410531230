/// Something in the way, and since when.
package struct PlacedObstacle: Equatable, Sendable {
    package let obstacle: Obstacle
    package let since: Moment
}

/// What was approved or declined: the gate and its subject, word for word.
struct Approval: Hashable, Sendable {
    let gate: GateName
    let subject: String
}

extension SagaMachine {
    /// A gate that keeps a step from being sent, and why.
    struct ShutGate {
        let gate: Gate<Facts, Request>
        let subject: String
        /// What stands in the way; `nil` at an approval.
        let obstacle: PlacedObstacle?
        /// Who declined the approval, and why.
        let declined: String?
        /// Who can open it and how long they may take, where the policy says so.
        var owner: String?
        var within: Span?
    }

    mutating func place(_ obstacle: Obstacle, _ now: Moment) -> Reaction<Request> {
        guard self.course != .ready, !self.isEnded else { return .ignored("the saga has ended") }
        guard !self.obstacles.contains(where: { $0.obstacle.id == obstacle.id }) else {
            return .ignored("\(obstacle.kind) \(obstacle.id) stands already")
        }
        self.obstacles.append(PlacedObstacle(obstacle: obstacle, since: now))
        let steps = obstacle.kind == .hold ? self.pathsUnderWay(despite: obstacle).map { self.runs[$0.run].step } : []
        self.overtaken += steps.map { Overtaken(hold: obstacle.id, step: $0) }
        return .advanced([])
    }

    mutating func remove(_ id: String) -> Reaction<Request> {
        guard let index = self.obstacles.firstIndex(where: { $0.obstacle.id == id }) else {
            return .ignored("nothing called \(id) stands in the way")
        }
        self.obstacles.remove(at: index)
        return .advanced([])
    }

    mutating func approve(_ gate: GateName, _ subject: String, by who: String, as role: RoleName?) -> Reaction<Request>
    {
        guard !self.isEnded, self.asks(gate) else { return .ignored("the saga asks for no approval \(gate)") }
        let approval = Approval(gate: gate, subject: subject)
        if let reason = self.objection(to: approval, by: who, as: role) { return .ignored(reason) }
        guard self.approvals.insert(approval).inserted else { return .ignored("approved before") }
        self.declined[approval] = nil
        return .advanced([])
    }

    /// Before the pivot a saga that was declined turns back; after it, the gate stays shut until somebody approves.
    mutating func decline(_ gate: GateName, _ subject: String, _ reason: String) -> Reaction<Request> {
        guard !self.isEnded, self.asks(gate) else { return .ignored("the saga asks for no approval \(gate)") }
        let approval = Approval(gate: gate, subject: subject)
        guard !self.approvals.contains(approval), self.declined[approval] == nil else {
            return .ignored("decided before")
        }
        guard self.isStanding(at: approval) else { return .ignored("the saga does not stand at this approval") }
        self.declined[approval] = reason
        if self.course == .forward, !self.isCommitted {
            self.course = .turning(reason: "\(gate) was declined by \(reason)")
        }
        return .advanced([])
    }

    /// The gates before a step that are shut now; asked before every send.
    func shutGates(_ path: Path) -> [ShutGate] {
        guard !path.isUndo, !self.isLateHold(path), let step = self.step(path), let facts = self.facts else {
            return []
        }
        return step.gates.compactMap { $0.condition.holds(facts) ? self.shut($0, facts) : nil }
            + self.policyGates(path, facts)
    }

    private func shut(_ gate: Gate<Facts, Request>, _ facts: Facts) -> ShutGate? {
        let subject = gate.subject(facts)
        guard gate.kind == .approval else {
            let standing = self.obstacles.first { $0.obstacle.kind.gate == gate.kind && $0.obstacle.subject == subject }
            return standing.map { ShutGate(gate: gate, subject: subject, obstacle: $0, declined: nil) }
        }
        let approval = Approval(gate: gate.name, subject: subject)
        guard !self.approvals.contains(approval) else { return nil }
        return ShutGate(gate: gate, subject: subject, obstacle: nil, declined: self.declined[approval])
    }

    func isStanding(at approval: Approval) -> Bool {
        self.paths.filter { self[$0].state == .ready }.flatMap(self.shutGates)
            .contains { $0.gate.name == approval.gate && $0.subject == approval.subject }
    }

    private func asks(_ gate: GateName) -> Bool {
        self.terms?.policy?.approvals[gate] != nil
            || self.definition.steps.contains { $0.gates.contains { $0.kind == .approval && $0.name == gate } }
    }
}

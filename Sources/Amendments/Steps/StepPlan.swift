internal import RevenueModel
internal import SagaModel
internal import Simulator
internal import Workflows

/// What a saga would do for one amendment, step after step, if all goes well.
struct StepPlan {
    let facts: AmendmentFacts
    let policy: Policy
    /// What would stand in its way today: closed periods, disputes.
    let obstacles: [Obstacle]

    /// A step, in the order in which the policy lets it leave.
    struct Line {
        let step: Step<AmendmentFacts, RevenueRequest>
        let state: StateName?
        let request: RevenueRequest
        let key: IdempotencyKey
        /// The rule of the policy that chose its place, where one did.
        let rule: RuleName?
        let stops: [Blocker]
    }

    func lines() -> [Line] {
        var walk = StepWalk(self.facts, self.policy)
        walk.run(past: self.obstacles)
        guard let machine = walk.machine else { return [] }
        let definition = machine.definition
        return walk.sent.filter { !$0.isUndo && !$0.isLookUp }.compactMap { sent in
            guard let step = definition.step(sent.step) else { return nil }
            let group = definition.groups.first { group in group.steps.contains { $0.name == sent.step } }
            let decision = machine.decisions.last { decision in
                decision.matter == .sequence && group.map { decision.subject.hasPrefix($0.name.rawValue) } == true
            }
            // A loop passes a gate once a round; each stop stands at the request behind it.
            let isFirst = walk.sent.first { $0.step == sent.step }?.key == sent.key
            return Line(
                step: step,
                state: machine.runs.first { $0.forward.key == sent.key }?.state,
                request: sent.request,
                key: sent.key,
                rule: decision?.winner,
                stops: isFirst ? walk.stops.filter { $0.step == sent.step }.map(\.blocker) : []
            )
        }
    }
}

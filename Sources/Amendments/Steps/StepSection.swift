package import RevenueModel
internal import SagaModel
internal import Simulator
package import Workflows

/// The sagas that would carry out a stack: their steps, and what each failure would come to.
struct StepSection {
    /// One for each amendment that is due.
    let plans: [StepPlan]
    let policy: Policy

    init(_ fixture: Fixture, _ stack: SimulatedStack, _ policy: Policy) throws {
        let obstacles = fixture.obstacles(to: stack)
        self.policy = policy
        self.plans = try fixture.facts(of: stack)
            .map { StepPlan(facts: $0, policy: policy, obstacles: obstacles) }
    }

    /// Every failure that was chosen, at every step that would run.
    func trials(_ choice: FailureChoice) throws -> [(amendment: String, trial: FailureTrial)] {
        guard choice != .none else { return [] }
        return try self.plans.flatMap { plan in
            let whole = try plan.whole()
            return try plan.failures(choice).map { failure in
                (plan.facts.amendment.number, try FailureTrial(plan.facts, self.policy, failure, whole: whole))
            }
        }
    }
}

extension StepPlan {
    /// What stands when all goes well.
    fileprivate func whole() throws(MoneyError) -> StandingEffects {
        var walk = StepWalk(self.facts, self.policy)
        walk.run()
        return try StandingEffects(walk.systems.done)
    }

    fileprivate func failures(_ choice: FailureChoice) -> [PlannedFailure] {
        var steps: [Step<AmendmentFacts, RevenueRequest>] = []
        for line in self.lines() where !steps.contains(where: { $0.name == line.step.name }) { steps.append(line.step) }
        return steps.flatMap { step in
            FailureKind.allCases.filter { $0.mayHappen(to: step) && choice.includes(step.name, $0) }
                .map { PlannedFailure(step: step.name, kind: $0) }
        }
    }
}

extension Fixture {
    /// What is started for the stack: the documents and entries of the simulation, as they are.
    package func facts(of stack: SimulatedStack) throws -> [AmendmentFacts] {
        try AmendmentFacts.facts(
            of: stack,
            in: self.simulation,
            customer: self.customer,
            terms: self.terms,
            inputHash: InputHash(self.simulation).description
        )
    }

    /// What stands in the way of its sagas on the day of the calculation.
    func obstacles(to stack: SimulatedStack) -> [Obstacle] {
        let scenario = self.simulation.scenario
        let entity = scenario.contract.legalEntity
        let closed = scenario.closing.periods(of: entity).map { period in
            Obstacle(
                id: "close \(entity)/\(period)",
                kind: .cutoff,
                subject: "\(entity)/\(period)",
                owner: "finance",
                reason: "\(period) is closed"
            )
        }
        let disputed = scenario.books.documents.filter(\.disputed.isPositive).map { document in
            Obstacle(
                id: "dispute \(document.number)",
                kind: .hold,
                subject: document.number,
                owner: "support",
                reason: "\(document.disputed) of \(document.number) is disputed",
                hold: "dispute"
            )
        }
        return closed + disputed
    }
}

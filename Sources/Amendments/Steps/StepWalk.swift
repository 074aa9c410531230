internal import RevenueModel
internal import SagaModel
internal import Simulator
internal import Workflows

/// One amendment's saga, walked to its end in memory: every gate that is shut is noted, and opened.
struct StepWalk {
    /// A gate that was shut before a step.
    struct Stop: Equatable {
        let step: StepName
        let blocker: Blocker
    }

    /// A request that left, in the order in which they did.
    struct Sent: Equatable {
        let step: StepName
        let isUndo: Bool
        let key: IdempotencyKey
        let request: RevenueRequest
        let isLookUp: Bool
    }

    private(set) var simulation: Simulation<Amendment>
    private(set) var stops: [Stop] = []
    private(set) var sent: [Sent] = []
    private(set) var systems: ScriptedSystems
    let id: SagaID
    private let policy: Policy

    var machine: SagaMachine<AmendmentFacts, RevenueRequest>? { self.simulation.sagas[self.id]?.machine }

    init(_ facts: AmendmentFacts, _ policy: Policy, failing failure: PlannedFailure? = nil) {
        let flow = Amendment()
        let id = SagaID(rawValue: "\(flow.name)/\(facts.amendment.number)")
        let midnight = Moment(milliseconds: facts.asOf.daysSinceEpoch * Span.days(1).milliseconds)
        self.id = id
        self.policy = policy
        self.systems = ScriptedSystems(failing: failure)
        self.simulation = Simulation(flow, now: midnight)
        _ = self.simulation.start(id, facts: facts, terms: Self.terms(flow, facts, policy))
    }

    /// What the shipped adapters promise: an ERP can be searched, the other systems know a key as well.
    private static func terms(_ flow: Amendment, _ facts: AmendmentFacts, _ policy: Policy) -> Terms {
        let definition = flow.definition
        let promises = definition.steps.map { step in
            let isLedger = step.request(facts).system == .erp
            let capability = Capability(
                keyLifetime: isLedger ? nil : .days(365),
                recognition: isLedger ? nil : .key,
                canLookUp: true,
                longestFlight: .minutes(5)
            )
            return (step.name, capability)
        }
        return Terms(
            capabilities: Dictionary(promises) { first, _ in first },
            capability: Capability(keyLifetime: nil, canLookUp: true, longestFlight: .minutes(5)),
            sequences: definition.allSideBySide,
            policy: policy,
            startedBy: Self.requester
        )
    }

    private static let requester = "whoever starts it"
    private static let approver = "whoever approves"

    /// More than any saga needs; one that goes on goes round in circles.
    private static let mostMoves = 10_000

    /// Walks until nothing moves any more; what stands in the way is opened in turn.
    mutating func run(past obstacles: [Obstacle] = []) {
        for obstacle in obstacles { self.simulation.place(obstacle, before: self.id) }
        for _ in 0..<Self.mostMoves {
            if let errand = self.simulation.errands.first {
                self.carryOut(errand)
            } else if self.openGate() {
                continue
            } else if self.machine?.status.isFinal != false || !self.simulation.wakeNext() {
                return
            }
        }
    }

    private mutating func carryOut(_ errand: Errand<RevenueRequest>) {
        let run = self.machine?.runs.first { $0.forward.key == errand.key || $0.undo?.key == errand.key }
        guard let run else { return }
        let isUndo = run.undo?.key == errand.key
        self.sent.append(
            Sent(
                step: run.step,
                isUndo: isUndo,
                key: errand.key,
                request: errand.request,
                isLookUp: errand.kind == .lookUp
            )
        )
        let answer = self.systems.answer(errand, of: run.step, isUndo: isUndo)
        self.simulation.answer(errand.saga, errand.key, number: errand.number, answer)
    }

    /// Opens the first gate that is shut, as somebody would who may.
    private mutating func openGate() -> Bool {
        guard let machine, let blocker = machine.blockers.first(where: \.cause.isGate), let step = blocker.step else {
            return false
        }
        self.stops.append(Stop(step: step, blocker: blocker))
        guard blocker.cause == .approval else {
            let standing = machine.obstacles.map(\.obstacle)
            let own = standing.first { $0.subject == blocker.subject && $0.kind.rawValue == blocker.cause.rawValue }
            guard let own else { return false }
            self.simulation.remove(own.id, from: self.id, by: own.owner)
            return true
        }
        guard let gate = blocker.gate else { return false }
        for role in self.policy.approvals[gate]?.grades.map(\.role) ?? [] {
            let reaction = self.simulation.approve(gate, blocker.subject, of: self.id, by: Self.approver, as: role)
            if case .advanced? = reaction { return true }
        }
        return false
    }
}

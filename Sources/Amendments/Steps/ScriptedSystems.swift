internal import RevenueModel
internal import SagaModel
internal import Simulator

/// The other systems as a simulation needs them: they do what they are asked, but for one planned failure.
struct ScriptedSystems {
    /// What was really done, in order; an undo stands here as what it is.
    private(set) var done: [RevenueRequest] = []
    private var served: Set<IdempotencyKey> = []
    private var hasFailed = false
    private let failure: PlannedFailure?

    init(failing failure: PlannedFailure? = nil) { self.failure = failure }

    mutating func answer(_ errand: Errand<RevenueRequest>, of step: StepName, isUndo: Bool) -> Answer<RevenueReply> {
        let reply = RevenueReply(reference: "simulated")
        if errand.kind == .lookUp { return self.served.contains(errand.key) ? .done(reply) : .absent }
        if self.served.contains(errand.key) { return .done(reply) }
        guard let failure, failure.step == step, !isUndo else {
            self.serve(errand)
            return .done(reply)
        }
        return self.fail(errand, failure.kind, reply)
    }

    private mutating func fail(
        _ errand: Errand<RevenueRequest>,
        _ kind: FailureKind,
        _ reply: RevenueReply
    ) -> Answer<RevenueReply> {
        let isFirst = !self.hasFailed
        self.hasFailed = true
        switch kind {
        case .rejected: return .failed(.rejected("simulated: no"))
        case .unreachable: return .failed(.transient("simulated: out of reach"))
        case .transient where isFirst: return .failed(.transient("simulated: not now"))
        case .inDoubtDone where isFirst:
            self.serve(errand)
            return .failed(.inDoubt("simulated: the answer was lost"))
        case .inDoubtNotDone where isFirst: return .failed(.inDoubt("simulated: the answer was lost"))
        case .transient, .inDoubtDone, .inDoubtNotDone:
            self.serve(errand)
            return .done(reply)
        }
    }

    private mutating func serve(_ errand: Errand<RevenueRequest>) {
        self.served.insert(errand.key)
        self.done.append(errand.request)
    }
}

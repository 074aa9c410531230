internal import RevenueModel
internal import SagaModel
internal import Workflows

/// One amendment with one failure: where it ends, and what stands then.
struct FailureTrial {
    let failure: PlannedFailure
    let status: SagaStatus
    let state: StateName?
    /// Steps that were taken back, in order.
    let undone: [StepName]
    let effects: StandingEffects
    /// What a person is needed for, where one is.
    let needs: [String]
    /// What should be otherwise; `nil` when the end is a good one.
    let objection: String?

    init(_ facts: AmendmentFacts, _ policy: Policy, _ failure: PlannedFailure, whole: StandingEffects) throws {
        var walk = StepWalk(facts, policy, failing: failure)
        walk.run()
        let machine = walk.machine
        let effects = try StandingEffects(walk.systems.done)
        self.failure = failure
        self.status = machine?.status ?? .parked
        self.state = machine?.state
        self.undone = walk.sent.filter { $0.isUndo && !$0.isLookUp }.map(\.step)
        self.effects = effects
        self.needs = machine?.blockers.filter { $0.cause == .person }.map(\.subject) ?? []
        self.objection = try Self.objection(self.status, effects, whole, machine?.facts)
    }

    /// Compensated nets to zero, done is the whole, and what is parked on the way is what the saga knows of.
    private static func objection(
        _ status: SagaStatus,
        _ effects: StandingEffects,
        _ whole: StandingEffects,
        _ facts: AmendmentFacts?
    ) throws -> String? {
        switch status {
        case .compensated: return effects.isZero ? nil : "it was taken back, and \(effects.words) stands"
        case .done:
            let isWhole = effects.accounts == whole.accounts && Set(effects.standing) == Set(whole.standing)
            return isWhole ? nil : "it is done, and \(effects.words) stands instead of \(whole.words)"
        case .parked:
            let known = facts?.postings.filter { facts?.posted[$0.number] != nil }.map {
                RevenueRequest.erp($0.request)
            }
            let expected = try StandingEffects(known ?? [])
            return effects.accounts == expected.accounts
                ? nil : "it needs a person, who is not told of \(effects.words)"
        case .running, .retrying, .waiting, .gated, .compensating: return "it stands still as \(status.rawValue)"
        }
    }
}

extension StandingEffects {
    var words: String { self.standing.isEmpty ? "nothing" : self.standing.joined(separator: ", ") }
}

internal import Adapters
internal import RevenueModel
internal import SagaModel

/// What holds for a saga that starts now: what each system promises, and the policy.
struct TermsSheet: Sendable {
    let gateway: RevenueGateway
    /// The operator's folder with policies, where there is one.
    let policies: String?

    /// What each system promises for each step, asked once and kept with the saga.
    ///
    /// - Throws: What is wrong with the policy.
    func terms<Flow: Workflow<RevenueRequest>>(_ flow: Flow, _ facts: Flow.Facts, by who: String) throws -> Terms {
        let definition = flow.definition
        let steps = definition.steps + definition.lateHolds.map(\.step)
        let asked = steps.map { ($0.name, self.gateway.capability(of: $0.request(facts))) }
        let capabilities = Dictionary(asked) { first, _ in first }
        return Terms(
            attempts: 3,
            pause: .seconds(2),
            capabilities: capabilities,
            capability: Capability(keyLifetime: nil, canLookUp: false, longestFlight: .minutes(15)),
            sequences: definition.allSideBySide,
            policy: try Policies.sound(for: flow, in: self.policies, capabilities),
            startedBy: who
        )
    }
}

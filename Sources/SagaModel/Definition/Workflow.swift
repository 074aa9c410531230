/// A definition under its name, and what the runtime must know of its facts.
package protocol Workflow<Request>: Sendable {
    associatedtype Facts: SagaFacts
    associatedtype Request: SagaRequest

    var name: WorkflowName { get }
    var definition: Definition<Facts, Request> { get }
    /// Stories in which all goes well, for checks and for the fingerprint; together they come to every step.
    var rehearsals: [Rehearsal<Facts, Request>] { get }

    /// Where sagas of older definitions go on in this one.
    var migrations: [Migration] { get }

    /// Every name under which people and other systems know the transaction: order, invoice. May grow with the facts.
    func businessKeys(_ facts: Facts) -> [String]

    /// What the saga works on and nobody else may meanwhile; `nil` where it meets no other.
    func claim(_ facts: Facts) -> Claim?

    /// What is at stake, for lists: `EUR 1250.00`. `nil` while it is not known.
    func amount(_ facts: Facts) -> String?
}

extension Workflow {
    /// What a policy of this workflow may ask about.
    package var policyFacts: [PolicyFact<Facts>] { self.definition.facts }

    /// The definition without its closures and types.
    package var graph: WorkflowGraph { self.definition.graph }

    package var migrations: [Migration] { [] }

    package func claim(_ facts: Facts) -> Claim? { nil }

    /// What the definition does not keep of the rules.
    package func check() -> [Finding] { self.definition.check(self.rehearsals) }

    /// What a policy does not keep of the rules, beside this definition.
    ///
    /// `capabilities` are what the other systems promise, by step; where they are not known, nothing is said of keys.
    package func check(_ policy: Policy, capabilities: [StepName: Capability] = [:]) -> [Finding] {
        PolicyCheck(self.name, self.definition, policy, self.rehearsals, capabilities).findings
    }
}

/// Holds a policy against the definition beside which it stands.
struct PolicyCheck<Facts: SagaFacts, Request: SagaRequest> {
    let workflow: WorkflowName
    let definition: Definition<Facts, Request>
    let policy: Policy
    let capabilities: [StepName: Capability]
    let plays: [Rehearsal<Facts, Request>.Play]
    /// What the rehearsals showed: the system of each step, and which steps post.
    let remotes: [StepName: RemoteName]
    let posting: Set<StepName>
    /// Who speaks first: the source of each event in a rehearsal.
    let sources: Set<RemoteName>

    init(
        _ workflow: WorkflowName,
        _ definition: Definition<Facts, Request>,
        _ policy: Policy,
        _ rehearsals: [Rehearsal<Facts, Request>],
        _ capabilities: [StepName: Capability]
    ) {
        self.workflow = workflow
        self.definition = definition
        self.policy = policy
        self.capabilities = capabilities
        self.plays = rehearsals.map { $0.play(definition) }
        let scenes = self.plays.flatMap(\.scenes)
        self.remotes = Dictionary(scenes.map { ($0.step, $0.request.remote) }) { first, _ in first }
        self.posting = Set(scenes.filter { $0.request.isPosting }.map(\.step))
        let events = rehearsals.flatMap(\.signals).map(\.id)
        self.sources = Set(events.map { RemoteName(rawValue: String($0.prefix { $0 != "/" })) })
    }

    var findings: [Finding] {
        self.workflowFindings + self.sequenceFindings + self.approvalFindings + self.holdFindings
            + self.cutoffFindings + self.limitFindings + self.compensationFindings + self.deadlineFindings
            + self.ownershipFindings
    }

    private var workflowFindings: [Finding] {
        guard self.policy.workflow != self.workflow else { return [] }
        return [
            Finding(
                .foreignPolicy,
                "policy",
                "it is a policy of \(self.policy.workflow), and this is \(self.workflow)",
                "name it \(self.policy.workflow).policy.yaml, or correct the name in it"
            )
        ]
    }
}

// MARK: - names

extension PolicyCheck {
    func isKnown(_ step: StepName) -> Bool { self.definition.step(step) != nil }

    func fact(_ name: FactName) -> PolicyFact<Facts>? { self.definition.facts.first { $0.name == name } }

    func unknown(steps: [StepName], at place: String) -> [Finding] {
        steps.filter { !self.isKnown($0) }.map { step in
            Finding(
                .unknownStep,
                place,
                "there is no step \(step)",
                "correct it; there are \(self.definition.steps.map(\.name.rawValue).joined(separator: ", "))"
            )
        }
    }

    func unknown(facts: [FactName], at place: String) -> [Finding] {
        facts.filter { self.fact($0) == nil }.map { fact in
            Finding(
                .unknownFact,
                place,
                "there is no fact \(fact)",
                "correct it; there are \(self.definition.facts.map(\.name.rawValue).joined(separator: ", "))"
            )
        }
    }

    func unknown(systems: [RemoteName], at place: String, heard: Bool = false) -> [Finding] {
        let known = Set(self.remotes.values).union(heard ? self.sources : [])
        return systems.filter { !known.contains($0) }.map { system in
            Finding(
                .unknownSystem,
                place,
                "there is no system \(system)",
                "correct it; there are \(known.map(\.rawValue).sorted().joined(separator: ", "))"
            )
        }
    }

    /// Facts that there are not, and comparisons that make no sense.
    func findings(of condition: Condition, at place: String) -> [Finding] {
        condition.comparisons.flatMap { comparison -> [Finding] in
            guard let fact = self.fact(comparison.fact) else {
                return self.unknown(facts: [comparison.fact], at: place)
            }
            return self.sortFindings(comparison, fact.sort, at: place)
        }
    }

    private func sortFindings(_ comparison: Comparison, _ sort: FactSort, at place: String) -> [Finding] {
        if comparison.relation == .exists { return [] }
        if comparison.relation.needsOrder, !sort.isOrdered {
            return [
                Finding(
                    .factSort,
                    place,
                    "\(comparison.fact) is \(sort.rawValue), of which nothing is \(comparison.relation.rawValue)",
                    "use is, isNot or in"
                )
            ]
        }
        return comparison.values.filter { $0.sort != sort }.map { value in
            self.mismatch(comparison.fact, sort, value, at: place)
        }
    }

    func mismatch(_ fact: FactName, _ sort: FactSort, _ value: FactValue, at place: String) -> Finding {
        Finding(
            .factSort,
            place,
            "\(fact) is \(sort.rawValue), and \(value) is \(value.sort.rawValue)",
            "write \(sort.example)"
        )
    }

    /// Whatever waits has somebody who sees to it.
    func ownerFindings(_ owner: String, at place: String) -> [Finding] {
        guard owner.allSatisfy(\.isWhitespace) else { return [] }
        return [Finding(.ownerMissing, place, "nobody owns what waits here", "name who sees to it: owner: finance")]
    }
}

extension FactSort {
    /// How a value of this sort is written.
    package var example: String {
        switch self {
        case .text: "text, such as DE-19"
        case .number: "a number, such as 40"
        case .money: "an amount, such as EUR 10000.00"
        case .date: "a date, such as 2026-11-21"
        case .flag: "true or false"
        }
    }
}

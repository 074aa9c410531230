extension RetryRules {
    /// What holds for a step: its own values first, then its system's, then the standard ones.
    package func rule(_ step: StepName, _ remote: RemoteName) -> RetryRule {
        let rules = [self.steps[step], self.systems[remote], self.standard].compactMap(\.self)
        return RetryRule(
            attempts: rules.lazy.compactMap(\.attempts).first,
            pause: rules.lazy.compactMap(\.pause).first,
            timeout: rules.lazy.compactMap(\.timeout).first
        )
    }

    /// Which entry speaks first for a step, by its place in the policy.
    func winner(_ step: StepName, _ remote: RemoteName) -> RuleName? {
        if self.steps[step] != nil { return RuleName(rawValue: "steps.\(step)") }
        if self.systems[remote] != nil { return RuleName(rawValue: "systems.\(remote)") }
        return self.standard == nil ? nil : "default"
    }
}

extension Policy {
    /// Why a system may not bring about this change; `nil` when it may.
    func objection(to writer: RemoteName, changing before: FactSheet, to after: FactSheet) -> String? {
        let changed = self.ownership.keys.filter { before[$0] != after[$0] }.sorted()
        guard let fact = changed.first(where: { self.ownership[$0]?.contains(writer) == false }) else { return nil }
        let owners = (self.ownership[fact] ?? []).map(\.rawValue).joined(separator: ", ")
        return "\(writer) may not change \(fact), which is \(owners)'s"
    }
}

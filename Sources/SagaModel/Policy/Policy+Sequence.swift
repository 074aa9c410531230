extension Policy {
    /// The order that the policy gives the steps of a group, for these facts; `nil` when it has no rule for the group.
    ///
    /// The decision's stages are `nil` when none of its rules applies.
    package func arrange(
        _ group: GroupName,
        _ members: [(step: StepName, remote: RemoteName)],
        _ sheet: FactSheet
    ) -> (stages: Stages?, decision: Decision)? {
        guard let rules = self.sequencing[group], !rules.isEmpty else { return nil }
        let (winner, losers) = Self.first(of: rules.map { ($0, $0.name, $0.when.truth(sheet)) })
        let stages = winner?.stages(members)
        let decision = Decision(
            .sequence,
            group.rawValue,
            outcome: stages?.words ?? "no rule applies",
            winner: winner?.name,
            losers: losers,
            inputs: sheet.inputs(rules.flatMap { $0.when.comparisons.map(\.fact) })
        )
        return (stages, decision)
    }

    /// The first rule that applies, and why each other one does not.
    static func first<Rule>(
        of rules: [(rule: Rule, name: RuleName, truth: Truth)]
    ) -> (winner: Rule?, losers: [Decision.Loser]) {
        var losers: [Decision.Loser] = []
        var winner: (rule: Rule, name: RuleName)?
        for (rule, name, truth) in rules {
            if let winner {
                losers.append(Decision.Loser(rule: name, why: "\(winner.name) comes before it"))
            } else if truth.holds {
                winner = (rule, name)
            } else {
                losers.append(Decision.Loser(rule: name, why: truth.why))
            }
        }
        return (winner?.rule, losers)
    }
}

extension SequenceRule {
    /// Each step once, where it is named first; the rest one after the other, in the order of the text.
    package func stages(_ members: [(step: StepName, remote: RemoteName)]) -> Stages {
        var open = members
        var stages: Stages = []
        for words in self.order {
            let stage = words.flatMap { word in
                let chosen = open.filter { Self.names(word, $0, members) }
                open.removeAll { member in chosen.contains { $0.step == member.step } }
                return chosen.map(\.step)
            }
            if !stage.isEmpty { stages.append(stage) }
        }
        return stages + open.map { [$0.step] }
    }

    /// A word is a step of the group, or else a system.
    static func names(
        _ word: String,
        _ member: (step: StepName, remote: RemoteName),
        _ members: [(step: StepName, remote: RemoteName)]
    ) -> Bool {
        let isStep = members.contains { $0.step.rawValue == word }
        return isStep ? member.step.rawValue == word : member.remote.rawValue == word
    }
}

extension Stages {
    /// For people: `subscription, then opportunity and onboarding`.
    package var words: String {
        self.map { $0.map(\.rawValue).joined(separator: " and ") }.joined(separator: ", then ")
    }
}

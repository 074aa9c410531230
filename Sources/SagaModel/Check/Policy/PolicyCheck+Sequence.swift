extension PolicyCheck {
    private typealias Member = (step: StepName, remote: RemoteName)

    var sequenceFindings: [Finding] {
        self.policy.sequencing.sorted { $0.key < $1.key }.flatMap { name, rules -> [Finding] in
            let place = "sequencing.\(name)"
            guard let group = self.definition.groups.first(where: { $0.name == name }) else {
                let known = self.definition.groups.map(\.name.rawValue).joined(separator: ", ")
                return [Finding(.unknownGroup, place, "there is no group \(name)", "correct it; there are \(known)")]
            }
            let members = group.steps.map { (step: $0.name, remote: self.remotes[$0.name] ?? "") }
            let needs = self.needs(in: group)
            return self.findings(of: rules.map(PolicyRule.init), at: place)
                + rules.enumerated().flatMap { index, rule in
                    self.findings(of: rule.when, at: "\(place)[\(index)].when")
                        + self.wordFindings(rule, members, at: "\(place)[\(index)].order")
                        + self.dataFindings(rule, members, needs, at: "\(place)[\(index)].order")
                }
        }
    }

    func findings(of rules: [PolicyRule], at place: String) -> [Finding] {
        rules.enumerated().flatMap { index, rule -> [Finding] in
            let earlier = rules[..<index]
            var findings: [Finding] = []
            if earlier.contains(where: { $0.name == rule.name }) {
                let reason = "\(rule.name) is there twice"
                findings.append(Finding(.duplicateRule, "\(place)[\(index)].rule", reason, "give it another name"))
            }
            if let first = earlier.first(where: { rule.implies($0) }) {
                findings.append(
                    Finding(
                        .ruleShadowed,
                        "\(place)[\(index)]",
                        "\(first.name) applies whenever \(rule.name) would, and stands before it",
                        "move \(rule.name) up, or take it out"
                    )
                )
            }
            return findings
        }
    }

    private func wordFindings(_ rule: SequenceRule, _ members: [Member], at place: String) -> [Finding] {
        let words = rule.order.flatMap(\.self)
        var seen: [StepName] = []
        return words.flatMap { word -> [Finding] in
            let steps = members.filter { SequenceRule.names(word, $0, members) }.map(\.step)
            guard !steps.isEmpty else { return [self.stranger(word, at: place)] }
            let again = steps.filter(seen.contains)
            seen += steps
            var findings = again.map { step in
                Finding(
                    .orderCycle,
                    place,
                    "\(step) would come before itself: \(word) names it again",
                    "name each step once, by itself or by its system"
                )
            }
            let isStep = members.contains { $0.step.rawValue == word }
            if isStep, members.contains(where: { $0.remote.rawValue == word && $0.step.rawValue != word }) {
                findings.append(
                    Finding(.ambiguousWord, place, "\(word) is a step and a system", "name the system's steps instead")
                )
            }
            return findings
        }
    }

    private func stranger(_ word: String, at place: String) -> Finding {
        let isElsewhere = self.isKnown(StepName(rawValue: word)) || self.remotes.values.contains { $0.rawValue == word }
        return isElsewhere
            ? Finding(.orderOutsideGroup, place, "\(word) has no step in the group", "take it out of the order")
            : Finding(.unknownStep, place, "there is no step and no system \(word)", "correct the name")
    }

    /// Which step of a group asks something else once another one has answered.
    private func needs(in group: Group<Facts, Request>) -> [(step: StepName, after: StepName)] {
        self.plays.flatMap { play in
            let scenes = group.steps.compactMap { step in play.scenes.last { $0.step == step.name } }
            return scenes.flatMap { first in
                scenes.compactMap { self.needs($0.step, first) ? (step: $0.step, after: first.step) : nil }
            }
        }
    }

    private func needs(_ name: StepName, _ first: Rehearsal<Facts, Request>.Scene) -> Bool {
        guard name != first.step, let step = self.definition.step(name), let teacher = self.definition.step(first.step)
        else { return false }
        var taught = first.before
        teacher.learn(&taught, first.reply)
        return step.make(taught) != step.make(first.before)
    }

    private func dataFindings(
        _ rule: SequenceRule,
        _ members: [Member],
        _ needs: [(step: StepName, after: StepName)],
        at place: String
    ) -> [Finding] {
        let stages = rule.stages(members)
        func stage(_ step: StepName) -> Int { stages.firstIndex { $0.contains(step) } ?? 0 }
        var findings: [Finding] = []
        for need in needs where stage(need.step) <= stage(need.after) {
            let finding = Finding(
                .orderAgainstData,
                place,
                "\(need.step) needs what \(need.after) teaches, and does not run after it",
                "put \(need.after) into an earlier stage"
            )
            if !findings.contains(finding) { findings.append(finding) }
        }
        return findings
    }
}

extension PolicyCheck {
    var compensationFindings: [Finding] {
        self.policy.compensation.sorted { $0.key < $1.key }.flatMap { name, rules -> [Finding] in
            let place = "compensation.\(name)"
            guard let step = self.definition.step(name) else { return self.unknown(steps: [name], at: place) }
            guard step.undo != nil else {
                return [
                    Finding(
                        .compensationWithoutUndo,
                        place,
                        "\(name) is never taken back",
                        "take it out; after the pivot a correction is a saga of its own"
                    )
                ]
            }
            return self.findings(of: rules.map(PolicyRule.init), at: place)
                + rules.enumerated().flatMap { index, rule in
                    self.findings(of: rule.when, at: "\(place)[\(index)].when")
                        + self.choiceFindings(rule, step, at: "\(place)[\(index)]")
                }
        }
    }

    private func choiceFindings(_ rule: UndoRule, _ step: Step<Facts, Request>, at place: String) -> [Finding] {
        var findings: [Finding] = []
        if rule.undo != .own, step.otherUndos[rule.undo] == nil {
            let offered = ([.own] + step.otherUndos.keys.sorted()).map(\.rawValue).joined(separator: ", ")
            findings.append(
                Finding(
                    .undoNotOffered,
                    "\(place).undo",
                    "\(step.name) cannot be taken back by \(rule.undo)",
                    "correct it; the definition offers \(offered)"
                )
            )
        }
        if let cutoff = rule.closed, self.policy.cutoffs[cutoff] == nil {
            findings.append(
                Finding(
                    .closedWithoutCutoff,
                    "\(place).closed",
                    "there is no cut-off \(cutoff), so nobody knows which period is meant",
                    "name one of \(self.policy.cutoffs.keys.sorted().map(\.rawValue).joined(separator: ", "))"
                )
            )
        }
        return findings
    }
}

/// A rule among others of which the first that applies wins.
struct PolicyRule {
    let name: RuleName
    let when: Condition
    var closed: RuleName?

    init(_ rule: SequenceRule) {
        self.name = rule.name
        self.when = rule.when
    }

    init(_ rule: UndoRule) {
        self.name = rule.name
        self.when = rule.when
        self.closed = rule.closed
    }

    /// Whether `other` applies wherever this one does.
    func implies(_ other: Self) -> Bool {
        (other.closed == nil || other.closed == self.closed) && self.when.implies(other.when)
    }
}

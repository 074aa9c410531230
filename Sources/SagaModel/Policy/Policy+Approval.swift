extension Policy {
    /// What must be approved before a step now: each gate with its subject, and how it came to that.
    ///
    /// Where it cannot be told whether the condition holds, somebody is asked.
    func approvals(before step: StepName, _ sheet: FactSheet) -> [(gate: GateName, subject: String, decision: Decision)]
    {
        self.approvals.sorted { $0.key < $1.key }.filter { $0.value.before.contains(step) }.map { name, rule in
            let truth = rule.when.truth(sheet)
            let rest: [Decision.Loser]
            let outcome: String
            switch truth {
            case .holds: (outcome, rest) = ("asked for", [])
            case .unknown(let why): (outcome, rest) = ("asked for, because \(why)", [])
            case .fails(let why):
                (outcome, rest) = ("not needed", [Decision.Loser(rule: RuleName(rawValue: name.rawValue), why: why)])
            }
            let decision = Decision(
                .approval,
                name.rawValue,
                step: step,
                outcome: outcome,
                winner: rest.isEmpty ? RuleName(rawValue: name.rawValue) : nil,
                losers: rest,
                inputs: sheet.inputs(rule.when.comparisons.map(\.fact) + rule.of)
            )
            return (name, rule.subject(sheet), decision)
        }
    }

    /// Why this person may not approve; `nil` when nothing speaks against it.
    package func objection(
        to gate: GateName,
        by who: String,
        as role: RoleName?,
        startedBy: String?,
        _ sheet: FactSheet
    ) -> String? {
        guard let rule = self.approvals[gate] else { return nil }
        if rule.isForOthers {
            guard let startedBy else { return "\(gate) is not for whoever asked, and nobody knows who that was" }
            if startedBy == who { return "\(who) started the saga, and \(gate) is not for whoever asked" }
        }
        let roles = rule.grades.map(\.role.rawValue).joined(separator: ", ")
        guard let role, let grade = rule.grades.first(where: { $0.role == role }) else {
            return "\(gate) is approved by \(roles), not by \(role.map(\.rawValue) ?? "somebody without a role")"
        }
        guard let ceiling = grade.ceiling else { return nil }
        let amount = rule.amount.flatMap { sheet[$0] }
        guard let amount, let order = amount.order(ceiling) else {
            return "\(role) approves up to \(ceiling), and the amount is \(amount.map { "\($0)" } ?? "not known")"
        }
        return order > 0 ? "\(amount) is above \(ceiling), the most that \(role) approves" : nil
    }
}

extension ApprovalRule {
    /// What is approved, word for word.
    func subject(_ sheet: FactSheet) -> String {
        self.of.map { "\($0) \(sheet[$0].map { "\($0)" } ?? "not known")" }.joined(separator: ", ")
    }
}

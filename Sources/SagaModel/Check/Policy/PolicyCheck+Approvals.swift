extension PolicyCheck {
    var approvalFindings: [Finding] {
        self.policy.approvals.sorted { $0.key < $1.key }.flatMap { name, rule -> [Finding] in
            let place = "approvals.\(name)"
            var findings = self.unknown(steps: rule.before, at: "\(place).before")
            findings += self.findings(of: rule.when, at: "\(place).when")
            findings += self.unknown(facts: rule.of, at: "\(place).of")
            findings += self.unknown(facts: rule.amount.map { [$0] } ?? [], at: "\(place).amount")
            findings += self.bindingFindings(name, rule, at: place)
            findings += self.gradeFindings(rule, at: place)
            findings += self.ceilingFindings(rule, at: "\(place).by")
            return findings + self.ownerFindings(rule.owner, at: place)
        }
    }

    private func bindingFindings(_ name: GateName, _ rule: ApprovalRule, at place: String) -> [Finding] {
        var findings: [Finding] = []
        let isGate = self.definition.steps.contains { $0.gates.contains { $0.kind == .approval && $0.name == name } }
        if rule.before.isEmpty, !isGate {
            findings.append(
                Finding(
                    .approvalGuardsNothing,
                    place,
                    "it stands before no step",
                    "name the steps: before: [receivable]"
                )
            )
        }
        if rule.of.isEmpty, !rule.before.isEmpty {
            findings.append(
                Finding(
                    .approvalBindsNothing,
                    place,
                    "one approval would be good for every order and every amount",
                    "name what is approved: of: [order, total]"
                )
            )
        }
        if let amount = rule.amount, !rule.before.isEmpty, !rule.of.contains(amount) {
            findings.append(
                Finding(
                    .approvalAmountUnbound,
                    "\(place).of",
                    "when \(amount) grows after the approval, nobody is asked again",
                    "add \(amount) to of"
                )
            )
        }
        return findings
    }

    private func gradeFindings(_ rule: ApprovalRule, at place: String) -> [Finding] {
        let unknown = rule.grades.map(\.role).filter { !RoleName.known.contains($0) }
        let findings = unknown.map { role in
            Finding(
                .unknownRole,
                "\(place).by",
                "there is no role \(role)",
                "correct it; there are \(RoleName.known.map(\.rawValue).joined(separator: ", "))"
            )
        }
        guard unknown.isEmpty, !rule.grades.contains(where: { RoleName.approving.contains($0.role) }) else {
            return findings
        }
        return [
            Finding(
                .approvalNobodyCanGive,
                "\(place).by",
                "no role in it may say yes to money",
                "add one of \(RoleName.approving.map(\.rawValue).joined(separator: ", "))"
            )
        ]
    }

    private func ceilingFindings(_ rule: ApprovalRule, at place: String) -> [Finding] {
        let ceilings = rule.grades.compactMap(\.ceiling)
        guard !ceilings.isEmpty else { return [] }
        guard let amount = rule.amount else {
            return [Finding(.ceilingWithoutAmount, place, "nothing says what the ceiling limits", "add amount: total")]
        }
        guard let sort = self.fact(amount)?.sort else { return [] }
        let strange = ceilings.filter { $0.sort != sort }.map { self.mismatch(amount, sort, $0, at: place) }
        guard strange.isEmpty, rule.grades.allSatisfy({ $0.ceiling != nil }),
            let most = ceilings.max(by: { ($0.order($1) ?? 0) < 0 })
        else { return strange }
        if let least = rule.when.threshold(of: amount), let order = most.order(least.value),
            order < 0 || (order == 0 && !least.isReached)
        {
            return [
                Finding(
                    .ceilingBelowThreshold,
                    place,
                    "approval is asked from \(least.value), and nobody approves more than \(most)",
                    "raise a ceiling, or take one away"
                )
            ]
        }
        return [
            Finding(
                .amountAboveAllCeilings,
                place,
                "above \(most) nobody may approve",
                "give one role no ceiling if such orders are to pass"
            )
        ]
    }
}

extension Condition {
    /// From which amount on the condition holds, where it says so.
    fileprivate func threshold(of fact: FactName) -> (value: FactValue, isReached: Bool)? {
        switch self {
        case .all(let parts): return parts.lazy.compactMap { $0.threshold(of: fact) }.first
        case .test(let comparison):
            guard comparison.fact == fact, let value = comparison.values.first else { return nil }
            switch comparison.relation {
            case .above: return (value, false)
            case .atLeast: return (value, true)
            case .is, .isNot, .in, .below, .atMost, .exists: return nil
            }
        case .always, .any, .not: return nil
        }
    }
}

extension PolicyCheck {
    var holdFindings: [Finding] {
        self.policy.holds.sorted { $0.key < $1.key }.flatMap { kind, rule -> [Finding] in
            let place = "holds.\(kind)"
            var findings =
                self.unknown(steps: rule.stops, at: "\(place).stops") + self.unknown(facts: rule.on, at: "\(place).on")
            if rule.stops.isEmpty {
                let reason = "a hold for \(kind) stops no step"
                findings.append(Finding(.holdStopsNothing, place, reason, "name the steps: stops: [receivable]"))
            }
            if rule.on.isEmpty {
                let reason = "a hold for \(kind) is about nothing that a saga knows"
                findings.append(Finding(.holdAboutNothing, place, reason, "name the facts: on: [order, invoice]"))
            }
            return findings + self.lateFindings(rule, at: place) + self.ownerFindings(rule.owner, at: place)
        }
    }

    private func lateFindings(_ rule: HoldRule, at place: String) -> [Finding] {
        let offered = self.definition.lateHolds.filter { rule.stops.contains($0.on) }.map(\.step.name)
        guard let act = rule.underWay, !offered.contains(act) else { return [] }
        let known = (["tell"] + offered.map(\.rawValue)).joined(separator: ", ")
        return [
            Finding(
                .lateHoldNotOffered,
                "\(place).underWay",
                "the definition does not offer \(act) for a step that the hold stops",
                "correct it; there are \(known)"
            )
        ]
    }

    var cutoffFindings: [Finding] {
        let rules = self.policy.cutoffs.sorted { $0.key < $1.key }
        return rules.flatMap { self.cutoffFindings($0.value, at: "cutoffs.\($0.key)") } + self.cutTwice(rules)
            + self.notCut(Set(rules.flatMap(\.value.steps)))
    }

    private func cutoffFindings(_ rule: CutoffRule, at place: String) -> [Finding] {
        var findings =
            self.unknown(steps: rule.steps, at: "\(place).steps")
            + self.unknown(facts: [rule.date] + (rule.entity.map { [$0] } ?? []), at: "\(place).date")
        for step in rule.steps where self.remotes[step] != nil && !self.posting.contains(step) {
            findings.append(
                Finding(.cutoffPostsNothing, "\(place).steps", "\(step) posts nothing", "take it out of the cut-off")
            )
        }
        if let fact = self.fact(rule.date), fact.sort != .date {
            findings.append(
                Finding(
                    .factSort,
                    "\(place).date",
                    "\(rule.date) is \(fact.sort.rawValue)",
                    "name a fact that is a date"
                )
            )
        } else if rule.then == .redate, let fact = self.fact(rule.date), fact.redate == nil {
            findings.append(
                Finding(
                    .redateImpossible,
                    "\(place).then",
                    "the workflow cannot move \(rule.date)",
                    "choose wait or refuse"
                )
            )
        }
        return findings + self.ownerFindings(rule.owner, at: place)
    }

    private func cutTwice(_ rules: [(key: RuleName, value: CutoffRule)]) -> [Finding] {
        rules.enumerated().flatMap { index, entry in
            entry.value.steps.compactMap { step -> Finding? in
                guard let first = rules[..<index].first(where: { $0.value.steps.contains(step) }) else { return nil }
                return Finding(
                    .cutoffTwice,
                    "cutoffs.\(entry.key).steps",
                    "\(step) respects \(first.key) already",
                    "take it out of one of both"
                )
            }
        }
    }

    private func notCut(_ cut: Set<StepName>) -> [Finding] {
        self.posting.subtracting(cut).sorted().map { step in
            Finding(
                .postingWithoutCutoff,
                "cutoffs",
                "\(step) posts, whatever period is closed",
                "name it in a cut-off, unless the ERP's own refusal is enough"
            )
        }
    }
}

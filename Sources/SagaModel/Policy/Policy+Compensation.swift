extension Policy {
    /// Which way back a step is gone, for these facts; `nil` when the policy has no rule for it.
    ///
    /// `closed` are the periods that are closed; the decision's undo is `nil` when no rule applies.
    func undo(of step: StepName, closed: Set<String>, _ sheet: FactSheet) -> (undo: UndoName?, decision: Decision)? {
        guard let rules = self.compensation[step], !rules.isEmpty else { return nil }
        let (winner, losers) = Self.first(of: rules.map { ($0, $0.name, self.truth($0, closed: closed, sheet)) })
        let cutoffs = rules.compactMap(\.closed).compactMap { self.cutoffs[$0] }
        let decision = Decision(
            .compensation,
            step.rawValue,
            step: step,
            outcome: winner.map { "taken back by \($0.undo)" } ?? "taken back as the definition says",
            winner: winner?.name,
            losers: losers,
            inputs: sheet.inputs(
                rules.flatMap { $0.when.comparisons.map(\.fact) }
                    + cutoffs.flatMap { [$0.date, $0.entity] }
                    .compactMap(\.self)
            )
        )
        return (winner?.undo, decision)
    }

    private func truth(_ rule: UndoRule, closed: Set<String>, _ sheet: FactSheet) -> Truth {
        guard let name = rule.closed else { return rule.when.truth(sheet) }
        guard let period = self.cutoffs[name]?.period(sheet) else {
            return .unknown("the date of \(name) is not known")
        }
        return closed.contains(period) ? rule.when.truth(sheet) : .fails("\(period) is not closed")
    }
}

/// One place where a definition, or its policy, does not keep a rule.
package struct Finding: Codable, Equatable, Sendable {
    package let rule: CheckRule
    /// State, or state and line: `posted/receivable`.
    ///
    /// In a policy the path to the value: `approvals.large-order.before`.
    package let place: String
    package let reason: String
    package let remedy: String
    /// File and line, where it is in a file.
    package var location: String?

    init(_ rule: CheckRule, _ place: String, _ reason: String, _ remedy: String) {
        self.rule = rule
        self.place = place
        self.reason = reason
        self.remedy = remedy
    }
}

extension Definition {
    /// Every place where the definition does not keep a rule: empty when it is sound.
    ///
    /// Rehearsals add what only the closures can tell.
    package func check(_ rehearsals: [Rehearsal<Facts, Request>] = []) -> [Finding] {
        self.nameFindings + self.wayFindings + self.waitingFindings + self.gateFindings
            + self.rehearsalFindings(rehearsals)
    }
}

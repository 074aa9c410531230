/// What a policy decided at one place, on what, and why not otherwise.
///
/// The machine puts it out beside its requests, so that a runtime records it, and a replay that decides otherwise is
/// noticed like any other difference.
package struct Decision: Codable, Equatable, Sendable {
    package enum Matter: String, Codable, CaseIterable, Sendable {
        /// The order in a group.
        case sequence
        case approval, hold, cutoff
        /// How long a wait lasts.
        case deadline
        /// How often and how far apart a step is tried.
        case retry
        /// Which way back is gone.
        case compensation
    }

    /// A rule that did not apply, and why.
    package struct Loser: Codable, Equatable, Sendable {
        package let rule: RuleName
        package let why: String
    }

    /// A fact as it was seen; without a value it was not known.
    package struct Input: Codable, Equatable, Sendable {
        package let fact: FactName
        package let value: FactValue?
    }

    package let matter: Matter
    /// The group, the gate, the hold, the state or the step that it is about.
    package let subject: String
    /// The step that it was decided for, where it is one step.
    package let step: StepName?
    /// What holds now, in words: `subscription, then entitlement`.
    package let outcome: String
    /// `nil` when no rule applied.
    package let winner: RuleName?
    package let losers: [Loser]
    package let inputs: [Input]

    init(
        _ matter: Matter,
        _ subject: String,
        step: StepName? = nil,
        outcome: String,
        winner: RuleName?,
        losers: [Loser] = [],
        inputs: [Input] = []
    ) {
        self.matter = matter
        self.subject = subject
        self.step = step
        self.outcome = outcome
        self.winner = winner
        self.losers = losers
        self.inputs = inputs
    }
}

extension FactSheet {
    /// These facts as they are seen now, each once, in the order of their names.
    func inputs(_ names: [FactName]) -> [Decision.Input] {
        Set(names).sorted().map { Decision.Input(fact: $0, value: self[$0]) }
    }
}

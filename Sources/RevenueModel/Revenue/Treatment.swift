/// How a modification changes revenue.
package enum Treatment: String, Codable, CaseIterable, Sendable {
    case separateContract = "separate-contract"
    /// The old contract ends and a new one begins: nothing recognised changes.
    case prospective
    /// What was recognised is corrected now, as if the contract had always been so.
    case catchUp = "catch-up"
    /// Distinct remaining goods prospectively, the partly satisfied obligation by catch-up.
    case combination

    /// The paragraph of ASC 606 and of IFRS 15.
    package var paragraph: String {
        switch self {
        case .separateContract: "ASC 606-10-25-12, IFRS 15.20"
        case .prospective: "ASC 606-10-25-13(a), IFRS 15.21(a)"
        case .catchUp: "ASC 606-10-25-13(b), IFRS 15.21(b)"
        case .combination: "ASC 606-10-25-13(c), IFRS 15.21(c)"
        }
    }
}

/// What the standard asks about a modification.
package struct ModificationFacts: Codable, Equatable, Sendable {
    /// What is still to be rendered, seen beside what was.
    package enum Remaining: String, Codable, CaseIterable, Sendable {
        /// Distinct from it, as each month of access is.
        case distinct
        /// Part of one obligation that is partly satisfied.
        case partOfOne = "part-of-one"
        case mixed
    }

    /// The kind of amendment, for the policy: `cancel`, `price-change`.
    package var kind: String
    package var addsDistinctGoods: Bool
    /// The added goods cost what they cost alone, adjusted for this contract.
    package var isPricedStandalone: Bool
    package var remaining: Remaining

    package init(kind: String, addsDistinctGoods: Bool, isPricedStandalone: Bool, remaining: Remaining = .distinct) {
        self.kind = kind
        self.addsDistinctGoods = addsDistinctGoods
        self.isPricedStandalone = isPricedStandalone
        self.remaining = remaining
    }
}

/// Where a company decides otherwise than the rule, with its reason.
package struct TreatmentPolicy: Codable, Equatable, Sendable {
    package struct Choice: Codable, Equatable, Sendable {
        package let treatment: Treatment
        /// Kept with the schedule: an auditor asks.
        package let reason: String

        /// Fails without a reason.
        package init?(_ treatment: Treatment, reason: String) {
            guard reason.contains(where: { !$0.isWhitespace }) else { return nil }
            self.treatment = treatment
            self.reason = reason
        }
    }

    /// By kind of amendment.
    package var choices: [String: Choice]

    package init(choices: [String: Choice] = [:]) { self.choices = choices }

    package func decide(_ facts: ModificationFacts) -> TreatmentDecision {
        if let choice = self.choices[facts.kind] {
            return TreatmentDecision(choice.treatment, because: choice.reason, isPolicy: true)
        }
        if facts.addsDistinctGoods, facts.isPricedStandalone {
            return TreatmentDecision(.separateContract, because: "adds distinct goods at what they cost alone")
        }
        switch facts.remaining {
        case .distinct:
            return TreatmentDecision(.prospective, because: "what remains is distinct from what was rendered")
        case .partOfOne:
            return TreatmentDecision(.catchUp, because: "what remains is part of one partly satisfied obligation")
        case .mixed:
            return TreatmentDecision(.combination, because: "some of what remains is distinct, some is not")
        }
    }
}

/// A treatment and why it was chosen.
package struct TreatmentDecision: Codable, Equatable, Sendable {
    package let treatment: Treatment
    package let reason: String
    /// A policy chose it, not the rule.
    package let isPolicy: Bool

    init(_ treatment: Treatment, because reason: String, isPolicy: Bool = false) {
        self.treatment = treatment
        self.reason = reason
        self.isPolicy = isPolicy
    }

    package var paragraph: String { self.treatment.paragraph }
}

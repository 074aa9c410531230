package import RevenueModel
package import SagaModel
package import Workflows

/// How a case would go, and what the books would be afterwards.
package struct CaseStory: Sendable {
    /// One request that would leave.
    package struct Step: Equatable, Sendable {
        package let name: StepName
        package let system: SystemName
        package let request: RevenueRequest
    }

    package let simulation: CaseSimulation
    package let steps: [Step]
    package let facts: CaseFacts
    package let standing: InvoiceStanding?
    package let memo: CreditMemo?
    package let refund: Money
    package let dating: PostingDate?
    package let books: CaseBooks?
    package let isDone: Bool

    init(
        _ simulation: CaseSimulation,
        _ steps: [Step],
        _ facts: CaseFacts,
        standing: InvoiceStanding?,
        dating: PostingDate?,
        isDone: Bool
    ) throws {
        self.simulation = simulation
        self.steps = steps
        self.facts = facts
        self.standing = standing
        self.isDone = isDone
        let isCredited = steps.contains { $0.name == "credit-memo" }
        let credit = isCredited ? facts.credit : nil
        self.memo = try credit?.memo()
        self.refund = try credit?.refund() ?? .zero(standing?.open.currency ?? .euro)
        self.dating = isCredited ? dating : nil
        self.books = try standing.map { try CaseBooks(simulation, $0, credit, dating) }
    }

    /// What support is told last; where the case waits, what it waits in.
    package var outcome: String {
        let answers = self.steps.compactMap { step in
            if case .support(.answerCase(let answer)) = step.request { answer.kind.rawValue } else { nil }
        }
        if !self.isDone, self.steps.last?.name == "let-it-post" { return "awaiting-posting" }
        return answers.last ?? "awaiting-resolution"
    }

    /// Who holds the invoice in the end.
    package var held: [String] {
        let isReleased = self.steps.contains { ["let-it-post", "release-other-sagas"].contains($0.name) }
        let isHeld = self.steps.contains { $0.name == "hold-other-sagas" }
        return self.simulation.otherHolds + (isHeld && !isReleased ? [self.facts.hold.id] : [])
    }
}

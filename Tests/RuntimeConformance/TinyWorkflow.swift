package import SagaModel

/// A request of the suite's workflow.
package struct Ask: SagaRequest {
    package struct Reply: Codable, Equatable, Sendable {
        package var reference: String?

        package init(reference: String?) { self.reference = reference }
    }

    package let verb: String
    package let order: String

    package init(verb: String, order: String) {
        self.verb = verb
        self.order = order
    }
}

package struct TinyFacts: SagaFacts {
    package var order: String
    package var invoice: String?
    package var isPaid = false
    package var isLarge = false

    package init(order: String) { self.order = order }
}

/// A check, three steps that can be undone, two of them without an order, the pivot behind two gates, two steps after it,
/// and a wait.
package struct TinyWorkflow: Workflow {
    package let name: WorkflowName = "tiny"
    private let version: Int
    private let first: StepName

    package init(version: Int = 1, first: StepName = "crm-order") {
        self.version = version
        self.first = first
    }

    package var rehearsals: [Rehearsal<TinyFacts, Ask>] {
        let paid = Signal(id: "bank/1", name: "paid", body: Ask.Reply(reference: nil))
        return [
            Rehearsal("all goes well", facts: TinyFacts(order: "Q-1"), signals: [paid]) {
                Ask.Reply(reference: $0.verb)
            }
        ]
    }

    package var definition: Definition<TinyFacts, Ask> {
        Definition(version: self.version) {
            State("checked") {
                Check("terms", ask: { Ask(verb: "check", order: $0.order) })
            }
            State("quoted") { Self.step("quote", "quote", undo: "withdraw") }
            State("prepared") {
                Unordered("systems") {
                    Self.step(self.first, "order", undo: "cancel-order")
                    Self.step("subscription", "subscribe", undo: "unsubscribe")
                }
            }
            State("posted") {
                Gate(.hold, on: \.order)
                Gate(approval: "posting", When("it is large") { $0.isLarge }, of: \.order)
                Pivot(
                    "invoice",
                    run: { Ask(verb: "post", order: $0.order) },
                    learn: { $0.invoice = $1.reference }
                )
            }
            State("recognised") {
                Retriable("schedule", run: { Ask(verb: "schedule", order: $0.order) })
                Retriable("note", run: { Ask(verb: "note", order: $0.order) })
            }
            State("awaiting-payment") {
                Wait(
                    for: "paid",
                    within: { _ in .days(30) },
                    otherwise: .park("overdue"),
                    learn: { facts, _ in
                        facts.isPaid = true
                    }
                )
            }
        }
    }

    private static func step(_ name: StepName, _ verb: String, undo: String) -> Compensatable<TinyFacts, Ask> {
        Compensatable(
            name,
            run: { Ask(verb: verb, order: $0.order) },
            undo: { Ask(verb: undo, order: $0.order) }
        )
    }

    package func businessKeys(_ facts: TinyFacts) -> [String] {
        [facts.order] + (facts.invoice.map { [$0] } ?? [])
    }

    package func amount(_ facts: TinyFacts) -> String? { "EUR 10.00" }
}

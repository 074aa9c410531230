package import RevenueModel
package import SagaModel

/// From an overdue invoice to its payment, or to somebody who collects it.
///
/// The pivot is the last look at what is owed: from then on somebody is asked, and a reminder that billing refuses needs
/// a person, rather than ending the dunning. A hold stops every reminder; what is disputed is not asked for.
package struct OverdueReceivable: Workflow {
    package let name: WorkflowName = "dunning"

    package let definition = Definition<DunningFacts, RevenueRequest>(version: 1, exposing: DunningFacts.exposed) {
        State("overdue") {
            Check("open-amount") {
                .billing(.openItems(query: $0.query))
            } learn: {
                $0.learn(items: $1.openItems ?? [])
            }
            GoTo("settled", .isSettled)
            GoTo("asked-again", When("somebody was asked before") { $0.attempts > 0 })
            GoTo("asked", .isWorthAsking)
        }
        State("not-asked") {
            Wait(for: "dunning-ended", within: { $0.pause }, otherwise: .goTo("overdue")) { $1.reference == $0.invoice }
            GoTo("settled")
        }
        State("asked") {
            Pivot("last-look") {
                .billing(.openItems(query: $0.query))
            } learn: {
                $0.learn(items: $1.openItems ?? [])
            }
            GoTo("settled", .isSettled)
            GoTo("asked-again", When("somebody else has asked meanwhile") { $0.attempts > 0 })
            GoTo("awaiting-payment", When("there is nothing to ask for now") { !$0.isWorthAsking })
            Retriable("first-reminder") {
                .billing(.remind(reminder: $0.next))
            } learn: { facts, _ in
                facts.asked()
            }
        }
        State("awaiting-payment") {
            Wait(for: "dunning-ended", within: { $0.pause }, otherwise: .goTo("asked-again")) {
                $1.reference == $0.invoice
            }
            GoTo("settled")
        }
        State("asked-again") {
            Check("amount-left") {
                .billing(.openItems(query: $0.query))
            } learn: {
                $0.learn(items: $1.openItems ?? [])
            }
            GoTo("settled", .isSettled)
            GoTo("given-to-collections", When("the last reminder was sent") { $0.isExhausted })
            GoTo("awaiting-payment", When("there is nothing to ask for now") { !$0.isWorthAsking })
            Retriable("reminder") {
                .billing(.remind(reminder: $0.next))
            } learn: { facts, _ in
                facts.asked()
            }
            GoTo("awaiting-payment")
        }
        State("given-to-collections") {
            Retriable("collections-note") { .crm(.tellOverdue(reminder: $0.last)) }
            Wait(
                for: "dunning-ended",
                within: { _ in .days(60) },
                otherwise: .park("no payment 60 days after the last reminder; collect it, or write it off")
            ) {
                $1.reference == $0.invoice
            }
        }
        State("settled") {
            Finish()
        }
    }

    package init() {}

    package func businessKeys(_ facts: DunningFacts) -> [String] { ["dunning \(facts.invoice)"] }

    package func claim(_ facts: DunningFacts) -> Claim? { nil }

    package func amount(_ facts: DunningFacts) -> String? { facts.collectible?.description }
}

extension When<DunningFacts> {
    fileprivate static let isSettled = Self("nothing is owed any more") { $0.isSettled }
    fileprivate static let isWorthAsking = Self("there is something to ask for") { $0.isWorthAsking }
}

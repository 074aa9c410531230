package import RevenueModel
package import SagaModel

/// From an accepted quote to cash in the ledger.
///
/// The pivot is posting the receivable: until then the customer owes nothing and every step can be taken back;
/// afterwards a correction is a credit memo, which is a saga of its own. So is the payment: it tells this one when the
/// invoice is settled; and so is asking for it once it is overdue.
package struct QuoteToCash: Workflow {
    package let name: WorkflowName = "quote-to-cash"

    package let definition = Definition<OrderFacts, RevenueRequest>(version: 2, exposing: OrderFacts.exposed) {
        State("validated") {
            Check("account") { .crm(.validateAccount(account: $0.order.account)) }
            Check("catalog") { .billing(.validateCatalog(order: $0.order)) }
            Check("terms-and-tax") { .erp(.validate(order: $0.order)) }
        }
        State("ordered") {
            Compensatable("sales-order") {
                .erp(.createSalesOrder(order: $0.order))
            } learn: {
                $0.salesOrder = $1.reference
            } undo: {
                .erp(.cancelSalesOrder(order: $0.order.id))
            }
        }
        State("provisioned") {
            Unordered("provisioning") {
                Compensatable("subscription") {
                    .billing(.createSubscription(order: $0.order))
                } learn: {
                    $0.subscription = $1.reference
                } undo: {
                    .billing(.cancelSubscription(order: $0.order.id))
                }
                Compensatable("entitlement") {
                    .support(.grantEntitlement(order: $0.order))
                } learn: {
                    $0.entitlement = $1.reference
                } undo: {
                    .support(.revokeEntitlement(order: $0.order.id))
                }
            }
        }
        State("invoiced") {
            Compensatable("draft-invoice") {
                .billing(.draftInvoice(order: $0.order))
            } learn: {
                $0.invoice = $1.invoice
            } undo: {
                .billing(.voidDraft(order: $0.order.id))
            }
        }
        State("posted") {
            Pivot("receivable") {
                .erp(.postInvoice(invoice: $0.invoiceToPost))
            } learn: {
                $0.receivable = $1.reference
            }
            LateHold("dispute-flag", on: "receivable") {
                .erp(.placeHold(hold: $0.disputeFlag))
            } release: {
                .erp(.releaseHold(hold: $0.disputeFlag))
            }
        }
        State("announced") {
            Retriable("issue-invoice") { .billing(.issueInvoice(number: $0.invoiceNumber)) }
            Unordered("announcements") {
                Retriable("opportunity") { .crm(.closeWon(order: $0.order.id, invoice: $0.invoiceNumber)) }
                Retriable("support-note") { .support(.tellInvoiced(order: $0.order.id, invoice: $0.invoiceNumber)) }
                Retriable("onboarding") { .success(.startOnboarding(order: $0.order.id, account: $0.order.account.id)) }
            }
        }
        State("awaiting-payment") {
            Wait(for: "receivable-settled", within: { $0.paymentTerms }, otherwise: .goTo("overdue")) {
                $1.payment?.invoice == $0.invoice?.number
            } learn: {
                $0.payment = $1.payment
            }
            GoTo("paid")
        }
        State("overdue") {
            Retriable("overdue-invoice") { .sagas(.announce(announcement: $0.overdueAnnouncement)) }
            Wait(
                for: "receivable-settled",
                within: { _ in .days(60) },
                otherwise: .park("no payment 60 days after the invoice fell due; collect it, or write it off")
            ) {
                $1.payment?.invoice == $0.invoice?.number
            } learn: {
                $0.payment = $1.payment
            }
        }
        State("paid") {
            Finish()
        }
    }

    package init() {}

    package func businessKeys(_ facts: OrderFacts) -> [String] {
        [facts.order.id] + (facts.invoice.map { [$0.number] } ?? [])
    }

    package func claim(_ facts: OrderFacts) -> Claim? {
        let invoice = facts.invoice.map { ["invoice \($0.number)"] } ?? []
        return Claim(
            keys: Set(["contract \(facts.order.id)"] + invoice),
            effectiveOn: facts.order.orderedOn.description
        )
    }

    package func amount(_ facts: OrderFacts) -> String? { facts.invoice?.total.description }
}

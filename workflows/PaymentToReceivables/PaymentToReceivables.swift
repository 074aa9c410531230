package import RevenueModel
package import SagaModel

/// From money that moved to receivables that agree with it, in the ERP, in billing and in the CRM.
///
/// The pivot is that billing knows of the money: that it moved is a fact, which no ERP can refuse; one that cannot
/// book it yet waits for a person. What it settles, or opens again, follows in entries of their own.
package struct PaymentToReceivables: Workflow {
    package let name: WorkflowName = "payment-to-receivables"

    package let definition = Definition<PaymentFacts, RevenueRequest>(version: 1, exposing: PaymentFacts.exposed) {
        State("identified") {
            Check("payer", .isReceived) {
                .billing(.openItems(query: $0.query))
            } learn: {
                $0.learn(payer: $1.openItems ?? [])
            }
            Check("original", .isTakenBack) {
                .billing(.payment(id: $0.original))
            } learn: {
                $0.learn(original: $1.movement, settlements: $1.settlements)
            }
            GoTo("booked", .isIdentified)
            GoTo("unclear", .wasAskedEnough)
        }
        State("unidentified") {
            Wait(
                for: "payment-identified",
                within: { _ in .minutes(60) },
                otherwise: .goTo("identified"),
                matching: Self.isItsOwn,
                learn: Self.heed
            )
            GoTo("identified")
        }
        State("unclear") {
            Wait(
                for: "payment-identified",
                within: { _ in .days(10) },
                otherwise: .park("nobody said whose money this is; name the customer and the company, or send it back"),
                matching: Self.isItsOwn,
                learn: Self.heed
            )
            GoTo("identified")
        }
        State("booked") {
            Pivot("cash-note") { .billing(.recordCash(movement: $0.movement)) }
            Retriable("entry") {
                .erp(.postJournal(entry: $0.booking))
            } learn: {
                $0.entry = $1.reference
            }
            GoTo("recalled", .isReturned)
            GoTo("disputed", .isChargedBack)
            GoTo("told", .isRefunded)
            GoTo("owed", .isOwedAgain)
        }
        State("matched") {
            Check("open-items") {
                .billing(.openItems(query: $0.query))
            } learn: {
                $0.items = $1.openItems ?? []
                $0.match()
            }
            GoTo("applied", When("what it pays is known") { $0.plan != nil })
            GoTo("objected", When("its advice cannot be followed") { $0.objection != nil })
            GoTo("objected", .wasAskedEnough)
        }
        State("unmatched") {
            Wait(
                for: "payment-identified",
                within: { _ in .days(1) },
                otherwise: .goTo("matched"),
                matching: Self.isItsOwn,
                learn: Self.heed
            )
            On("payment-recalled", goTo: "settled", matching: Self.isItsOwn, learn: Self.recall)
            GoTo("matched")
        }
        State("objected") {
            Wait(
                for: "payment-identified",
                within: { _ in .days(10) },
                otherwise: .park("nobody said what the money is for; it stays unapplied until somebody does"),
                matching: Self.isItsOwn,
                learn: Self.heed
            )
            On("payment-recalled", goTo: "settled", matching: Self.isItsOwn, learn: Self.recall)
            GoTo("matched")
        }
        State("applied") {
            GoTo("kept", When("no invoice is left to be paid") { !$0.hasMoreToApply })
            Check("still-open") {
                .billing(.openItems(query: $0.queryOfNext))
            } learn: {
                $0.learn(left: $1.openItems ?? [])
            }
            IfHeard("payment-recalled", goTo: "settled", matching: Self.isItsOwn, learn: Self.recall)
            Retriable("application", When("something is open of it") { $0.settlement.amount.isPositive }) {
                .erp(.applyCash(payment: $0.application))
            }
            Retriable("write-off", When("a small rest is given up") { $0.settlement.writtenOff.isPositive }) {
                .erp(.applyCash(payment: $0.writeOff))
            }
            Retriable("deduction", When("too much is missing") { $0.settlement.deduction.isPositive }) {
                .support(.openDeduction(settlement: $0.settlement))
            }
            Retriable("settlement") {
                .billing(.recordSettlement(settlement: $0.settlement))
            } learn: { facts, _ in
                facts.done += 1
            }
            Check("what-is-left") {
                .billing(.openItems(query: $0.queryOfLast))
            } learn: {
                $0.learn(remaining: $1.openItems ?? [])
            }
            Retriable("settled-invoice", .hasSettled) { .sagas(.announce(announcement: $0.settledAnnouncement)) }
            Retriable("end-of-dunning", .hasSettled) { .sagas(.announce(announcement: $0.endOfDunning)) }
            GoTo("applied", When("another invoice is paid, too") { $0.hasMoreToApply })
        }
        State("kept") {
            Retriable("surplus", When("a small surplus is income") { $0.plan?.surplus.isPositive ?? false }) {
                .erp(.postJournal(entry: $0.surplusBooking))
            }
            Retriable(
                "credit",
                When("the rest is the customer's credit") { $0.plan?.customerCredit.isPositive ?? false }
            ) {
                .erp(.postJournal(entry: $0.creditBooking))
            }
            GoTo("told")
        }
        State("recalled") {
            Retriable("recall") { .sagas(.announce(announcement: $0.recall)) }
        }
        State("reopened") {
            GoTo("told", When("it had settled nothing") { !$0.hasMoreToReopen })
            Retriable("application-reversal", When("something was applied") { $0.returned.amount.isPositive }) {
                .erp(.reversePayment(reversal: $0.reversal))
            }
            Retriable("write-off-reversal", When("a rest was given up") { $0.returned.writtenOff.isPositive }) {
                .erp(.reversePayment(reversal: $0.writeOffReversal))
            }
            Retriable("return") {
                .billing(.recordReturn(settlement: $0.returned))
            } learn: { facts, _ in
                facts.done += 1
            }
            Retriable("reopened-invoice") { .sagas(.announce(announcement: $0.reopenedAnnouncement)) }
            GoTo("reopened", When("it had settled another invoice") { $0.hasMoreToReopen })
            GoTo("told")
        }
        State("disputed") {
            Wait(
                for: "chargeback-decided",
                within: { _ in .days(120) },
                otherwise: .park("the processor has not decided in 120 days; ask it, and tell it here")
            ) {
                $1.reference == $0.movement.id && $1.verdict != nil
            } learn: {
                $0.verdict = $1.verdict
            }
            Retriable("verdict") { .erp(.postJournal(entry: $0.verdictBooking)) }
            GoTo("told")
        }
        State("owed") {
            Wait(
                for: "refund-settled",
                within: { _ in .seconds(1) },
                otherwise: .park(
                    "the refund came back, and the customer is owed it: pay it otherwise, and tell it here"
                ),
                matching: Self.isItsOwn
            )
        }
        State("told") {
            Retriable("customer-note") { .crm(.tellPaid(movement: $0.movement, invoices: $0.invoices)) }
        }
        State("settled") {
            Finish()
        }
    }

    /// What a person says of this very payment.
    private static let isItsOwn: Wait<PaymentFacts, RevenueRequest>.Matching = { $1.reference == $0.movement.id }
    private static let heed: Step<PaymentFacts, RevenueRequest>.Learn = { $0.learn(said: $1.movement) }
    /// The bank has taken it back.
    private static let recall: Step<PaymentFacts, RevenueRequest>.Learn = { facts, _ in facts.isRecalled = true }

    package init() {}

    package func businessKeys(_ facts: PaymentFacts) -> [String] { [facts.movement.id] }

    /// One at a time for each customer: what a payment settles depends on what the one before left open.
    package func claim(_ facts: PaymentFacts) -> Claim? {
        let whose = facts.movement.account.map { "receivables of \($0)" }
        return Claim(
            keys: Set(["payment \(facts.original)"] + [whose].compactMap(\.self)),
            effectiveOn: facts.movement.movedOn.description
        )
    }

    package func amount(_ facts: PaymentFacts) -> String? { facts.movement.amount.description }
}

extension When<PaymentFacts> {
    fileprivate static let isReceived = Self("money came") { $0.movement.kind == .received }
    fileprivate static let isTakenBack = Self("money is taken back") { $0.movement.kind != .received }
    fileprivate static let isReturned = Self("the bank took it back") { $0.movement.kind == .returned }
    fileprivate static let isChargedBack = Self("the payer disputes it") { $0.movement.kind == .chargedBack }
    fileprivate static let isRefunded = Self("we paid it back") { $0.movement.kind == .refunded }
    fileprivate static let isOwedAgain = Self("a refund came back") { $0.movement.kind == .refundReturned }
    fileprivate static let isIdentified = Self("it is known whose money it is") { $0.isIdentified }
    fileprivate static let wasAskedEnough = Self("billing was asked often enough") { $0.wasAskedEnough }
    fileprivate static let hasSettled = Self("nothing is open of it any more") { $0.hasSettled }
}

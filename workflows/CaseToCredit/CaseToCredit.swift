package import RevenueModel
package import SagaModel

/// From a disputed invoice to a credit memo, or to a reasoned no.
///
/// The invoice is held as soon as the case is known, so that nothing is collected meanwhile; a hold moves no money. The
/// pivot is posting the credit memo: until then every hold can be taken back. A case without credit leaves it out, and
/// the holds are released either way. What is credited follows from what billing says last; where the ERP refuses it,
/// because money came meanwhile, billing is asked again and the credit is drawn up anew.
package struct CaseToCredit: Workflow {
    package let name: WorkflowName = "case-to-credit"

    package let definition = Definition<CaseFacts, RevenueRequest>(version: 1, exposing: CaseFacts.exposed) {
        State("opened") {
            Check("entitlement") {
                .support(.checkEntitlement(supportCase: $0.supportCase))
            } learn: {
                $0.entitlement = $1.reference
            }
            GoTo("answered", .isUnentitled)
            Check("disputed-invoice") {
                .billing(.findInvoice(supportCase: $0.supportCase))
            } learn: {
                $0.standing = $1.standing
            }
            GoTo("answered", .isUnlinked)
        }
        State("held") {
            Compensatable("hold-other-sagas") {
                .sagas(.hold(hold: $0.hold))
            } learn: {
                $0.underWay = $1.underWay
            } undo: {
                .sagas(.release(hold: $0.hold))
            }
            Compensatable("late-hold", .cameLate, keep: "a note in the case is no obligation") {
                .support(.answerCase(answer: $0.late))
            }
            Check("invoice-under-hold") {
                .billing(.findInvoice(supportCase: $0.supportCase))
            } learn: {
                $0.standing = $1.standing ?? $0.standing
            }
            Unordered("holds") {
                Compensatable("hold-billing") {
                    .billing(.holdInvoice(hold: $0.hold))
                } undo: {
                    .billing(.releaseInvoice(hold: $0.hold))
                }
                Compensatable("dispute-flag", .canBeFlagged) {
                    .erp(.placeHold(hold: $0.hold))
                } undo: {
                    .erp(.releaseHold(hold: $0.hold))
                }
            }
        }
        State("awaiting-resolution") {
            Wait(
                for: "case-resolved",
                within: { _ in .days(5) },
                otherwise: .goTo("escalated"),
                matching: Self.isItsOwn,
                learn: Self.heed
            )
            On("case-escalated", goTo: "escalated")
            On("case-withdrawn", goTo: "released", matching: Self.isItsOwn, learn: Self.heed)
            GoTo("decided")
        }
        State("escalated") {
            Compensatable("escalation", keep: "a note in the case is no obligation") {
                .support(.answerCase(answer: $0.overdue))
            }
            Wait(
                for: "case-resolved",
                within: { _ in .days(10) },
                otherwise: .park("nobody resolved the case; resolve it in support, or cancel the saga and release it"),
                matching: Self.isItsOwn,
                learn: Self.heed
            )
            On("case-withdrawn", goTo: "released", matching: Self.isItsOwn, learn: Self.heed)
        }
        State("decided") {
            GoTo("released", .isUpheld)
            Check("invoice-now") {
                .billing(.findInvoice(supportCase: $0.supportCase))
            } learn: {
                $0.plan(on: $1.standing)
            }
            GoTo("unposted", .isUnpostedForLong)
            GoTo("awaiting-posting", .isUnposted)
            GoTo("disputed-credit", .isImpossible)
            GoTo("credited")
        }
        State("awaiting-posting") {
            Compensatable(
                "let-it-post",
                .isFirstLook,
                keep: "the invoice is posted either way; the credit comes after it"
            ) {
                .sagas(.release(hold: $0.hold))
            }
            Wait(for: "invoice-posted", within: { $0.untilNextLook }, otherwise: .goTo("decided"))
            GoTo("decided")
        }
        State("unposted") {
            Wait(
                for: "invoice-posted",
                within: { _ in .days(1) },
                otherwise: .park("the invoice is not posted; see what stops it, and tell the case: invoice-posted")
            )
            GoTo("decided")
        }
        State("disputed-credit") {
            Compensatable("ask-again", keep: "a note in the case is no obligation") {
                .support(.answerCase(answer: $0.impossible))
            }
            Wait(
                for: "case-resolved",
                within: { _ in .days(5) },
                otherwise: .park("the credit exceeds what is left of the invoice; resolve the case again, with less"),
                matching: Self.isItsOwn,
                learn: Self.heed
            )
            On("case-withdrawn", goTo: "released", matching: Self.isItsOwn, learn: Self.heed)
            GoTo("decided")
        }
        State("credited") {
            Pivot("credit-memo") {
                .erp(.postCredit(credit: $0.memoToPost))
            } learn: {
                $0.creditMemo = $1.reference
            }
            OnRefusal(of: "credit-memo", goTo: "decided", .mayBePlannedAnew)
        }
        State("adjusted") {
            Retriable("revenue-adjustment", .hasRecognisedRevenue) {
                .erp(.postJournal(entry: $0.adjustmentToPost))
            } learn: {
                $0.journal = $1.reference
            }
            Retriable("refund-promise", .isPaidByBank) { .erp(.postJournal(entry: $0.refundPromise)) }
            Retriable("credit-in-billing") {
                .billing(.recordCredit(credit: $0.memoToPost, refund: $0.refund, payer: $0.refundPayer))
            }
            Check("what-is-left") {
                .billing(.findInvoice(supportCase: $0.supportCase))
            } learn: {
                $0.left = $1.standing?.open
            }
            Retriable("settled-invoice", .leavesNothing) { .sagas(.announce(announcement: $0.settledAnnouncement)) }
            Retriable("end-of-dunning", .leavesNothing) { .sagas(.announce(announcement: $0.endOfDunning)) }
        }
        State("released") {
            Retriable("clear-dispute-flag", .canBeFlagged) { .erp(.releaseHold(hold: $0.hold)) }
            Retriable("release-billing") { .billing(.releaseInvoice(hold: $0.hold)) }
            Retriable("release-other-sagas") { .sagas(.release(hold: $0.hold)) }
        }
        State("answered") {
            Retriable("account-note", .isCredited) {
                .crm(.tellCredited(supportCase: $0.supportCase, credit: $0.memoToPost))
            }
            Retriable("answer") { .support(.answerCase(answer: $0.answer)) }
            GoTo("closed", .isNotPaidByBank)
        }
        State("paid-back") {
            Retriable("refund") {
                .bank(.payRefund(refund: $0.refundToPay))
            } learn: {
                $0.refundMessage = $1.reference
            }
            Wait(
                for: "refund-accepted",
                within: { _ in .days(5) },
                otherwise: .park("the bank has not said whether it pays the refund; ask it, and take in its answer"),
                matching: { $0.isAboutRefund($1) },
                learn: { $0.learn(paid: $1.refundReport) }
            )
            On("refund-rejected", goTo: "payment-refused") {
                $0.isAboutRefund($1)
            } learn: {
                $0.learn(refused: $1.refundReport)
            }
            GoTo("booked-out")
        }
        State("payment-refused") {
            Wait(
                for: "payee-corrected",
                within: { _ in .seconds(1) },
                otherwise: .park("the bank does not pay the refund; name another account, or say that it was paid"),
                matching: { $1.payee != nil },
                learn: { $0.correctedPayee = $1.payee }
            )
            On("refund-accepted", goTo: "booked-out") {
                $0.isAboutRefusedRefund($1)
            } learn: {
                $0.learn(paid: $1.refundReport)
            }
            GoTo("paid-back")
        }
        State("booked-out") {
            Retriable("refund-booking") { .sagas(.announce(announcement: $0.refundAnnouncement)) }
        }
        State("closed") {
            Finish()
        }
    }

    /// What support says of this very case.
    private static let isItsOwn: Wait<CaseFacts, RevenueRequest>.Matching = { $0.isResolved(by: $1) }
    private static let heed: Step<CaseFacts, RevenueRequest>.Learn = { $0.heed($1.resolution) }

    package init() {}

    package func businessKeys(_ facts: CaseFacts) -> [String] {
        let invoice = facts.invoiceNumber
        return [facts.supportCase.id] + (invoice.isEmpty ? [] : [invoice])
            + (facts.memo == nil ? [] : [facts.creditNumber])
            + (facts.isPaidByBank ? facts.refundNumbers + [facts.refundMessage].compactMap(\.self) : [])
    }

    /// Credits of one invoice are drawn up one after the other.
    ///
    /// A case does not wait for the turn of anybody else who works on the invoice: its own hold may be what they wait for.
    package func claim(_ facts: CaseFacts) -> Claim? {
        guard let resolution = facts.resolution, resolution.outcome == .customer, facts.standing != nil else {
            return nil
        }
        return Claim(keys: ["credits of \(facts.invoiceNumber)"], effectiveOn: resolution.decidedOn.description)
    }

    package func amount(_ facts: CaseFacts) -> String? {
        facts.memo?.total.description ?? facts.standing?.open.description
    }
}

package import RevenueModel
package import SagaModel

/// From an amendment that was simulated to the same amounts in every system.
///
/// The pivot is the first posting to the ERP: until then the customer owes what was owed before, and subscription and
/// drafts are taken back; afterwards a correction is another amendment, which reverses this one.
package struct Amendment: Workflow {
    package let name: WorkflowName = "amendment"

    package let definition = Definition<AmendmentFacts, RevenueRequest>(version: 1, exposing: AmendmentFacts.exposed) {
        State("validated") {
            Check("contract-version") {
                .billing(.validateContract(contract: $0.party.contract, version: $0.amendment.version))
            }
            Check("entitled-account") {
                .support(.validateEntitlement(contract: $0.party.contract, account: $0.party.account.id))
            }
            Check("posting-terms", .documentsAreDue) { .erp(.validate(order: $0.asOrder)) }
        }
        State("amended") {
            Compensatable("subscription") {
                .billing(.amendSubscription(amendment: $0.amendment))
            } learn: {
                $0.subscription = $1.reference
            } undo: {
                .billing(.revertAmendment(amendment: $0.amendment.number, contract: $0.party.contract))
            }
        }
        State("drafted") {
            Compensatable("draft-delta", .documentsAreDue) {
                .billing(
                    .draftDelta(
                        amendment: $0.amendment.number,
                        contract: $0.party.contract,
                        documents: $0.documents
                    )
                )
            } learn: {
                $0.draft = $1.reference
            } undo: {
                .billing(.voidDelta(amendment: $0.amendment.number))
            }
        }
        State("posted") {
            Pivot("delta") {
                $0.pivot
            } learn: {
                $0.learn(posting: $1.reference)
            }
        }
        State("booked") {
            Retriable("further-document", .documentIsNext) {
                .erp($0.next)
            } learn: {
                $0.learn(posting: $1.reference)
            }
            Retriable("revenue-entry", .entryIsNext) {
                .erp($0.next)
            } learn: {
                $0.learn(posting: $1.reference)
            }
            GoTo("booked", .postingIsLeft)
        }
        State("announced") {
            Retriable("issue-delta", .documentsWerePosted) { .billing(.issueDelta(amendment: $0.amendment.number)) }
            Retriable("entitlement") { .support(.changeEntitlement(change: $0.entitlement)) }
            Unordered("announcements") {
                Retriable("opportunity") {
                    .crm(.tellAmended(amendment: $0.amendment.number, contract: $0.party.contract))
                }
                Retriable("success-plan") {
                    .success(.tellAmended(amendment: $0.amendment.number, contract: $0.party.contract))
                }
            }
        }
        State("settled") {
            Finish()
        }
    }

    package init() {}

    package func businessKeys(_ facts: AmendmentFacts) -> [String] {
        [facts.amendment.number, facts.party.contract] + facts.documents.map(\.number)
    }

    package func claim(_ facts: AmendmentFacts) -> Claim? {
        Claim(
            keys: ["contract \(facts.party.contract)"],
            effectiveOn: facts.amendment.effectiveOn.description
        )
    }

    package func amount(_ facts: AmendmentFacts) -> String? { facts.total?.description }
}

extension When<AmendmentFacts> {
    fileprivate static let documentsAreDue = Self("documents are due") { !$0.documents.isEmpty }
    fileprivate static let documentsWerePosted = Self("the pivot was a posting") {
        !$0.documents.isEmpty && !$0.postings.isEmpty
    }
    fileprivate static let documentIsNext = Self("a document is next") { $0.open.first?.isJournal == false }
    fileprivate static let entryIsNext = Self("an entry is next") { $0.open.first?.isJournal == true }
    fileprivate static let postingIsLeft = Self("a posting is left") { !$0.open.isEmpty }
}

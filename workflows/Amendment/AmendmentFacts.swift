package import RevenueModel
import SagaModel

/// What the amendment of a contract knows: what its simulation computed, and what the other systems taught on the way.
///
/// Nothing is calculated again: the documents and entries that were shown are those that are sent.
package struct AmendmentFacts: SagaFacts {
    package var party: PostingParty
    package var amendment: SubscriptionAmendment
    package var reason: String
    package var currency: Currency
    /// The day of the simulation; an amendment of an earlier day is backdated.
    package var asOf: LocalDate
    /// Of everything that the simulation read: who starts it again finds the same, or what has changed.
    package var inputHash: String
    /// What billing draws up.
    package var documents: [DeltaDocument]
    /// What the ERP is sent, in this order.
    package var postings: [LedgerPosting]
    package var entitlement: EntitlementChange
    /// Which attempt it is: 2 for the second, whose documents are named after it.
    package var generation = 1
    package var subscription: String?
    package var draft: String?
    /// By external id, the ERP's own.
    package var posted: [String: String] = [:]

    package init(
        party: PostingParty,
        amendment: SubscriptionAmendment,
        reason: String,
        currency: Currency,
        asOf: LocalDate,
        inputHash: String,
        documents: [DeltaDocument],
        postings: [LedgerPosting],
        entitlement: EntitlementChange
    ) {
        self.party = party
        self.amendment = amendment
        self.reason = reason
        self.currency = currency
        self.asOf = asOf
        self.inputHash = inputHash
        self.documents = documents
        self.postings = postings
        self.entitlement = entitlement
    }
}

extension AmendmentFacts {
    var id: String { self.amendment.number }

    /// What the ERP has not taken yet.
    var open: ArraySlice<LedgerPosting> { self.postings.drop { self.posted[$0.number] != nil } }

    /// The posting that commits; an amendment that posts nothing commits in billing.
    var pivot: RevenueRequest {
        guard let first = self.postings.first else { return .billing(.issueDelta(amendment: self.id)) }
        return .erp(first.request)
    }

    /// What is sent next.
    ///
    /// Without one the entry has no lines, and an adapter refuses to send it.
    var next: RevenueRequest.ERP {
        self.open.first?.request
            ?? .postJournal(
                entry: JournalEntry(
                    number: "",
                    legalEntity: self.party.legalEntity,
                    postedOn: self.asOf,
                    memo: "",
                    lines: []
                )
            )
    }

    /// The posting that was out is in the books.
    mutating func learn(posting reference: String?) {
        guard let next = self.open.first else { return }
        self.posted[next.number] = reference ?? ""
    }

    /// What the ERP must know to take the documents: asked before anything is changed.
    var asOrder: Order {
        Order(
            id: self.party.contract,
            account: self.party.account,
            legalEntity: self.party.legalEntity,
            currency: self.currency,
            taxCode: self.documents.first?.taxCodes.first ?? "",
            terms: self.party.terms,
            orderedOn: self.amendment.effectiveOn,
            lines: self.documents.flatMap(\.lines).enumerated().map { index, line in
                OrderLine(
                    number: index + 1,
                    item: line.terms?.item ?? line.charge,
                    description: line.charge,
                    quantity: Decimal(1),
                    unitPrice: line.net,
                    taxCode: line.taxCode,
                    obligation: line.terms?.obligation ?? line.charge,
                    from: line.time.from,
                    until: line.time.until
                )
            }
        )
    }
}

package import RevenueModel

extension AmendmentFacts {
    /// One for each amendment of a stack that is due, in the order in which they hold.
    ///
    /// What is still to come starts no saga: it is calculated again when its day has come. `customer` is the payer's
    /// name, for people.
    package static func facts(
        of stack: SimulatedStack,
        in simulation: AmendmentSimulation,
        customer: String,
        terms: String,
        inputHash: String
    ) throws -> [Self] {
        let (scenario, contract) = (simulation.scenario, simulation.scenario.contract)
        let party = PostingParty(
            contract: contract.id,
            account: Account(id: contract.payer, name: customer),
            legalEntity: contract.legalEntity,
            terms: terms
        )
        let known = contract.amendments.count
        let due = zip(stack.preview.outcomes, stack.bookings).enumerated().filter { !$0.element.0.isPending }
        return try due.compactMap { index, results -> Self? in
            let (outcome, booking) = results
            let settled = Array(stack.preview.contract.amendments.prefix(known + index + 1))
            guard let amendment = settled.last else { return nil }
            let version = try contract.version(after: settled, policy: scenario.policy)
            return Self(
                party: party,
                amendment: SubscriptionAmendment(
                    amendment,
                    of: contract.id,
                    account: contract.payer,
                    kind: outcome.kind,
                    version: known + index
                ),
                reason: amendment.reason,
                currency: contract.currency,
                asOf: scenario.asOf,
                inputHash: inputHash,
                documents: outcome.documents,
                postings: try LedgerPosting.postings(of: outcome, booking, for: party),
                entitlement: version.entitlement(of: party, amendment.id, from: outcome.effectiveOn)
            )
        }
    }
}

extension ContractVersion {
    /// What may be used from a day on: of each charge how much, or nothing any more.
    fileprivate func entitlement(of party: PostingParty, _ amendment: String, from day: LocalDate) -> EntitlementChange
    {
        let lines = self.charges.filter { $0.kind == .recurring }.compactMap { timeline -> EntitlementChange.Line? in
            guard let first = timeline.phases.first?.terms else { return nil }
            let terms = timeline.terms(on: day)
            return EntitlementChange.Line(
                charge: timeline.charge,
                item: (terms ?? first).item,
                quantity: terms?.quantity ?? Decimal(0)
            )
        }
        return EntitlementChange(
            number: amendment,
            contract: party.contract,
            account: party.account.id,
            from: day,
            lines: lines
        )
    }
}

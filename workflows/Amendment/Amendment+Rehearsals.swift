package import RevenueModel
package import SagaModel

extension Amendment {
    package var rehearsals: [Rehearsal<AmendmentFacts, RevenueRequest>] { Self.told }

    /// Calculated once: a simulation each.
    private static let told: [Rehearsal<AmendmentFacts, RevenueRequest>] = {
        let stories: [(String, ContractAmendment)] = [
            ("cut and transferred, two months late", Self.lateTransfer), ("extended, nothing to bill", Self.extended),
        ]
        return stories.compactMap { name, amendment in
            guard let facts = try? Self.facts(amendment) else { return nil }
            return Rehearsal(name, facts: facts) { request in
                RevenueReply(reference: "document of \(request.system.rawValue)")
            }
        }
    }()

    private static let day = LocalDate(daysSinceEpoch: 20_454)

    /// The old payer gets a credit, the new one an invoice, and two months of revenue are too much.
    private static let lateTransfer = ContractAmendment(
        id: "AMD-7",
        effectiveOn: Self.day.adding(months: 4),
        bookedOn: Self.day.adding(months: 6),
        sequence: 1,
        changes: [
            .setQuantity(charge: "SEATS", to: Decimal(6)), .transfer(payer: "ACME-SOUTH", anchor: nil),
        ]
    )

    /// What is billed later is billed by the regular invoices.
    private static let extended = ContractAmendment(
        id: "AMD-8",
        effectiveOn: Self.day.adding(months: 6),
        sequence: 1,
        changes: [.setTermEnd(until: Self.day.adding(months: 18))]
    )

    private static func facts(_ amendment: ContractAmendment) throws -> AmendmentFacts? {
        let terms = ChargeTerms(
            item: "SEAT",
            quantity: Decimal(10),
            unitPrice: Money(minorUnits: 1_200_00, .euro),
            calendar: BillingCalendar(cycle: .year, anchor: Self.day),
            taxCode: "DE-19"
        )
        let contract = Contract(
            id: "C-77",
            payer: "ACME",
            legalEntity: "de",
            currency: .euro,
            from: Self.day,
            until: Self.day.adding(months: 12),
            lines: [ContractLine(charge: "SEATS", from: Self.day, terms: terms)]
        )
        let taxes = TaxTable(rates: [TaxRate(code: "DE-19", from: Self.day, rate: try Ratio(19, over: 100))])
        let history = try BillingHistory(
            of: contract,
            settled: [],
            through: amendment.bookedOn,
            taxes: taxes,
            policy: BillingPolicy()
        )
        let scenario = AmendmentScenario(
            contract: history.contract,
            books: history.books,
            taxes: taxes,
            stack: [amendment],
            asOf: amendment.bookedOn
        )
        let simulation = AmendmentSimulation(scenario)
        return try AmendmentFacts.facts(
            of: try simulation.run(),
            in: simulation,
            customer: "Acme",
            terms: "net-30",
            inputHash: String(repeating: "0", count: 64)
        ).first
    }
}

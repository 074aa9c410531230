import AdapterConformance
import RevenueModel
import SagaModel

// What the four systems do for amendments.

extension JSONSubject {
    static let amendment = Recipe("amended subscription") { serial, _ in
        Effect(
            .billing(.amendSubscription(amendment: try Samples.amendment(serial))),
            wayBack: .request(.billing(.revertAmendment(amendment: "AMD-\(serial)", contract: "C-\(serial)"))),
            makes: RemoteDocument(kind: "amendment", subject: "C-\(serial)")
        )
    }

    static let delta = Recipe("draft of a delta") { serial, _ in
        let deltas = try Samples.deltas(serial)
        return Effect(
            .billing(.draftDelta(amendment: "AMD-\(serial)", contract: "C-\(serial)", documents: deltas)),
            wayBack: .request(.billing(.voidDelta(amendment: "AMD-\(serial)"))),
            makes: RemoteDocument(kind: "delta", subject: "C-\(serial)", state: "draft", amount: "302.46")
        )
    }

    static let issuedDelta = Recipe("issued delta") { serial, gateway in
        let before: [RevenueRequest] = [
            .billing(.amendSubscription(amendment: try Samples.amendment(serial))),
            .billing(
                .draftDelta(
                    amendment: "AMD-\(serial)",
                    contract: "C-\(serial)",
                    documents: try Samples.deltas(serial)
                )
            ),
        ]
        for (step, request) in before.enumerated() {
            let key = IdempotencyKey(rawValue: "conformance/\(serial)/before-\(step)")
            _ = try await gateway.send(request, key: key)
        }
        return Effect(
            .billing(.issueDelta(amendment: "AMD-\(serial)")),
            wayBack: .none(because: "it comes after the pivot"),
            makes: RemoteDocument(kind: "delta", subject: "C-\(serial)", state: "issued", amount: "302.46")
        )
    }

    static let changedEntitlement = Recipe("changed entitlement") { serial, _ in
        let change = EntitlementChange(
            number: "AMD-\(serial)",
            contract: "C-\(serial)",
            account: "ACME-001",
            from: try Samples.day("2026-07-01"),
            lines: [.init(charge: "SEATS", item: "SEAT", quantity: Decimal(12))]
        )
        return Effect(
            .support(.changeEntitlement(change: change)),
            wayBack: .none(because: "it comes after the pivot"),
            makes: RemoteDocument(kind: "amendment", subject: "AMD-\(serial)")
        )
    }

    static func amendmentNote(_ system: SystemName) -> Recipe {
        Recipe("note of an amendment") { serial, _ in
            let (amendment, contract) = ("AMD-\(serial)", "C-\(serial)")
            return Effect(
                system == .crm
                    ? .crm(.tellAmended(amendment: amendment, contract: contract))
                    : .success(.tellAmended(amendment: amendment, contract: contract)),
                wayBack: .none(because: "it comes after the pivot"),
                makes: RemoteDocument(kind: "amendment", subject: amendment)
            )
        }
    }
}

extension Samples {
    /// Two seats more, from the middle of a year that is billed ahead.
    private static func wish(_ serial: Int) throws -> ContractAmendment {
        ContractAmendment(
            id: "AMD-\(serial)",
            effectiveOn: try Self.day("2026-07-01"),
            sequence: 1,
            changes: [.setQuantity(charge: "SEATS", to: Decimal(12))]
        )
    }

    static func amendment(_ serial: Int) throws -> SubscriptionAmendment {
        SubscriptionAmendment(
            try Self.wish(serial),
            of: "C-\(serial)",
            account: "ACME-001",
            kind: .expand,
            version: 0
        )
    }

    /// 2 × 300.00 × 184/365 = 302.46, as one credit and one charge.
    static func deltas(_ serial: Int) throws -> [DeltaDocument] {
        let from = try Self.day("2026-01-01")
        let terms = ChargeTerms(
            item: "SEAT",
            quantity: Decimal(10),
            unitPrice: try Self.euros(30_000),
            calendar: BillingCalendar(cycle: .year, anchor: from)
        )
        let contract = Contract(
            id: "C-\(serial)",
            payer: "ACME-001",
            currency: terms.unitPrice.currency,
            from: from,
            until: try Self.day("2027-01-01"),
            lines: [ContractLine(charge: "SEATS", from: from, terms: terms)]
        )
        let wish = try Self.wish(serial)
        let history = try BillingHistory(
            of: contract,
            settled: [],
            through: wish.bookedOn,
            taxes: .none,
            policy: BillingPolicy()
        )
        let scenario = AmendmentScenario(
            contract: history.contract,
            books: history.books,
            stack: [wish],
            asOf: wish.bookedOn
        )
        return try scenario.preview().documents
    }
}

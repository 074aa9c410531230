package import RevenueModel
package import SagaModel
internal import Workflows

/// The result of a simulation as it leaves: money is text, dates are days.
package struct AmendmentReport: Encodable {
    package let schema = "skald.amendment/1"
    package let contract: ContractPart
    package let lines: [LinePart]
    package let documents: [DocumentPart]
    package let receivables: [ReceivablePart]
    package let journals: [JournalPart]
    package let revenue: [RevenuePart]
    package let metrics: MetricsPart
    /// What would be sent for each amendment that is due, in the order of the policy.
    package let steps: [StepPart]
    /// Where the failures that were asked for would end.
    package let failures: [FailurePart]
    package let findings: [RevenueModel.Finding]
    package let inputHash: String

    package init(
        _ fixture: Fixture,
        _ stack: SimulatedStack,
        _ policy: SagaModel.Policy,
        failing choice: FailureChoice = .none
    ) throws {
        let section = try StepSection(fixture, stack, policy)
        self.contract = ContractPart(fixture, stack)
        self.lines = try stack.preview.outcomes.flatMap { outcome in
            try outcome.lines.map { try LinePart($0, outcome) }
        }
        self.documents = try stack.preview.outcomes.flatMap { outcome in
            try outcome.documents.map { try DocumentPart($0, of: outcome.amendment) }
        }
        self.receivables = stack.preview.effects.map(ReceivablePart.init)
        self.journals = stack.bookings.flatMap { booking in
            booking.journals.map { JournalPart($0, amendment: booking.amendment) }
        }
        self.revenue = try stack.bookings.map { try RevenuePart($0, in: stack.preview.contract.currency) }
        self.metrics = MetricsPart(stack)
        self.steps = section.plans.flatMap { plan in
            plan.lines().map { StepPart($0, of: plan.facts.amendment.number) }
        }
        self.failures = try section.trials(choice).map { FailurePart($0.trial, of: $0.amendment) }
        self.findings = stack.findings + self.failures.compactMap(\.finding)
        self.inputHash = try InputHash(fixture.simulation).description
    }

    private enum CodingKeys: String, CodingKey {
        case schema, contract, lines, documents, receivables, journals, revenue, metrics, steps, failures, findings
        case inputHash
    }
}

// MARK: - the contract

extension AmendmentReport {
    package struct ContractPart: Encodable {
        package let id: String
        package let customer: String
        package let currency: String
        package let asOf: String
        package let from: String
        /// The day after the last day; `nil` when it runs on.
        package let until: String?
        package let untilBefore: String?
        package let before: [ChargePart]
        package let after: [ChargePart]
        package let amendments: [AmendmentPart]

        init(_ fixture: Fixture, _ stack: SimulatedStack) {
            let contract = stack.preview.contract
            self.id = contract.id
            self.customer = fixture.customer
            self.currency = contract.currency.code
            self.asOf = fixture.simulation.scenario.asOf.description
            self.from = contract.from.description
            self.until = stack.preview.after.until.orOpen
            self.untilBefore = stack.preview.before.until.orOpen
            self.before = stack.preview.before.charges.flatMap(ChargePart.parts)
            self.after = stack.preview.after.charges.flatMap(ChargePart.parts)
            self.amendments = stack.preview.outcomes.map(AmendmentPart.init)
        }
    }

    package struct ChargePart: Encodable, Equatable {
        package let charge: String
        package let item: String
        package let from: String
        package let until: String?
        package let quantity: String
        package let unitPrice: String
        package let per: String
        package let payer: String?
        package let isPaused: Bool

        static func parts(_ timeline: ChargeTimeline) -> [Self] {
            timeline.phases.map { phase in
                Self(
                    charge: timeline.charge,
                    item: phase.terms.item,
                    from: phase.time.from.description,
                    until: phase.time.until.orOpen,
                    quantity: phase.terms.quantity.description,
                    unitPrice: phase.terms.unitPrice.decimal,
                    per: timeline.kind == .recurring ? phase.terms.calendar.cycle.description : timeline.kind.rawValue,
                    payer: phase.terms.payer,
                    isPaused: phase.isPaused
                )
            }
        }
    }

    package struct AmendmentPart: Encodable {
        package let id: String
        package let kind: String
        package let effectiveOn: String
        /// Its day has not come; it is calculated again when it is due.
        package let isPending: Bool
        package let notes: [String]
        /// Why its documents cannot be sent as they are; empty where they can.
        package let obstacles: [String]

        init(_ outcome: AmendmentOutcome) {
            self.id = outcome.amendment
            self.kind = outcome.kind.rawValue
            self.effectiveOn = outcome.effectiveOn.description
            self.isPending = outcome.isPending
            self.notes = outcome.notes
            self.obstacles = outcome.documents.flatMap(\.sendingProblems)
        }
    }
}

extension LocalDate {
    var orOpen: String? { self == .endless ? nil : self.description }
}

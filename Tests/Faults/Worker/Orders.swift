internal import Adapters
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// Orders that differ in nothing but their number.
enum Orders {
    static func id(of order: String) -> SagaID { SagaID(rawValue: "\(QuoteToCash().name)/\(order)") }

    static func start(
        _ order: String,
        _ engine: Engine<RevenueRequest>,
        _ gateway: any Gateway<RevenueRequest, RevenueReply>
    ) async throws {
        let facts = OrderFacts(order: Self.order(order))
        let terms = Self.terms(QuoteToCash(), facts, gateway)
        _ = try await engine.start(QuoteToCash(), id: Self.id(of: order), facts: facts, terms: terms)
    }

    /// Money that comes begins a saga.
    static func beginPayments(
        _ engine: Engine<RevenueRequest>,
        _ gateway: any Gateway<RevenueRequest, RevenueReply>
    ) async {
        await engine.begin { _, message throws(CannotBegin) in
            guard message.signal == "payment-settled", let payment = message.body.payment else { return nil }
            let flow = PaymentToReceivables()
            let facts = PaymentFacts(movement: CashMovement(payment))
            let id = SagaID(rawValue: "\(flow.name)/\(payment.id)")
            return Beginning(flow, id: id, facts: facts, terms: Self.terms(flow, facts, gateway))
        }
    }

    /// As the program makes them, but with short pauses: a trial repeats them thousands of times.
    private static func terms<Flow: Workflow<RevenueRequest>>(
        _ flow: Flow,
        _ facts: Flow.Facts,
        _ gateway: any Gateway<RevenueRequest, RevenueReply>
    ) -> Terms {
        let definition = flow.definition
        let capabilities = definition.steps.map { ($0.name, gateway.capability(of: $0.request(facts))) }
        return Terms(
            attempts: 3,
            pause: .milliseconds(20),
            capabilities: Dictionary(capabilities) { first, _ in first },
            capability: Capability(keyLifetime: nil, canLookUp: false, longestFlight: .minutes(15)),
            sequences: definition.allSideBySide
        )
    }

    private static func order(_ id: String) -> Order {
        let day = LocalDate(daysSinceEpoch: 20_759)
        return Order(
            id: id,
            account: Account(id: "ACME-001", name: "Acme Europe GmbH", parent: "ACME-HQ", email: "ap@acme.example"),
            legalEntity: "northwind-de",
            currency: .euro,
            taxCode: "DE-19",
            terms: "net-30",
            orderedOn: day,
            lines: [
                OrderLine(
                    number: 1,
                    item: "SEAT",
                    description: "Platform seats, one year",
                    quantity: Decimal(40),
                    unitPrice: Money(minorUnits: 1250_00, .euro),
                    obligation: "platform-access",
                    from: day,
                    until: day.adding(days: 365)
                )
            ]
        )
    }
}

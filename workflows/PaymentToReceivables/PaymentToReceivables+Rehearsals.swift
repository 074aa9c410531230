package import RevenueModel
package import SagaModel

extension PaymentToReceivables {
    package var rehearsals: [Rehearsal<PaymentFacts, RevenueRequest>] {
        [
            Self.story("one invoice, paid exactly", Self.received(119_00, ["INV-1": 119_00])),
            Self.story("nobody says what for, a little short", Self.received(236_00, [:]), tolerance: 3_00),
            Self.story(
                "two invoices, one short, and a rest",
                Self.received(240_00, ["INV-1": 119_00, "INV-2": 100_00])
            ),
            Self.story("too much, kept as credit", Self.received(360_00, [:]), overpayment: .customerCredit),
            Self.story("too much, a little", Self.received(359_00, [:]), overpayment: .writeOff),
            Self.story(
                "whose it is is said later",
                Self.received(119_00, [:], account: nil),
                signals: [Self.said(CashMovement(.received, id: "PAY-1", account: "ACME", legalEntity: "de"))]
            ),
            Self.story("returned by the bank", Self.taken(.returned)),
            Self.story("returned before it paid anything", Self.taken(.returned, of: "PAY-9")),
            Self.story("charged back, and won", Self.taken(.chargedBack), signals: [Self.decided(.won)]),
            Self.story("charged back, and lost", Self.taken(.chargedBack), signals: [Self.decided(.lost)]),
            Self.story("refunded", Self.taken(.refunded)),
            Self.story(
                "a refund that came back",
                Self.taken(.refundReturned),
                signals: [Signal(id: "desk/2", name: "refund-settled", body: RevenueReply(reference: "RET-1"))]
            ),
        ]
    }

    private static let today = LocalDate(daysSinceEpoch: 20_000)

    private static func euros(_ cents: Int) -> Money { Money(minorUnits: cents, .euro) }

    private static func story(
        _ name: String,
        _ movement: CashMovement,
        tolerance: Int? = nil,
        overpayment: CashPolicy.Overpayment = .keepUnapplied,
        signals: [Signal<RevenueReply>] = []
    ) -> Rehearsal<PaymentFacts, RevenueRequest> {
        let rules = CashRules(tolerance: tolerance.map(Self.euros), overpayment: overpayment)
        let facts = PaymentFacts(movement: movement, rules: rules)
        return Rehearsal(name, facts: facts, signals: signals, reply: Self.reply)
    }

    private static func received(
        _ cents: Int,
        _ advice: [String: Int],
        account: String? = "ACME"
    ) -> CashMovement {
        CashMovement(
            .received,
            id: "PAY-1",
            account: account,
            amount: Self.euros(cents),
            movedOn: Self.today,
            advice: advice.sorted { $0.key < $1.key }.map {
                RemittanceLine(document: $0.key, amount: Self.euros($0.value))
            }
        )
    }

    private static func taken(_ kind: CashMovement.Kind, of original: String = "PAY-0") -> CashMovement {
        CashMovement(
            kind,
            id: "RET-1",
            amount: Self.euros(119_00),
            fee: Self.euros(5_00),
            movedOn: Self.today,
            original: original
        )
    }

    private static func said(_ movement: CashMovement) -> Signal<RevenueReply> {
        let body = RevenueReply(reference: movement.id, movement: movement)
        return Signal(id: "desk/1", name: "payment-identified", body: body)
    }

    private static func decided(_ verdict: ChargebackVerdict) -> Signal<RevenueReply> {
        let body = RevenueReply(reference: "RET-1", verdict: verdict)
        return Signal(id: "stripe/1", name: "chargeback-decided", body: body)
    }

    private static func reply(_ request: RevenueRequest) -> RevenueReply {
        switch request {
        case .billing(.openItems(let query)): RevenueReply(openItems: Self.items(of: query))
        case .billing(.payment(let id)):
            RevenueReply(
                movement: CashMovement(
                    .received,
                    id: id,
                    account: "ACME",
                    legalEntity: "de",
                    amount: Self.euros(119_00),
                    movedOn: Self.today
                ),
                settlements: id == "PAY-9"
                    ? [] : [Self.settlement(1, of: id, 100_00, writtenOff: 19_00), Self.settlement(2, of: id, 19_00)]
            )
        case .crm, .billing, .support, .success, .erp, .bank, .sagas:
            RevenueReply(reference: "document of \(request.system.rawValue)")
        }
    }

    private static func items(of query: OpenItemQuery) -> [OpenItem] {
        guard query.account != nil || !query.documents.isEmpty else { return [] }
        return [("INV-1", 10), ("INV-2", 20), ("INV-3", 30)].map { document, day in
            OpenItem(
                document: document,
                customer: "ACME",
                legalEntity: "de",
                dueOn: Self.today.adding(days: day),
                gross: Self.euros(119_00)
            )
        }
    }

    private static func settlement(_ place: Int, of id: String, _ cents: Int, writtenOff: Int = 0) -> InvoiceSettlement
    {
        InvoiceSettlement(
            number: "\(id):\(place)",
            payment: id,
            invoice: "INV-\(place)",
            account: "ACME",
            amount: Self.euros(cents),
            writtenOff: Self.euros(writtenOff),
            deduction: Self.euros(0),
            settledOn: Self.today
        )
    }
}

extension CashMovement {
    /// What a person says of a payment: no more than whose it is.
    fileprivate init(_ kind: Kind, id: String, account: String, legalEntity: String) {
        self.init(
            kind,
            id: id,
            account: account,
            legalEntity: legalEntity,
            amount: .zero(.euro),
            movedOn: LocalDate(daysSinceEpoch: 20_000)
        )
    }
}

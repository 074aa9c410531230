internal import RevenueModel
internal import SagaModel
internal import Workflows

// Which events about money begin a saga.
extension Opening {
    /// What moved, by the name of the event that says so.
    private static let movements: [SignalName: CashMovement.Kind] = [
        "payment-settled": .received, "payment-received": .received, "payment-returned": .returned,
        "payment-charged-back": .chargedBack,
        "payment-refunded": .refunded, "refund-returned": .refundReturned,
    ]
    /// From when on somebody has to be asked for money.
    private static let overdue: Set<SignalName> = ["invoice-overdue", "payment-failed", "receivable-reopened"]

    static let cashSignals = Self.overdue.union(Self.movements.keys)

    static func cash(_ event: IncomingEvent, _ rules: ReceivableRules) throws(EventProblem) -> (any Openable)? {
        let signal = SignalName(rawValue: event.type)
        if let kind = Self.movements[signal] { return try Self.payment(event, kind, rules) }
        guard Self.overdue.contains(signal) else { return nil }
        let invoice = event.businessKey
        let occasion = event.body.settlements?.first.map { _ in
            event.id.split(separator: "/").last.map(String.init) ?? ""
        }
        let name = [invoice, occasion].compactMap(\.self).joined(separator: ".")
        let facts = DunningFacts(invoice: invoice, rules: rules.dunning, occasion: occasion)
        return Launch(OverdueReceivable(), name, facts)
    }

    private static func payment(
        _ event: IncomingEvent,
        _ kind: CashMovement.Kind,
        _ rules: ReceivableRules
    ) throws(EventProblem) -> Launch<PaymentToReceivables> {
        let movement = try Self.movement(event, kind)
        return Launch(
            PaymentToReceivables(),
            movement.id,
            PaymentFacts(movement: movement, rules: rules.cash(movement.amount.currency))
        )
    }

    private static func movement(_ event: IncomingEvent, _ kind: CashMovement.Kind) throws(EventProblem) -> CashMovement
    {
        if let payment = event.body.payment, kind == .received {
            try Self.check(payment.id, payment.amount, "payment")
            return CashMovement(payment, place: event.source == StripeEvent.source ? .clearing : .bank)
        }
        guard let movement = event.body.movement else {
            throw EventProblem(place: "movement", expected: "is missing; expected the money that moved")
        }
        guard movement.kind == kind else {
            throw EventProblem(place: "movement.kind", expected: "is “\(movement.kind.rawValue)” in a \(event.type)")
        }
        try Self.check(movement.id, movement.amount, "movement")
        // A bank does not say under which name we know what it takes back; a person does.
        let isFromBank = event.source.hasPrefix(BankEvent.source(""))
        let needsOriginal = kind == .chargedBack || kind == .refundReturned || kind == .returned && !isFromBank
        if needsOriginal, movement.original?.isEmpty ?? true {
            throw EventProblem(
                place: "movement.original",
                expected: "is missing; expected the payment that is taken back"
            )
        }
        return movement
    }

    private static func check(_ id: String, _ amount: Money, _ place: String) throws(EventProblem) {
        if id.isEmpty { throw EventProblem(place: "\(place).id", expected: "is empty") }
        guard amount.isPositive else {
            throw EventProblem(place: "\(place).amount", expected: "\(amount) moves nothing; expected more than zero")
        }
    }
}

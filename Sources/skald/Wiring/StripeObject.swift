internal import RevenueModel

/// What an event of Stripe is about: a payment intent, a charge, a refund or a dispute.
struct StripeObject: Decodable {
    private enum CodingKeys: String, CodingKey {
        case id, currency, customer, metadata, created, amount, status, reason, refunds
        case received = "amount_received"
        case intent = "payment_intent"
        case transactions = "balance_transactions"
    }

    struct Refunds: Decodable { let data: [StripeRefund]? }
    /// A movement on our account with Stripe.
    struct Transaction: Decodable { let fee: Int? }

    let id: String
    let amount: Int?
    let received: Int?
    let currency: String?
    let customer: String?
    let created: Int?
    let status: String?
    let reason: String?
    let intent: String?
    let metadata: [String: String]?
    let refunds: Refunds?
    let transactions: [Transaction]?
}

/// A refund that stands within its charge.
struct StripeRefund: Decodable {
    let id: String
    let amount: Int?
    let created: Int?

    func movement(of charge: StripeObject) throws(EventProblem) -> CashMovement {
        try charge.takenBack(.refunded, id: self.id, self.amount, self.created, "data.object.refunds.data[0].amount")
    }
}

extension StripeObject {
    func invoice() throws(EventProblem) -> String {
        guard let invoice = self.metadata?["invoice"], !invoice.isEmpty else {
            let expected = "is missing; set it to the invoice's number where the payment is made"
            throw EventProblem(place: "data.object.metadata.invoice", expected: expected)
        }
        return invoice
    }

    /// What was paid; a sender that does not say how much of a paid amount it got means the whole.
    private var paid: Int? { self.received ?? (self.status == "succeeded" ? self.amount : nil) }

    func payment() throws(EventProblem) -> Payment {
        Payment(
            id: self.id,
            invoice: try self.invoice(),
            account: self.customer ?? "",
            amount: try self.money(self.paid, "data.object.amount_received"),
            receivedOn: try self.day(self.created)
        )
    }

    func refund() throws(EventProblem) -> CashMovement {
        try self.takenBack(.refunded, id: self.id, self.amount, self.created, "data.object.amount")
    }

    /// What the bank of the payer took back, and what Stripe wants for it.
    func chargeback() throws(EventProblem) -> CashMovement {
        var movement = try self.takenBack(.chargedBack, id: self.id, self.amount, self.created, "data.object.amount")
        let fee = (self.transactions ?? []).compactMap(\.fee).filter { $0 > 0 }.first
        if let fee { movement.fee = try self.money(fee, "data.object.balance_transactions") }
        movement.reason = self.reason
        return movement
    }

    func verdict() throws(EventProblem) -> ChargebackVerdict {
        switch self.status {
        case "won": return .won
        case "lost": return .lost
        case let other:
            let expected = "is \(other ?? "missing"); expected won or lost"
            throw EventProblem(place: "data.object.status", expected: expected)
        }
    }

    /// Money that left our account with Stripe, of the payment that it names.
    fileprivate func takenBack(
        _ kind: CashMovement.Kind,
        id: String,
        _ amount: Int?,
        _ created: Int?,
        _ place: String
    ) throws(EventProblem) -> CashMovement {
        guard let intent, !intent.isEmpty else {
            throw EventProblem(place: "data.object.payment_intent", expected: "is missing; it names the payment")
        }
        return CashMovement(
            kind,
            id: id,
            amount: try self.money(amount, place),
            movedOn: try self.day(created),
            place: .clearing,
            original: intent
        )
    }
}

extension StripeObject {
    /// Stripe counts these in hundredths, although they have no minor unit.
    private static let countedInHundredths: Set<String> = ["ISK", "UGX"]
    private static let secondsOfADay = 86_400

    private func day(_ created: Int?) throws(EventProblem) -> LocalDate {
        guard let created, created >= 0 else {
            throw EventProblem(place: "data.object.created", expected: "is missing; expected seconds since 1970")
        }
        return LocalDate(daysSinceEpoch: created / Self.secondsOfADay)
    }

    private func money(_ amount: Int?, _ place: String) throws(EventProblem) -> Money {
        guard let code = self.currency?.uppercased(), let currency = Currency(code) else {
            throw EventProblem(place: "data.object.currency", expected: "is no ISO 4217 code")
        }
        guard let amount, amount > 0 else {
            throw EventProblem(place: place, expected: "is missing; expected a positive integer")
        }
        guard Self.countedInHundredths.contains(code) else { return Money(minorUnits: amount, currency) }
        guard amount.isMultiple(of: 100) else {
            throw EventProblem(place: place, expected: "has a fraction that \(code) has not")
        }
        return Money(minorUnits: amount / 100, currency)
    }
}

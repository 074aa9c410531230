internal import FoundationEssentials
internal import RevenueModel

/// A webhook of Stripe, as far as sagas have to hear of it.
///
/// Shapes: `{"object":"event","id","type","created","data":{"object":{…}}}`; amounts are integers of the minor unit.
struct StripeEvent: Decodable {
    private enum CodingKeys: String, CodingKey { case object, id, type, data }

    struct Content: Decodable { let object: Intent? }

    /// A payment intent: money that a customer paid, and for which invoice.
    struct Intent: Decodable {
        private enum CodingKeys: String, CodingKey {
            case id, currency, customer, metadata, created
            case amount = "amount_received"
        }

        let id: String
        let amount: Int?
        let currency: String?
        let customer: String?
        let created: Int?
        let metadata: [String: String]?
    }

    let object: String
    let id: String
    let type: String
    let data: Content?

    /// What only says what a source is called, whatever else is in the event.
    private struct Name: Decodable {
        let object: String
        let id: String
        let type: String
    }

    static let source = "stripe"
    /// The one type of which there is exactly one for each payment.
    private static let paid = "payment_intent.succeeded"

    /// Whether these bytes are an event of Stripe at all, and its id.
    static func id(_ bytes: Data) -> String? {
        guard let name = try? JSONDecoder().decode(Name.self, from: bytes), name.object == "event" else { return nil }
        return name.id
    }

    /// Its type, when it says nothing that a saga waits for.
    static func irrelevantType(_ bytes: Data) -> String? {
        guard let name = try? JSONDecoder().decode(Name.self, from: bytes), name.object == "event" else { return nil }
        return name.type == Self.paid ? nil : name.type
    }

    /// In our words.
    static func event(_ bytes: Data) throws(EventProblem) -> IncomingEvent {
        let event: Self
        do {
            event = try JSONDecoder().decode(Self.self, from: bytes)
        } catch {
            throw EventProblem(place: "data.object", expected: "is no payment intent as Stripe writes one")
        }
        guard let intent = event.data?.object else {
            throw EventProblem(place: "data.object", expected: "is missing")
        }
        return IncomingEvent(source: Self.source, id: event.id, type: "payment-settled", payment: try intent.payment())
    }
}

extension StripeEvent.Intent {
    /// Stripe counts these in hundredths, although they have no minor unit.
    private static let countedInHundredths: Set<String> = ["ISK", "UGX"]
    private static let secondsOfADay = 86_400

    fileprivate func payment() throws(EventProblem) -> Payment {
        guard let invoice = self.metadata?["invoice"], !invoice.isEmpty else {
            let expected = "is missing; set it to the invoice's number where the payment is made"
            throw EventProblem(place: "data.object.metadata.invoice", expected: expected)
        }
        guard let created, created >= 0 else {
            throw EventProblem(place: "data.object.created", expected: "is missing; expected seconds since 1970")
        }
        return Payment(
            id: self.id,
            invoice: invoice,
            account: self.customer ?? "",
            amount: try self.money(),
            receivedOn: LocalDate(daysSinceEpoch: created / Self.secondsOfADay)
        )
    }

    private func money() throws(EventProblem) -> Money {
        guard let code = self.currency?.uppercased(), let currency = Currency(code) else {
            throw EventProblem(place: "data.object.currency", expected: "is no ISO 4217 code")
        }
        guard let amount, amount > 0 else {
            throw EventProblem(
                place: "data.object.amount_received",
                expected: "is missing; expected a positive integer"
            )
        }
        guard Self.countedInHundredths.contains(code) else { return Money(minorUnits: amount, currency) }
        guard amount.isMultiple(of: 100) else {
            throw EventProblem(place: "data.object.amount_received", expected: "has a fraction that \(code) has not")
        }
        return Money(minorUnits: amount / 100, currency)
    }
}

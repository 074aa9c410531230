internal import FoundationEssentials
internal import RevenueModel

/// A webhook of Stripe, as far as sagas have to hear of it.
///
/// Shapes: `{"object":"event","id","type","created","data":{"object":{…}}}`; amounts are integers of the minor unit.
struct StripeEvent: Decodable {
    private enum CodingKeys: String, CodingKey { case object, id, type, data }

    struct Content: Decodable { let object: StripeObject? }

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

    /// Whether these bytes are an event of Stripe at all, and its id.
    static func id(_ bytes: Data) -> String? {
        guard let name = try? JSONDecoder().decode(Name.self, from: bytes), name.object == "event" else { return nil }
        return name.id
    }

    /// Why no saga has to hear it, where that is so.
    static func irrelevance(_ bytes: Data) -> String? {
        guard let name = try? JSONDecoder().decode(Name.self, from: bytes), name.object == "event" else { return nil }
        let object = (try? JSONDecoder().decode(Self.self, from: bytes))?.data?.object
        switch (name.type, object?.status) {
        case ("payment_intent.succeeded", _), ("payment_intent.payment_failed", _): return nil
        case ("charge.dispute.created", let status?) where status.hasPrefix("warning_"):
            return "an inquiry moves no money"
        case ("charge.dispute.closed", "warning_closed"): return "an inquiry moves no money"
        case ("charge.dispute.created", _), ("charge.dispute.closed", _): return nil
        // Stripe tells of a refund several times; only when it has gone through has money moved.
        case ("refund.created", "succeeded"), ("refund.updated", "succeeded"), ("charge.refund.updated", "succeeded"):
            return nil
        case ("refund.created", let status?), ("refund.updated", let status?), ("charge.refund.updated", let status?):
            return "the refund is \(status), and has not gone through"
        case ("charge.refunded", _) where object?.refunds?.data?.isEmpty ?? true:
            return "the refund's own event says it"
        case ("charge.refunded", _): return nil
        case (let type, _): return "no saga waits for \(type)"
        }
    }

    /// In our words.
    static func event(_ bytes: Data) throws(EventProblem) -> IncomingEvent {
        let event: Self
        do {
            event = try JSONDecoder().decode(Self.self, from: bytes)
        } catch {
            throw EventProblem(place: "data.object", expected: "is no object as Stripe writes one")
        }
        guard let object = event.data?.object else { throw EventProblem(place: "data.object", expected: "is missing") }
        return try event.translated(object)
    }

    private func translated(_ object: StripeObject) throws(EventProblem) -> IncomingEvent {
        switch self.type {
        case "payment_intent.payment_failed":
            return self.event("payment-failed", about: try object.invoice(), RevenueReply(reference: object.id))
        case "charge.dispute.created":
            return self.event("payment-charged-back", RevenueReply(movement: try object.chargeback()))
        case "charge.dispute.closed":
            let verdict = try object.verdict()
            let body = RevenueReply(reference: object.id, verdict: verdict)
            return self.event("chargeback-decided", about: object.id, body)
        case "charge.refunded":
            guard let refund = object.refunds?.data?.first else {
                throw EventProblem(place: "data.object.refunds", expected: "is missing")
            }
            return self.event("payment-refunded", RevenueReply(movement: try refund.movement(of: object)))
        case "refund.created", "refund.updated", "charge.refund.updated":
            return self.event("payment-refunded", RevenueReply(movement: try object.refund()))
        case _: return self.event("payment-settled", RevenueReply(payment: try object.payment()))
        }
    }

    private func event(_ type: String, about: String? = nil, _ body: RevenueReply) -> IncomingEvent {
        IncomingEvent(source: Self.source, id: self.id, type: type, about: about, body: body)
    }
}

internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Sandbox
internal import Workflows

/// Those who pay: each invoice once, whatever becomes of the engine meanwhile.
struct Customers {
    let sandbox: Remote
    let db: String
    let eventsAfter: Int

    /// Tells the engine of the money that has arrived.
    func tell(_ engine: Engine<RevenueRequest>) async throws {
        for event in try await self.sandbox.events(after: self.eventsAfter) {
            guard let payment = event.payment else { continue }
            _ = try await engine.hear(
                source: event.source,
                id: event.id,
                signal: SignalName(rawValue: event.type),
                body: RevenueReply(payment: payment),
                businessKey: payment.invoice,
                raw: "{}"
            )
            Promise.say(.heard(source: event.source, id: event.id, number: event.number))
        }
    }

    /// Pays whatever is waited for.
    ///
    /// An event that the engine has not heard yet is money that is under way: that invoice is paid.
    ///
    /// - Returns: Whether money is under way.
    func pay() async throws -> Bool {
        let paid = Set(try await self.sandbox.events(after: self.eventsAfter).compactMap(\.payment?.invoice))
        let waiting = try SagaReader(path: self.db).list([.waiting]).filter(Self.isOrder)
        for report in waiting {
            guard let invoice = try Self.facts(report).invoice?.number, !paid.contains(invoice) else { continue }
            try await self.sandbox.pay(invoice)
        }
        return !waiting.isEmpty
    }

    /// An order's saga, and none of a payment's.
    static func isOrder(_ report: SagaReport) -> Bool { report.workflow == QuoteToCash().name }

    static func facts(_ report: SagaReport) throws -> OrderFacts {
        try JSONDecoder().decode(OrderFacts.self, from: try JSONEncoder().encode(report.facts))
    }
}

package import AsyncHTTPClient
package import RevenueModel
package import SagaModel
internal import SuiteTalk

/// Oracle NetSuite over SuiteTalk SOAP, endpoint 2025_2.
///
/// There is no idempotency key, but every document is written by `upsert` under an external id of ours,
/// so that a repetition finds the document instead of making a second one.
package struct NetSuiteAdapter: Gateway {
    let client: NetSuiteClient
    let mappings: Mappings

    /// The signature needs `clock`, seconds since 1970, and `nonce`, 20 letters and digits, new at each call.
    package init(
        settings: NetSuiteSettings,
        client: HTTPClient,
        clock: @escaping @Sendable () -> Int,
        nonce: @escaping @Sendable () -> String
    ) {
        let exchange = HTTPExchange(client: client, timeout: settings.timeout)
        self.client = NetSuiteClient(settings: settings, exchange: exchange, clock: clock, nonce: nonce)
        self.mappings = settings.mappings
    }

    /// An external id is recognised for as long as its document exists: ten years stand for “for ever”.
    ///
    /// What is read before it is written has no key: while the first request is still running, the second would read
    /// that nothing happened, and apply the money or add the lines again.
    package func capability(of request: RevenueRequest) -> Capability {
        let flight = self.client.settings.longestFlight
        guard case .erp(let request) = request else {
            return Capability(keyLifetime: nil, canLookUp: false, longestFlight: flight)
        }
        let lifetime: Span? =
            switch request {
            case .changeSalesOrder, .placeHold, .releaseHold, .postCredit, .applyCash: nil
            case .validate, .createSalesOrder, .cancelSalesOrder, .postInvoice, .reverseInvoice, .reverseCredit,
                .postJournal, .reverseJournal, .reversePayment:
                .days(3650)
            }
        return Capability(
            keyLifetime: lifetime,
            recognition: lifetime.map { _ in .externalID },
            canLookUp: true,
            longestFlight: flight
        )
    }

    package func send(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply {
        let asked = request.asked
        switch try self.ledgerRequest(request) {
        case .validate(let order): return try await self.validate(order, asked)
        case .createSalesOrder(let order): return try await self.createSalesOrder(order, asked)
        case .cancelSalesOrder(let order):
            return try await self.delete(.salesOrder, order, because: "cancelled", asked)
        case .changeSalesOrder(let change): return try await self.changeSalesOrder(change, asked)
        case .postInvoice(let invoice): return try await self.write(.invoice(invoice, self.mappings), asked)
        case .reverseInvoice(let reversal): return try await self.reverseInvoice(reversal, asked)
        case .placeHold(let hold): return try await self.placeHold(hold, asked)
        case .releaseHold(let hold): return try await self.releaseHold(hold, asked)
        case .postCredit(let credit): return try await self.postCredit(credit, asked)
        case .reverseCredit(let reversal):
            return try await self.delete(.creditMemo, reversal.document, because: reversal.reason, asked)
        case .postJournal(let entry): return try await self.write(.journal(entry, self.mappings), asked)
        case .reverseJournal(let reversal): return try await self.reverseJournal(reversal, asked)
        case .applyCash(let payment): return try await self.applyCash(payment, asked)
        case .reversePayment(let reversal):
            return try await self.delete(.customerPayment, reversal.document, because: reversal.reason, asked)
        }
    }

    package func lookUp(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply? {
        let asked = "say whether it did “\(request.asked)”"
        switch try self.ledgerRequest(request) {
        case .validate(let order): return try await self.validate(order, asked)
        case .createSalesOrder(let order): return try await self.found(.salesOrder, order.id, asked)
        case .cancelSalesOrder(let order): return try await self.gone(.salesOrder, order, asked)
        case .changeSalesOrder(let change): return try await self.foundChange(change, asked)
        case .postInvoice(let invoice): return try await self.found(.invoice, invoice.number, asked)
        case .reverseInvoice(let reversal): return try await self.gone(.invoice, reversal.document, asked)
        case .placeHold(let hold): return try await self.foundHold(hold, asked)
        case .releaseHold(let hold): return try await self.goneHold(hold, asked)
        case .postCredit(let credit): return try await self.found(.creditMemo, credit.number, asked)
        case .reverseCredit(let reversal): return try await self.gone(.creditMemo, reversal.document, asked)
        case .postJournal(let entry): return try await self.found(.journalEntry, entry.number, asked)
        case .reverseJournal(let reversal): return try await self.foundReversal(reversal, asked)
        case .applyCash(let payment): return try await self.found(.customerPayment, payment.id, asked)
        case .reversePayment(let reversal): return try await self.gone(.customerPayment, reversal.document, asked)
        }
    }

    private func ledgerRequest(_ request: RevenueRequest) throws(Failure) -> RevenueRequest.ERP {
        guard case .erp(let request) = request else {
            throw .rejected("NetSuite cannot \(request.asked): that is for \(request.system.rawValue).")
        }
        return request
    }
}

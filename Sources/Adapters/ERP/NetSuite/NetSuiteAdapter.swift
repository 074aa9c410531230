package import AsyncHTTPClient
package import RevenueModel
package import SagaModel

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
    package func capability(of request: RevenueRequest) -> Capability {
        Capability(keyLifetime: .days(3650), canLookUp: true, longestFlight: self.client.settings.longestFlight)
    }

    package func send(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply {
        let asked = request.asked
        switch try self.ledgerRequest(request) {
        case .validate(let order): return try await self.validate(order, asked)
        case .createSalesOrder(let order): return try await self.createSalesOrder(order, asked)
        case .cancelSalesOrder(let order):
            return RevenueReply(try await self.client.perform(.delete(.salesOrder, order), toward: asked))
        case .postInvoice(let invoice):
            let record = try NetSuiteRecord.invoice(invoice, self.mappings)
            return RevenueReply(try await self.client.perform(.upsert(record), toward: asked))
        case .applyCash(let payment): return try await self.applyCash(payment, asked)
        case .changeSalesOrder, .reverseInvoice, .placeHold, .releaseHold, .postCredit, .reverseCredit, .postJournal,
            .reverseJournal, .reversePayment:
            throw .rejected("NetSuite was not asked to \(asked): the adapter cannot do that yet.")
        }
    }

    package func lookUp(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply? {
        let asked = "say whether it did “\(request.asked)”"
        switch try self.ledgerRequest(request) {
        case .validate(let order): return try await self.validate(order, asked)
        case .createSalesOrder(let order): return try await self.found(.salesOrder, order.id, asked)
        case .cancelSalesOrder(let order):
            return try await self.found(.salesOrder, order, asked) == nil ? RevenueReply() : nil
        case .postInvoice(let invoice): return try await self.found(.invoice, invoice.number, asked)
        case .applyCash(let payment): return try await self.found(.customerPayment, payment.id, asked)
        case .changeSalesOrder, .reverseInvoice, .placeHold, .releaseHold, .postCredit, .reverseCredit, .postJournal,
            .reverseJournal, .reversePayment:
            throw .rejected("NetSuite was not asked to \(asked): the adapter cannot do that yet.")
        }
    }

    private func ledgerRequest(_ request: RevenueRequest) throws(Failure) -> RevenueRequest.ERP {
        guard case .erp(let request) = request else {
            throw .rejected("NetSuite cannot \(request.asked): that is for \(request.system.rawValue).")
        }
        return request
    }

    /// The document's reply, or nothing when there is none.
    private func found(_ kind: RecordKind, _ id: String, _ asked: String) async throws(Failure) -> RevenueReply? {
        switch try await self.client.perform(.get(kind, id), toward: asked) {
        case .done(let internalID): RevenueReply(reference: internalID)
        case .absent: nil
        }
    }
}

extension RevenueReply {
    fileprivate init(_ outcome: NetSuiteOutcome) {
        switch outcome {
        case .done(let internalID): self.init(reference: internalID)
        case .absent: self.init()
        }
    }
}

extension NetSuiteAdapter {
    /// Everything that later steps need is mapped; the customer and its parent may be new.
    private func validate(_ order: Order, _ asked: String) async throws(Failure) -> RevenueReply {
        let items = order.lines.map { (Mappings.Table.items, $0.item) }
        try self.mappings.require(
            [
                (.entities, order.legalEntity), (.taxCodes, order.taxCode), (.terms, order.terms),
                (.accounts, "receivable"),
            ] + items
        )
        let customer = try await self.found(.customer, order.account.id, asked)
        if let parent = order.account.parent { _ = try await self.found(.customer, parent, asked) }
        return customer ?? RevenueReply()
    }

    /// Both writes may be repeated, so that a failure of either is the failure of the whole.
    private func createSalesOrder(_ order: Order, _ asked: String) async throws(Failure) -> RevenueReply {
        let customer = try NetSuiteRecord.customer(of: order, self.mappings)
        let salesOrder = try NetSuiteRecord.salesOrder(order, self.mappings)
        _ = try await self.client.perform(.upsert(customer), toward: asked)
        return RevenueReply(try await self.client.perform(.upsert(salesOrder), toward: asked))
    }

    /// Reads before it writes: writing a payment again with its application could apply it twice.
    private func applyCash(_ payment: Payment, _ asked: String) async throws(Failure) -> RevenueReply {
        if let done = try await self.read(.customerPayment, payment.id, asked) { return done }
        guard let invoice = try await self.read(.invoice, payment.invoice, asked) else {
            throw .rejected("NetSuite was asked to \(asked): there is no invoice \(payment.invoice).")
        }
        guard let document = invoice.reference else {
            throw .rejected("NetSuite was asked to \(asked): invoice \(payment.invoice) has no internal id.")
        }
        let record = try NetSuiteRecord.payment(payment, document: document, self.mappings)
        return RevenueReply(try await self.client.perform(.upsert(record), toward: asked))
    }

    /// A read ahead of a write: nothing has been written by then, so a lost answer only means “later”.
    private func read(_ kind: RecordKind, _ id: String, _ asked: String) async throws(Failure) -> RevenueReply? {
        do throws(Failure) {
            return try await self.found(kind, id, asked)
        } catch .inDoubt(let reason) {
            throw .transient("\(reason) Nothing has been written yet.")
        }
    }
}

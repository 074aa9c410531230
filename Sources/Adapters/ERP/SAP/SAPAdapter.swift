package import AsyncHTTPClient
package import RevenueModel
package import SagaModel

/// SAP S/4HANA: function modules over SOAP, bank statements as IDocs, look-ups by OData.
///
/// Nothing there recognises a repetition: two equal postings make two documents. So each write is
/// preceded by a look-up of its reference, and after any doubt only a look-up decides.
package struct SAPAdapter: Gateway {
    let client: SAPClient

    package init(settings: SAPSettings, client: HTTPClient) {
        let exchange = HTTPExchange(client: client, timeout: settings.timeout)
        self.client = SAPClient(settings: settings, exchange: exchange)
    }

    package func capability(of request: RevenueRequest) -> Capability {
        switch request {
        // Nothing is ever sent for these.
        case .erp(.placeHold), .erp(.releaseHold):
            Capability(keyLifetime: nil, canLookUp: false, longestFlight: .zero)
        case .erp, .crm, .billing, .support, .success, .bank, .sagas:
            Capability(keyLifetime: nil, canLookUp: true, longestFlight: self.client.settings.longestFlight)
        }
    }

    package func send(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply {
        let books = SAPBooks(client: self.client, asked: request.asked, isAheadOfWrite: true)
        switch try self.ledgerRequest(request) {
        case .validate(let order): return try await self.validate(order, books)
        case .createSalesOrder(let order): return try await self.create(order, books)
        case .cancelSalesOrder(let order): return try await self.cancel(order, books)
        case .changeSalesOrder(let change): return try await self.change(change, books)
        case .postInvoice(let invoice): return try await self.post(.invoice(invoice, self.client.settings), books)
        case .postCredit(let credit): return try await self.post(.credit(credit, self.client.settings), books)
        case .postJournal(let entry): return try await self.post(.journal(entry, self.client.settings), books)
        case .reverseInvoice(let reversal): return try await self.reverse(reversal, .invoice, books)
        case .reverseCredit(let reversal): return try await self.reverse(reversal, .credit, books)
        case .reverseJournal(let reversal): return try await self.reverse(reversal, .journal, books)
        case .applyCash(let payment): return try await self.apply(payment, books)
        case .reversePayment(let reversal): return try await self.takeBack(reversal, books)
        case .placeHold(let hold), .releaseHold(let hold): throw Self.refusal(of: hold)
        }
    }

    package func lookUp(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply? {
        let asked = "say whether it did “\(request.asked)”"
        let books = SAPBooks(client: self.client, asked: asked, isAheadOfWrite: false)
        switch try self.ledgerRequest(request) {
        case .validate(let order): return try await self.validate(order, books)
        case .createSalesOrder(let order):
            return try await books.order(order.id).map { RevenueReply(reference: $0.number) }
        case .cancelSalesOrder(let order): return try await books.order(order) == nil ? RevenueReply() : nil
        case .changeSalesOrder(let change): return try await self.found(change, books)
        case .postInvoice(let invoice): return try await self.found(.invoice(invoice, self.client.settings), books)
        case .postCredit(let credit): return try await self.found(.credit(credit, self.client.settings), books)
        case .postJournal(let entry): return try await self.found(.journal(entry, self.client.settings), books)
        case .reverseInvoice(let reversal): return try await self.found(reversal, .invoice, books)
        case .reverseCredit(let reversal): return try await self.found(reversal, .credit, books)
        case .reverseJournal(let reversal): return try await self.found(reversal, .journal, books)
        case .applyCash(let payment): return try await self.found(payment, books)
        case .reversePayment(let reversal): return try await self.found(reversal, books)
        case .placeHold(let hold), .releaseHold(let hold): throw Self.refusal(of: hold)
        }
    }

    private func ledgerRequest(_ request: RevenueRequest) throws(Failure) -> RevenueRequest.ERP {
        guard case .erp(let request) = request else {
            throw .rejected("SAP cannot \(request.asked): that is for \(request.system.rawValue).")
        }
        return request
    }

    /// No interface that is used here changes the dunning or payment block of an item that is posted.
    private static func refusal(of hold: InvoiceHold) -> Failure {
        .rejected(
            "SAP was not asked to hold \(hold.invoice): the profile sap has no interface that blocks a posted item. "
                + "Set the dunning block of the item in SAP itself (transaction FB09), and keep the hold in Skald."
        )
    }
}

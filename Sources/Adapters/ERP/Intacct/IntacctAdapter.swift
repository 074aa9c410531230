package import AsyncHTTPClient
package import RevenueModel
package import SagaModel

/// Sage Intacct over its XML gateway.
///
/// Each document carries our number where the gateway can be searched for it, and is looked for before it is written.
/// What belongs together is written in one transaction. Posted documents are taken back by entries of their own, where
/// the gateway has such entries.
package struct IntacctAdapter: Gateway {
    let client: IntacctClient
    let mappings: Mappings

    /// Each request is named by a `nonce`, new at each call.
    package init(settings: IntacctSettings, client: HTTPClient, nonce: @escaping @Sendable () -> String) {
        let exchange = HTTPExchange(client: client, timeout: settings.timeout)
        self.client = IntacctClient(settings: settings, exchange: exchange, nonce: nonce)
        self.mappings = settings.mappings
    }

    /// Our numbers are not unique there by themselves, and how long a control id is remembered is documented nowhere:
    /// so no repetition is safe but after a look-up.
    package func capability(of request: RevenueRequest) -> Capability {
        Capability(keyLifetime: nil, canLookUp: true, longestFlight: self.settings.longestFlight)
    }

    package func send(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply {
        let asking = IntacctAsking(request.asked, key)
        switch try self.ledgerRequest(request) {
        case .validate(let order): return try await self.validate(order, asking)
        case .createSalesOrder(let order): return try await self.createSalesOrder(order, asking)
        case .cancelSalesOrder(let order): return try await self.cancelSalesOrder(order, asking)
        case .changeSalesOrder(let change): return try await self.changeSalesOrder(change, asking)
        case .postInvoice(let invoice): return try await self.postInvoice(invoice, asking)
        case .reverseInvoice(let reversal): return try await self.reverse(.invoice, reversal, asking)
        case .placeHold(let hold): return try await self.placeHold(hold, asking)
        case .releaseHold(let hold): return try await self.releaseHold(hold, asking)
        case .postCredit(let credit): return try await self.postCredit(credit, asking)
        case .reverseCredit(let reversal): return try await self.reverseCredit(reversal, asking)
        case .postJournal(let entry): return try await self.postJournal(entry, asking)
        case .reverseJournal(let reversal): return try await self.reverseJournal(reversal, asking)
        case .applyCash(let payment): return try await self.applyCash(payment, asking)
        case .reversePayment(let reversal): return try await self.reverse(.payment, reversal, asking)
        }
    }

    package func lookUp(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply? {
        let asking = IntacctAsking("say whether it did “\(request.asked)”", key)
        switch try self.ledgerRequest(request) {
        case .validate(let order): return try await self.validate(order, asking)
        case .createSalesOrder(let order): return try await self.found(.salesOrder, self.docID(order.id), asking)
        case .cancelSalesOrder(let order):
            return try await self.found(.salesOrder, self.docID(order), asking) == nil ? RevenueReply() : nil
        case .changeSalesOrder(let change): return try await self.foundChange(change, asking)
        case .postInvoice(let invoice): return try await self.found(.invoice, invoice.number, asking)
        case .reverseInvoice(let reversal): return try await self.foundReversal(.invoice, reversal, asking)
        case .placeHold(let hold): return try await self.foundHold(hold, asking)
        case .releaseHold(let hold): return try await self.foundHold(hold, asking) == nil ? RevenueReply() : nil
        case .postCredit(let credit): return try await self.foundCredit(credit, asking)
        case .reverseCredit(let reversal):
            return try await self.found(.adjustment, reversal.document, asking) == nil ? RevenueReply() : nil
        case .postJournal(let entry): return try await self.found(.journalEntry, entry.number, asking)
        case .reverseJournal(let reversal): return try await self.foundJournalReversal(reversal, asking)
        case .applyCash(let payment): return try await self.found(.payment, payment.id, asking)
        case .reversePayment(let reversal): return try await self.foundReversal(.payment, reversal, asking)
        }
    }

    private func ledgerRequest(_ request: RevenueRequest) throws(Failure) -> RevenueRequest.ERP {
        guard case .erp(let request) = request else {
            throw .rejected("Sage Intacct cannot \(request.asked): that is for \(request.system.rawValue).")
        }
        return request
    }
}

extension RevenueReply {
    /// The record's name there: orders go by their id, everything else by its number.
    init(_ object: IntacctObject, _ record: IntacctRecord) {
        self.init(reference: object == .salesOrder ? record["DOCID"] : record["RECORDNO"])
    }
}

/// What is asked, for people, and the key it is asked under.
struct IntacctAsking: Sendable {
    /// A phrase that follows “to”.
    let phrase: String
    let key: IdempotencyKey

    init(_ phrase: String, _ key: IdempotencyKey) {
        self.phrase = phrase
        self.key = key
    }

    /// A refusal before anything was written.
    func refused(_ reason: String) -> Failure { .rejected("Sage Intacct was asked to \(self.phrase): \(reason)") }
}

extension IntacctAdapter {
    var settings: IntacctSettings { self.client.settings }

    /// An order's name there: its type and our number.
    func docID(_ order: String) -> String { "\(self.settings.orderType)-\(order)" }

    func read(_ queries: IntacctQuery..., asking: IntacctAsking) async throws(Failure) -> [IntacctRecord?] {
        try await self.read(all: queries, asking: asking)
    }

    /// Reads ahead of a write: nothing has been written by then, so a lost answer only means “later”.
    func read(all queries: [IntacctQuery], asking: IntacctAsking) async throws(Failure) -> [IntacctRecord?] {
        let found: [[IntacctRecord]]
        do throws(Failure) {
            found = try await self.client.read(queries, toward: asking.phrase)
        } catch .inDoubt(let reason) {
            throw .transient("\(reason) Nothing has been written yet.")
        }
        var records: [IntacctRecord?] = []
        for (query, candidates) in zip(queries, found) {
            records.append(try self.only(candidates, query, asking))
        }
        return records
    }

    func read(_ query: IntacctQuery, asking: IntacctAsking) async throws(Failure) -> IntacctRecord? {
        try await self.read(all: [query], asking: asking).first ?? nil
    }

    /// Two documents under one number of ours are a finding for a person, not a choice for a program.
    private func only(
        _ candidates: [IntacctRecord],
        _ query: IntacctQuery,
        _ asking: IntacctAsking
    ) throws(Failure) -> IntacctRecord? {
        let records = candidates.filter { !$0.isReversal }
        guard records.count <= 1 else {
            let keys = records.compactMap { $0["RECORDNO"] }.joined(separator: ", ")
            throw asking.refused(
                "there are \(records.count) \(query.object.rawValue) of the number \(query.id) (RECORDNO \(keys)). "
                    + "Nothing was written. Keep one of them, and retry."
            )
        }
        return records.first
    }

    /// The document's reply, or nothing when there is none.
    func found(_ object: IntacctObject, _ id: String, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply? {
        try await self.read(IntacctQuery(object, id), asking: asking).map { RevenueReply(object, $0) }
    }

    /// Writes in one transaction; the reply names what the last function made.
    func write(_ functions: IntacctFunction..., asking: IntacctAsking) async throws(Failure) -> RevenueReply {
        let results = try await self.client.write(functions, key: asking.key, toward: asking.phrase)
        return RevenueReply(reference: results.last?.reference)
    }

    /// The gateway's own key of a record that was read.
    func recordNumber(_ record: IntacctRecord, _ id: String, _ asking: IntacctAsking) throws(Failure) -> String {
        guard let number = record["RECORDNO"] else { throw asking.refused("\(id) has no RECORDNO.") }
        return number
    }

    /// The name of a field that the company added for us.
    func customField(_ name: String, for purpose: String, _ asking: IntacctAsking) throws(Failure) -> String {
        guard let field = self.mappings.customFields[name] else {
            throw asking.refused(
                "the configuration has no systems.erp.mappings.customFields.\(name). "
                    + "Add a text field to \(purpose) in Sage Intacct, and its id there."
            )
        }
        return field
    }
}

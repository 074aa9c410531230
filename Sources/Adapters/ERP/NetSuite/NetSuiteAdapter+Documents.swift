internal import RevenueModel
internal import SagaModel
internal import SuiteTalk

// What every request is made of: find a document, write one, delete one.

extension NetSuiteAdapter {
    /// The document, or nothing when there is none.
    func document(_ kind: RecordKind, _ id: String, _ asked: String) async throws(Failure) -> NetSuiteDocument? {
        switch try await self.client.perform(.get(kind, id), toward: asked) {
        case .found(let document): document
        case .absent, .done, .alreadyThere: nil
        }
    }

    /// A read ahead of a write: nothing has been written by then, so a lost answer only means “later”.
    func documentBeforeWriting(
        _ kind: RecordKind,
        _ id: String,
        _ asked: String
    ) async throws(Failure) -> NetSuiteDocument? {
        do throws(Failure) {
            return try await self.document(kind, id, asked)
        } catch .inDoubt(let reason) {
            throw .transient("\(reason) Nothing has been written yet.")
        }
    }

    /// The invoice's internal id, by which alone an application can name it.
    func invoiceID(_ number: String, _ asked: String) async throws(Failure) -> String {
        guard let invoice = try await self.documentBeforeWriting(.invoice, number, asked) else {
            throw .rejected("NetSuite was asked to \(asked): there is no invoice \(number).")
        }
        guard let id = invoice.internalID else {
            throw .rejected("NetSuite was asked to \(asked): invoice \(number) has no internal id.")
        }
        return id
    }

    /// The document's reply, or nothing when there is none.
    func found(_ kind: RecordKind, _ id: String, _ asked: String) async throws(Failure) -> RevenueReply? {
        try await self.document(kind, id, asked).map { RevenueReply(reference: $0.internalID) }
    }

    /// A reply when the document is not there, which is what a reversal is after.
    func gone(_ kind: RecordKind, _ id: String, _ asked: String) async throws(Failure) -> RevenueReply? {
        try await self.document(kind, id, asked) == nil ? RevenueReply() : nil
    }

    /// Writes the record; if something stands in its place already, only our own external id makes it ours.
    func write(_ record: NetSuiteRecord, _ asked: String) async throws(Failure) -> RevenueReply {
        switch try await self.client.perform(.upsert(record), toward: asked) {
        case .done(let internalID): return RevenueReply(reference: internalID)
        case .found, .absent: return RevenueReply()
        case .alreadyThere(let reason):
            do throws(Failure) {
                if let ours = try await self.found(record.kind, record.externalID, asked) { return ours }
            } catch {
                throw .inDoubt("\(reason) Whether that is ours could not be read: \(error.reason)")
            }
            throw .rejected("\(reason) It is not \(record.externalID), so another document has its number or name.")
        }
    }

    /// Takes the document out of the books; what is not there is taken out already.
    func delete(
        _ kind: RecordKind,
        _ id: String,
        because reason: String,
        _ asked: String
    ) async throws(Failure) -> RevenueReply {
        let code = self.client.settings.deletionReason
        let reason = code.map { NetSuiteOperation.DeletionReason(code: $0, memo: reason) }
        switch try await self.client.perform(.delete(kind, id, reason), toward: asked) {
        case .done(let internalID): return RevenueReply(reference: internalID)
        case .found, .absent, .alreadyThere: return RevenueReply()
        }
    }
}

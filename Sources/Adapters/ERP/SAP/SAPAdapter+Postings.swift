internal import RevenueModel
internal import SagaModel

extension SAPAdapter {
    func post(_ posting: SAPPosting, _ books: SAPBooks) async throws(Failure) -> RevenueReply {
        let function = try posting.function()
        if let done = try await books.entry(posting) { return RevenueReply(reference: done.number) }
        return RevenueReply(reference: try await self.client.perform(function, toward: books.asked))
    }

    func found(_ posting: SAPPosting, _ books: SAPBooks) async throws(Failure) -> RevenueReply? {
        try SAPLimits.require("reference", posting.reference, 16)
        return try await books.entry(posting).map { RevenueReply(reference: $0.number) }
    }

    /// Posts the opposite of what stands there; nothing to do where nothing stands.
    func reverse(
        _ reversal: Reversal,
        _ type: SAPDocumentType,
        _ books: SAPBooks
    ) async throws(Failure) -> RevenueReply {
        guard let entry = try await books.entry(reversal.document, type) else { return RevenueReply() }
        let posting = SAPPosting.reversal(reversal, of: entry)
        let function = try posting.function()
        if let done = try await books.entry(posting) { return RevenueReply(reference: done.number) }
        if let item = try await books.items(of: entry).first(where: { !$0.clearedBy.isEmpty }) {
            throw .rejected(
                "SAP was asked to \(books.asked): document \(entry.number) is cleared by \(item.clearedBy). "
                    + "Take the payment back first."
            )
        }
        return RevenueReply(reference: try await self.client.perform(function, toward: books.asked))
    }

    func found(
        _ reversal: Reversal,
        _ type: SAPDocumentType,
        _ books: SAPBooks
    ) async throws(Failure) -> RevenueReply? {
        guard let entry = try await books.entry(reversal.document, type) else { return RevenueReply() }
        return try await books.entry(.reversal(reversal, of: entry)).map { RevenueReply(reference: $0.number) }
    }
}

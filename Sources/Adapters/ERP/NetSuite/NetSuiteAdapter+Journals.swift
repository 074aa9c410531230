internal import RevenueModel
internal import SagaModel
internal import SuiteTalk

extension NetSuiteAdapter {
    /// Posts the opposite entry; what was never posted needs none.
    func reverseJournal(_ reversal: Reversal, _ asked: String) async throws(Failure) -> RevenueReply {
        if let done = try await self.documentBeforeWriting(.journalEntry, reversal.number, asked) {
            return RevenueReply(reference: done.internalID)
        }
        guard let entry = try await self.documentBeforeWriting(.journalEntry, reversal.document, asked) else {
            return RevenueReply()
        }
        return try await self.write(.reversal(reversal, of: entry), asked)
    }

    func foundReversal(_ reversal: Reversal, _ asked: String) async throws(Failure) -> RevenueReply? {
        if let done = try await self.found(.journalEntry, reversal.number, asked) { return done }
        return try await self.gone(.journalEntry, reversal.document, asked)
    }
}

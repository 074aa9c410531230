internal import RevenueModel
internal import SagaModel

extension IntacctAdapter {
    func postJournal(_ entry: JournalEntry, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply {
        let create = try IntacctFunction.createJournalEntry(entry, self.settings)
        if let existing = try await self.found(.journalEntry, entry.number, asking) { return existing }
        return try await self.write(create, asking: asking)
    }

    /// Posts the opposite of every line, under a number of its own; the first entry stays.
    func reverseJournal(_ reversal: Reversal, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply {
        let found = try await self.read(
            IntacctQuery(.journalEntry, reversal.document),
            IntacctQuery(.journalEntry, reversal.number),
            asking: asking
        )
        guard let entry = found.first ?? nil else { return RevenueReply() }
        if let existing = found.last ?? nil { return RevenueReply(reference: existing["RECORDNO"]) }
        let number = try self.recordNumber(entry, reversal.document, asking)
        let lines = try await self.lines(of: number, asking)
        let create = try IntacctFunction.createReversal(reversal, of: lines, asking, self.settings)
        return try await self.write(create, asking: asking)
    }

    func foundJournalReversal(_ reversal: Reversal, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply? {
        let found = try await self.read(
            IntacctQuery(.journalEntry, reversal.document),
            IntacctQuery(.journalEntry, reversal.number),
            asking: asking
        )
        guard (found.first ?? nil) != nil else { return RevenueReply() }
        return (found.last ?? nil).map { RevenueReply(reference: $0["RECORDNO"]) }
    }

    private func lines(of entry: String, _ asking: IntacctAsking) async throws(Failure) -> [IntacctRecord] {
        let found: [[IntacctRecord]]
        do throws(Failure) {
            found = try await self.client.read([IntacctQuery(.journalLine, entry)], toward: asking.phrase)
        } catch .inDoubt(let reason) {
            throw .transient("\(reason) Nothing has been written yet.")
        }
        guard let lines = found.first, lines.count >= 2 else {
            throw asking.refused("the entry has fewer than two lines.")
        }
        return lines
    }
}

// What an ERP's invoices and credits do not book themselves.

extension LedgerPosting {
    /// How its number ends, after that of the amendment.
    package enum Rest: String, CaseIterable, Sendable {
        case asset, refund
    }

    /// Entries that bring documents to what their journals say; `entries` are the journals of those documents.
    static func rests(of entries: [JournalEntry], _ amendment: String) throws(MoneyError) -> [JournalEntry] {
        guard let last = entries.last, let currency = last.lines.first?.amount.currency else { return [] }
        let lines = entries.flatMap(\.lines)
        func owed(_ account: LedgerAccount) throws(MoneyError) -> Money {
            let own = lines.filter { $0.role == account }
            let debit = try Money.sum(own.filter { $0.side == .debit }.map(\.amount), in: currency)
            return try debit.subtracting(Money.sum(own.filter { $0.side == .credit }.map(\.amount), in: currency))
        }
        func entry(_ rest: Rest, _ memo: String, _ lines: JournalLines) -> JournalEntry? {
            guard !lines.lines.isEmpty else { return nil }
            return JournalEntry(
                number: "\(amendment):\(rest.rawValue)",
                legalEntity: last.legalEntity,
                postedOn: last.postedOn,
                memo: memo,
                lines: lines.lines
            )
        }
        // What was recognised before it was billed is no deferred revenue.
        var asset = JournalLines()
        try asset.debit(.contractAsset, try owed(.contractAsset))
        try asset.credit(.deferredRevenue, try owed(.contractAsset))
        // What is to be paid back is no claim to set off any more, but money that we owe.
        var refund = JournalLines()
        try refund.debit(.refundPayable, try owed(.refundPayable))
        try refund.credit(.receivable, try owed(.refundPayable))
        return [
            entry(.asset, "Of \(amendment), recognised before it was billed", asset),
            entry(.refund, "Of \(amendment), to be paid back", refund),
        ].compactMap(\.self)
    }
}

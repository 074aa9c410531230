import RevenueModel

extension SandboxWorld {
    /// What a journal entry posts; a changed one takes its first booking back and posts anew.
    func journalEntries(
        _ number: String,
        _ record: ERPRecord,
        replacing existing: Document?
    ) throws(Refusal) -> [Booking] {
        if let before = existing?.record, before.sides == record.sides, before.date == record.date { return [] }
        try self.requireOpen(record.date)
        if let before = existing?.record { try self.requireOpen(before.date) }
        var lines: [Booking.Line] = []
        for side in record.sides ?? [] {
            lines.append(.init(account: try Self.catalog.account(side.account), amount: side.amount))
        }
        guard lines.count >= 2 else {
            throw Refusal(ERPCode.userError, "A journal entry needs two lines or more, not \(lines.count).")
        }
        let booking = Booking(
            period: record.date.period,
            document: number,
            text: DocumentKind.journalEntry.rawValue,
            lines: lines
        )
        guard booking.isBalanced else {
            throw Refusal(ERPCode.userError, "Trans not in balance: the debits of \(number) are not its credits.")
        }
        return self.reversal(of: number, .journalEntry) + [booking]
    }
}

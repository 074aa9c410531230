internal import RevenueModel
internal import SagaModel
internal import SuiteTalk
internal import XML

extension NetSuiteRecord {
    /// A journal entry; one that does not balance is refused before it is sent.
    static func journal(_ entry: JournalEntry, _ mappings: Mappings) throws(Failure) -> Self {
        let currency = try entry.balancedCurrency()
        try mappings.require(
            [(.entities, entry.legalEntity)] + entry.lines.map { (Mappings.Table.accounts, $0.account) }
        )
        let kind = RecordKind.journalEntry
        var lines: [XMLOutput] = []
        for line in entry.lines {
            let side = line.side == .debit ? "debit" : "credit"
            let account = kind.reference("account", internalID: try mappings.id(.accounts, line.account))
            let memo = line.memo.map { kind.text("memo", $0) }
            lines.append(kind.line("line", [account, kind.money(side, line.amount), memo]))
        }
        return Self(
            kind,
            externalID: entry.number,
            [
                kind.date("tranDate", entry.postedOn),
                mappings.currencies[currency.code].map { kind.reference("currency", internalID: $0) },
                kind.reference("subsidiary", internalID: try mappings.id(.entities, entry.legalEntity)),
                kind.text("memo", entry.memo),
                kind.list("lineList", lines),
            ]
        )
    }

    /// The opposite of an entry that was read: the same accounts and amounts, to the letter, on the other side.
    ///
    /// The service can reverse an entry by itself (`reversalDate`), but then the reversal has no external id of ours,
    /// and nothing could say whether it was made. So it is an entry of its own.
    static func reversal(_ reversal: Reversal, of entry: NetSuiteDocument) throws(Failure) -> Self {
        let kind = RecordKind.journalEntry
        var lines: [XMLOutput] = []
        for line in entry.lines("lineList", "line") {
            let amount = line.text("debit").map { ("credit", $0) } ?? line.text("credit").map { ("debit", $0) }
            guard let account = line.reference("account"), let (side, text) = amount else {
                throw .rejected("Journal entry \(reversal.document) has a line without an account or amount.")
            }
            let memo = line.text("memo").map { kind.text("memo", $0) }
            lines.append(
                kind.line("line", [kind.reference("account", internalID: account), kind.text(side, text), memo])
            )
        }
        guard !lines.isEmpty else { throw .rejected("Journal entry \(reversal.document) has no lines to reverse.") }
        return Self(
            kind,
            externalID: reversal.number,
            [
                kind.date("tranDate", reversal.postedOn),
                entry.reference("currency").map { kind.reference("currency", internalID: $0) },
                entry.reference("subsidiary").map { kind.reference("subsidiary", internalID: $0) },
                kind.text("memo", "Reversal of \(reversal.document): \(reversal.reason)"),
                kind.list("lineList", lines),
            ]
        )
    }
}

extension JournalEntry {
    /// The entry's one currency, if its sides are equal and none of its amounts is zero or less.
    fileprivate func balancedCurrency() throws(Failure) -> Currency {
        guard let currency = self.lines.first?.amount.currency else { throw self.refused("it has no lines") }
        var difference = Money.zero(currency)
        for line in self.lines {
            guard line.amount.minorUnits > 0 else { throw self.refused("\(line.account) has \(line.amount)") }
            let sign = line.side == .debit ? 1 : -1
            do {
                difference = try difference.adding(try line.amount.multiplied(by: sign, over: 1))
            } catch {
                throw self.refused("\(error)")
            }
        }
        guard difference.minorUnits == 0 else { throw self.refused("debits exceed credits by \(difference)") }
        return currency
    }

    private func refused(_ reason: String) -> Failure {
        .rejected("NetSuite was not asked to post journal entry \(self.number): it does not balance; \(reason).")
    }
}

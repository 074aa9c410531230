/// A journal entry that balances, with what it is for and why it has its date.
///
/// The entry inside is what an ERP is sent. There is no other way to make one than through the check, so that nothing
/// unbalanced reaches the ledger or the wire.
package struct Journal: Equatable, Sendable {
    package let entry: JournalEntry
    /// The document or the amendment that it books: `INV-1042`, `AMD-7`.
    package let source: String
    package let dating: PostingDate

    /// Takes an entry of one legal entity whose debits are its credits, in each currency.
    package init(_ entry: JournalEntry, source: String, dating: PostingDate) throws(LedgerError) {
        guard !entry.lines.isEmpty else { throw .empty(entry.number) }
        guard entry.postedOn == dating.day else {
            throw .datesDiffer(journal: entry.number, entry: entry.postedOn, posting: dating.day)
        }
        for line in entry.lines {
            guard line.role != nil else { throw .unknownAccount(line.account, journal: entry.number) }
            guard line.amount.isPositive else { throw .notPositive(line.amount, journal: entry.number) }
        }
        try Self.checkBalance(of: entry)
        self.entry = entry
        self.source = source
        self.dating = dating
    }

    private static func checkBalance(of entry: JournalEntry) throws(LedgerError) {
        for currency in Set(entry.lines.map(\.amount.currency)) {
            let debit: Money
            let credit: Money
            do {
                debit = try Money.sum(entry.amounts(on: .debit, in: currency), in: currency)
                credit = try Money.sum(entry.amounts(on: .credit, in: currency), in: currency)
            } catch {
                throw .amount(error)
            }
            guard debit == credit else { throw .unbalanced(journal: entry.number, debit: debit, credit: credit) }
        }
    }

    package var number: String { self.entry.number }
    package var period: AccountingPeriod { self.dating.period }

    /// The same lines on the other side, under a number of their own; both stay in the books.
    package func reversed(dating: PostingDate, reason: String) throws(LedgerError) -> Self {
        let number = Reversal(document: self.number, postedOn: dating.day, reason: reason).number
        let lines = self.entry.lines.map {
            JournalLine(account: $0.account, side: $0.side.other, amount: $0.amount, memo: $0.memo)
        }
        let entry = JournalEntry(
            number: number,
            legalEntity: self.entry.legalEntity,
            postedOn: dating.day,
            memo: reason,
            lines: lines
        )
        return try Self(entry, source: self.source, dating: dating)
    }
}

extension JournalEntry {
    fileprivate func amounts(on side: JournalLine.Side, in currency: Currency) -> [Money] {
        self.lines.filter { $0.side == side && $0.amount.currency == currency }.map(\.amount)
    }
}

extension JournalLine {
    /// The ledger's account; `nil` for a name that it does not have.
    package var role: LedgerAccount? { LedgerAccount(rawValue: self.account) }
}

extension JournalLine.Side {
    package var other: Self {
        switch self {
        case .debit: .credit
        case .credit: .debit
        }
    }
}

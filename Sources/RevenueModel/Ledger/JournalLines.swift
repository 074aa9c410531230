/// Lines of a journal as they are put together.
///
/// Nothing of zero is written, and a negative amount goes to the other side: a delta that takes back is the same rule
/// read from right to left.
struct JournalLines {
    private(set) var lines: [JournalLine] = []

    mutating func debit(_ account: LedgerAccount, _ amount: Money, memo: String? = nil) throws(MoneyError) {
        try self.add(account, .debit, amount, memo)
    }

    mutating func credit(_ account: LedgerAccount, _ amount: Money, memo: String? = nil) throws(MoneyError) {
        try self.add(account, .credit, amount, memo)
    }

    private mutating func add(
        _ account: LedgerAccount,
        _ side: JournalLine.Side,
        _ amount: Money,
        _ memo: String?
    ) throws(MoneyError) {
        guard !amount.isZero else { return }
        let isTurned = amount.isNegative
        self.lines.append(
            JournalLine(
                account: account.rawValue,
                side: isTurned ? side.other : side,
                amount: isTurned ? try amount.negated() : amount,
                memo: memo
            )
        )
    }
}

/// A balanced entry in the general ledger: revenue that is recognised, deferred or moved.
package struct JournalEntry: Codable, Equatable, Sendable {
    /// Unique for ever: `AMD-7:3`.
    ///
    /// It is the document's external id in the ERP.
    package var number: String
    package var legalEntity: String
    /// The posting date, which decides the period.
    package var postedOn: LocalDate
    package var memo: String
    package var lines: [JournalLine]

    package init(number: String, legalEntity: String, postedOn: LocalDate, memo: String, lines: [JournalLine]) {
        self.number = number
        self.legalEntity = legalEntity
        self.postedOn = postedOn
        self.memo = memo
        self.lines = lines
    }
}

/// One side of a journal entry.
package struct JournalLine: Codable, Equatable, Sendable {
    package enum Side: String, Codable, CaseIterable, Sendable {
        case debit, credit
    }

    /// Our name for the account, which the configuration maps: `receivable`, `deferred-revenue`, `revenue`.
    package var account: String
    package var side: Side
    /// Positive.
    package var amount: Money
    package var memo: String?

    package init(account: String, side: Side, amount: Money, memo: String? = nil) {
        self.account = account
        self.side = side
        self.amount = amount
        self.memo = memo
    }
}

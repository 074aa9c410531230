package import RevenueModel

/// What a bank says of one account: a statement of a day, a notice of bookings, or a report within the day.
///
/// Its entries are not in it: a statement may be longer than memory.
package struct BankStatement: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable {
        /// Closes a day, or another period: camt.053, BAI2. Its balances chain with the one before.
        case statement
        /// Tells of bookings that a statement will have again: camt.054.
        case notification
        /// Tells how things stand within a day: camt.052.
        case report
    }

    /// A long statement may come in several pages.
    package struct Page: Codable, Equatable, Sendable {
        package var number: Int
        package var isLast: Bool
    }

    package var kind: Kind
    package var id: String
    package var account: BankAccount
    /// Counts what was sent about this account.
    package var electronicNumber: Int?
    /// Counts the statements that the law asks for; it may begin anew each year.
    package var legalNumber: Int?
    package var page: Page?
    package var createdAt: String?
    package var from: String?
    package var to: String?
    /// The bank says that it sent this before.
    package var isCopy: Bool
    package var balances: [BankBalance]
    /// The sums that the bank itself gives for its entries.
    package var announced: BankTotals?
}

extension BankStatement {
    /// The booked balance that the entries start from.
    package var opening: BankBalance? {
        self.balance(.opening) ?? self.balance(.previousClosing)
            ?? (self.page.map { $0.number > 1 } == true ? self.balance(.interim) : nil)
    }

    /// The booked balance that the entries lead to.
    package var closing: BankBalance? {
        self.balance(.closing)
            ?? (self.page?.isLast == false ? self.balances.last { $0.kind == .interim } : nil)
    }

    private func balance(_ kind: BankBalance.Kind) -> BankBalance? { self.balances.first { $0.kind == kind } }
}

/// An account, as its bank names it.
package struct BankAccount: Codable, Hashable, Sendable {
    /// The IBAN, or the bank's own number.
    package var id: String
    package var currency: Currency?

    package init(id: String, currency: Currency? = nil) {
        self.id = id
        self.currency = currency
    }
}

/// What is on an account at one moment: positive in the owner's favour.
package struct BankBalance: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable {
        case opening, interim, closing
        case previousClosing = "previous-closing"
        case openingAvailable = "opening-available"
        case interimAvailable = "interim-available"
        case closingAvailable = "closing-available"
        case forwardAvailable = "forward-available"
        case other
    }

    package var kind: Kind
    /// The bank's own code: `OPBD`, `015`.
    package var code: String
    package var amount: Money
    package var date: LocalDate?

    package init(kind: Kind, code: String, amount: Money, date: LocalDate?) {
        self.kind = kind
        self.code = code
        self.amount = amount
        self.date = date
    }
}

/// Control sums that a bank gives beside its entries; what it leaves out is not checked.
package struct BankTotals: Codable, Equatable, Sendable {
    package var entries: Int?
    package var credits: Int?
    package var debits: Int?
    /// Without a currency of its own: decimal text, as it came.
    package var creditSum: String?
    package var debitSum: String?

    package init(
        entries: Int? = nil,
        credits: Int? = nil,
        debits: Int? = nil,
        creditSum: String? = nil,
        debitSum: String? = nil
    ) {
        self.entries = entries
        self.credits = credits
        self.debits = debits
        self.creditSum = creditSum
        self.debitSum = debitSum
    }
}

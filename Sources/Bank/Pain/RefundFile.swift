package import RevenueModel
package import XML

/// Refunds to be paid, as a bank takes them: pain.001.
///
/// Its names come from the idempotency keys, so that the same request sent again is the same message to the bank,
/// which refuses a message id that it has seen.
package struct RefundFile: Equatable, Sendable {
    package enum Version: String, Sendable, CaseIterable {
        case v03 = "pain.001.001.03"
        case v09 = "pain.001.001.09"
    }

    package struct Refund: Equatable, Sendable {
        package var key: String
        /// Positive; all refunds of a file are in one currency.
        package var amount: Money
        package var creditor: BankParty
        /// What the customer reads: the credit memo and the invoice it corrects.
        package var remittance: String

        package init(key: String, amount: Money, creditor: BankParty, remittance: String) {
            self.key = key
            self.amount = amount
            self.creditor = creditor
            self.remittance = remittance
        }

        /// By which the bank's answer and its statement name this refund.
        package var endToEnd: String { BankName.of(self.key) }
    }

    package var key: String
    /// When it is written, in UTC: `2026-11-21T10:00:00Z`.
    package var createdAt: String
    package var executeOn: LocalDate
    /// Whose account pays: name, account and bank are asked for.
    package var debtor: BankParty
    package var refunds: [Refund]

    package init(key: String, createdAt: String, executeOn: LocalDate, debtor: BankParty, refunds: [Refund]) {
        self.key = key
        self.createdAt = createdAt
        self.executeOn = executeOn
        self.debtor = debtor
        self.refunds = refunds
    }

    package var messageID: String { BankName.of(self.key) }
}

/// Why a refund cannot be written down for the bank; nothing was written.
package enum RefundError: Error, Equatable, Sendable, CustomStringConvertible {
    case empty
    case notPositive(String)
    case mixedCurrencies(String)
    case repeatedKey(String)
    case tooLarge
    case missing(String, of: String)
    case tooLong(String, of: String, most: Int)
    case wrongIBAN(String, of: String)
    case unwritable(XMLError)

    package var description: String {
        switch self {
        case .empty: "There is no refund to pay."
        case .notPositive(let key): "Refund \(key) is not of a positive amount; correct the credit it comes from."
        case .mixedCurrencies(let key): "Refund \(key) is in another currency; write one file for each."
        case .repeatedKey(let key): "Refund \(key) is there twice; a refund is paid once."
        case .tooLarge: "The sum of the refunds cannot be counted; write several files."
        case .missing(let what, let whose): "The \(what) of \(whose) is missing; enter it where it is kept."
        case .tooLong(let what, let whose, let most):
            "The \(what) of \(whose) has more than \(most) characters; shorten it where it is kept."
        case .wrongIBAN(let account, let whose):
            "The account \(account.suffix(4)) at the end of \(whose) is no IBAN: its check digits are wrong."
        case .unwritable(let error): "\(error)"
        }
    }
}

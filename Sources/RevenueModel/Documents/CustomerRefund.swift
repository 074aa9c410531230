/// Money that goes back to a customer over the bank.
package struct CustomerRefund: Codable, Equatable, Sendable {
    /// Unique for ever, and short enough for a bank, whose answer and statement name it: `RF-CS-9`.
    package var number: String
    /// The credit that it pays back.
    package var credit: String
    package var invoice: String
    package var account: String
    /// Whose account pays.
    package var legalEntity: String
    /// Positive.
    package var amount: Money
    package var payee: Payee

    package init(
        number: String,
        credit: String,
        invoice: String,
        account: String,
        legalEntity: String,
        amount: Money,
        payee: Payee
    ) {
        self.number = number
        self.credit = credit
        self.invoice = invoice
        self.account = account
        self.legalEntity = legalEntity
        self.amount = amount
        self.payee = payee
    }
}

/// The bank account to which a customer wants money to go.
package struct Payee: Codable, Equatable, Sendable {
    /// The account's holder, as the bank knows it.
    package var name: String
    /// An IBAN without spaces, or a number of the bank's own.
    package var account: String
    /// The bank's BIC, where the account's number does not tell it.
    package var bank: String?

    package init(name: String, account: String, bank: String? = nil) {
        self.name = name
        self.account = account
        self.bank = bank
    }
}

/// What the bank says of a refund that it was asked to pay.
package struct RefundReport: Codable, Equatable, Sendable {
    /// The refund's number; the message's, where the bank speaks of the whole message.
    package var refund: String
    package var reportedOn: LocalDate
    /// Why it is not paid, in the bank's code and in words.
    package var reason: String?

    package init(refund: String, reportedOn: LocalDate, reason: String? = nil) {
        self.refund = refund
        self.reportedOn = reportedOn
        self.reason = reason
    }
}

/// Who pays a customer back.
package enum RefundPayer: String, Codable, CaseIterable, Sendable {
    /// In its own way: to the card that paid, by transfer.
    case billing
    /// We ask our bank, and billing hears of the money when it moves.
    case bank
}

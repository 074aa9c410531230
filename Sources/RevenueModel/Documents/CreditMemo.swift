/// Takes back part of what was billed, or all of it.
package struct CreditMemo: Codable, Equatable, Sendable {
    /// The credit's number, unique for ever: `CR-77`, or `AMD-7:2` for the second document of an amendment.
    ///
    /// It is the document's external id in the ERP.
    package var number: String
    /// The invoice that it corrects and, where it is open, is applied to.
    package var invoice: String
    package var account: Account
    package var legalEntity: String
    package var taxCode: String
    package var issuedOn: LocalDate
    /// Why, for the memo field: `case CS-9: two weeks of outage`.
    package var reason: String
    package var lines: [CreditLine]
    package var net: Money
    package var tax: Money
    package var total: Money
    /// How much of it settles the invoice; the rest stays open as the customer's credit balance.
    package var applied: Money

    package init(
        number: String,
        invoice: String,
        account: Account,
        legalEntity: String,
        taxCode: String,
        issuedOn: LocalDate,
        reason: String,
        lines: [CreditLine],
        net: Money,
        tax: Money,
        total: Money,
        applied: Money
    ) {
        self.number = number
        self.invoice = invoice
        self.account = account
        self.legalEntity = legalEntity
        self.taxCode = taxCode
        self.issuedOn = issuedOn
        self.reason = reason
        self.lines = lines
        self.net = net
        self.tax = tax
        self.total = total
        self.applied = applied
    }
}

/// One line of a credit: how much of which invoice line is taken back.
///
/// Amounts are positive.
package struct CreditLine: Codable, Equatable, Sendable {
    package var number: Int
    /// The line of the invoice that it corrects.
    package var corrects: Int
    package var item: String
    package var description: String
    /// Before tax.
    package var amount: Money
    /// At the rate of the corrected line.
    package var tax: Money
    package var obligation: String

    package init(
        number: Int,
        corrects: Int,
        item: String,
        description: String,
        amount: Money,
        tax: Money,
        obligation: String
    ) {
        self.number = number
        self.corrects = corrects
        self.item = item
        self.description = description
        self.amount = amount
        self.tax = tax
        self.obligation = obligation
    }
}

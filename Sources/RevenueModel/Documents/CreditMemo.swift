/// Takes back part of what was billed, or all of it.
package struct CreditMemo: TaxedDocument, Codable, Equatable, Sendable {
    /// The credit's number, unique for ever: `CR-77`, or `AMD-7:2` for the second document of an amendment.
    ///
    /// It is the document's external id in the ERP.
    package var number: String
    /// The invoice that it corrects; of several, the first one that it settles.
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
    /// How much of it settles which invoice; the rest stays open as the customer's credit balance.
    package var applications: [CreditSettlement]

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
        applications: [CreditSettlement]
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
        self.applications = applications
    }

    /// A credit that settles no other invoice than the one it corrects.
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
        self.init(
            number: number,
            invoice: invoice,
            account: account,
            legalEntity: legalEntity,
            taxCode: taxCode,
            issuedOn: issuedOn,
            reason: reason,
            lines: lines,
            net: net,
            tax: tax,
            total: total,
            applications: applied.isZero ? [] : [CreditSettlement(invoice: invoice, amount: applied)]
        )
    }

    /// How much of it settles invoices.
    package var applied: Money {
        get throws(MoneyError) { try .sum(self.applications.map(\.amount), in: self.total.currency) }
    }

    /// The invoice whose line it corrects.
    package func invoice(of line: CreditLine) -> String { line.invoice ?? self.invoice }
}

/// How much of a credit settles one invoice.
package struct CreditSettlement: Codable, Equatable, Sendable {
    package var invoice: String
    package var amount: Money

    package init(invoice: String, amount: Money) {
        self.invoice = invoice
        self.amount = amount
    }
}

/// One line of a credit: how much of which invoice line is taken back.
///
/// Amounts are positive.
package struct CreditLine: TaxedLine, Codable, Equatable, Sendable {
    package var number: Int
    /// The line of the invoice that it corrects; 0 where it corrects none.
    package var corrects: Int
    /// The invoice of that line, where it is not the one that the memo names.
    package var invoice: String?
    package var item: String
    package var description: String
    /// Before tax.
    package var amount: Money
    /// At the rate of the corrected line.
    package var tax: Money
    package var taxCode: String?
    package var obligation: String

    package init(
        number: Int,
        corrects: Int,
        of invoice: String? = nil,
        item: String,
        description: String,
        amount: Money,
        tax: Money,
        taxCode: String? = nil,
        obligation: String
    ) {
        self.number = number
        self.corrects = corrects
        self.invoice = invoice
        self.item = item
        self.description = description
        self.amount = amount
        self.tax = tax
        self.taxCode = taxCode
        self.obligation = obligation
    }
}

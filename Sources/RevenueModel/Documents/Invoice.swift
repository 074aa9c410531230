/// An invoice as billing drew it up: lines, tax, what is due and when.
package struct Invoice: TaxedDocument, Codable, Equatable, Sendable {
    /// The invoice's number, unique for ever: `INV-1001`.
    ///
    /// It is the document's external id in the ERP.
    package var number: String
    package var order: String
    package var account: Account
    package var legalEntity: String
    package var taxCode: String
    package var terms: String
    package var issuedOn: LocalDate
    package var dueOn: LocalDate
    package var lines: [InvoiceLine]
    package var net: Money
    package var tax: Money
    package var total: Money

    package init(
        number: String,
        order: String,
        account: Account,
        legalEntity: String,
        taxCode: String,
        terms: String,
        issuedOn: LocalDate,
        dueOn: LocalDate,
        lines: [InvoiceLine],
        net: Money,
        tax: Money,
        total: Money
    ) {
        self.number = number
        self.order = order
        self.account = account
        self.legalEntity = legalEntity
        self.taxCode = taxCode
        self.terms = terms
        self.issuedOn = issuedOn
        self.dueOn = dueOn
        self.lines = lines
        self.net = net
        self.tax = tax
        self.total = total
    }
}

extension Invoice {
    /// An invoice that nobody drew up yet: no number, no lines, nothing due.
    package init(unnumbered order: Order) {
        let nothing = Money.zero(order.currency)
        self.init(
            number: "",
            order: order.id,
            account: order.account,
            legalEntity: order.legalEntity,
            taxCode: order.taxCode,
            terms: order.terms,
            issuedOn: order.orderedOn,
            dueOn: order.orderedOn,
            lines: [],
            net: nothing,
            tax: nothing,
            total: nothing
        )
    }
}

/// One line of an invoice, with what revenue recognition needs.
package struct InvoiceLine: TaxedLine, Codable, Equatable, Sendable {
    package var number: Int
    /// The invoice line that a delta corrects: `INV-1042:1`.
    package var corrects: String?
    package var item: String
    package var description: String
    package var quantity: Decimal
    package var unitPrice: Money
    /// Before tax; negative when a delta takes back.
    package var amount: Money
    package var tax: Money
    package var taxCode: String?
    package var obligation: String
    package var from: LocalDate
    /// The day after the last day of service.
    package var until: LocalDate

    package init(_ line: OrderLine, corrects: String? = nil, amount: Money, tax: Money) {
        self.number = line.number
        self.corrects = corrects
        self.item = line.item
        self.description = line.description
        self.quantity = line.quantity
        self.unitPrice = line.unitPrice
        self.amount = amount
        self.tax = tax
        self.taxCode = line.taxCode
        self.obligation = line.obligation
        self.from = line.from
        self.until = line.until
    }
}

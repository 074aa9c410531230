/// An accepted quote, as the CRM hands it over.
package struct Order: TaxedDocument, Codable, Equatable, Sendable {
    /// Names the order in every system: `Q-1042`, and `Q-1042-G2` for the second attempt at a compensated one.
    package var id: String
    package var account: Account
    /// The selling company.
    package var legalEntity: String
    package var currency: Currency
    /// Where tax is due, and at which rate: `DE-19`.
    package var taxCode: String
    /// Payment terms: `net-30`.
    package var terms: String
    package var orderedOn: LocalDate
    package var lines: [OrderLine]

    package init(
        id: String,
        account: Account,
        legalEntity: String,
        currency: Currency,
        taxCode: String,
        terms: String,
        orderedOn: LocalDate,
        lines: [OrderLine]
    ) {
        self.id = id
        self.account = account
        self.legalEntity = legalEntity
        self.currency = currency
        self.taxCode = taxCode
        self.terms = terms
        self.orderedOn = orderedOn
        self.lines = lines
    }
}

/// The customer who ordered.
package struct Account: Codable, Equatable, Sendable {
    package var id: String
    package var name: String
    /// The account above it, if it belongs to a group.
    package var parent: String?
    package var email: String?

    package init(id: String, name: String, parent: String? = nil, email: String? = nil) {
        self.id = id
        self.name = name
        self.parent = parent
        self.email = email
    }
}

/// One line of an order: so many of an item, for a time.
package struct OrderLine: TaxedLine, Codable, Equatable, Sendable {
    package var number: Int
    /// The catalog's name for what is sold: `SEAT`.
    package var item: String
    package var description: String
    package var quantity: Decimal
    /// Price of one for the whole time, before tax.
    package var unitPrice: Money
    package var taxCode: String?
    /// What is promised to the customer, for revenue recognition: `platform-access`.
    package var obligation: String
    /// The first day of service.
    package var from: LocalDate
    /// The day after the last day of service.
    package var until: LocalDate

    package init(
        number: Int,
        item: String,
        description: String,
        quantity: Decimal,
        unitPrice: Money,
        taxCode: String? = nil,
        obligation: String,
        from: LocalDate,
        until: LocalDate
    ) {
        self.number = number
        self.item = item
        self.description = description
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.taxCode = taxCode
        self.obligation = obligation
        self.from = from
        self.until = until
    }

    /// Quantity times price, rounded once.
    package func amount() throws(MoneyError) -> Money {
        try self.unitPrice.multiplied(by: self.quantity.coefficient, over: self.quantity.denominator)
    }
}

/// Money that arrived, and what the payer says it is for.
package struct CashReceipt: Codable, Equatable, Sendable {
    /// The bank's or the processor's own id: `PAY-77`.
    package var id: String
    package var customer: String
    package var legalEntity: String
    /// In the currency of the documents that it pays; negative when money was paid out.
    package var amount: Money
    package var receivedOn: LocalDate
    package var place: CashAccount
    package var remittance: [RemittanceLine]
    /// The rate of its own day; `nil` in the currency of the books.
    package var rate: BookRate?

    package init(
        id: String,
        customer: String,
        legalEntity: String,
        amount: Money,
        receivedOn: LocalDate,
        place: CashAccount = .bank,
        remittance: [RemittanceLine] = [],
        rate: BookRate? = nil
    ) {
        self.id = id
        self.customer = customer
        self.legalEntity = legalEntity
        self.amount = amount
        self.receivedOn = receivedOn
        self.place = place
        self.remittance = remittance
        self.rate = rate
    }
}

/// One line of a payer's advice.
package struct RemittanceLine: Codable, Equatable, Sendable {
    package var document: String
    package var amount: Money
    /// The payer means to pay the rest later; otherwise a rest is a deduction to be settled.
    package var isInstalment: Bool

    package init(document: String, amount: Money, isInstalment: Bool = false) {
        self.document = document
        self.amount = amount
        self.isInstalment = isInstalment
    }
}

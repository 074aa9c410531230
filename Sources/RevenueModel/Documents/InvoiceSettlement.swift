/// What one payment settles of one invoice.
package struct InvoiceSettlement: Codable, Equatable, Sendable {
    /// Unique for ever: `PAY-77:1`.
    ///
    /// It is the application's external id in the ERP.
    package var number: String
    package var payment: String
    package var invoice: String
    package var account: String
    package var amount: Money
    /// A small rest that is given up with it.
    package var writtenOff: Money
    /// A rest that is too large to be given up, and that the payer did not promise.
    package var deduction: Money
    package var settledOn: LocalDate

    package init(
        number: String,
        payment: String,
        invoice: String,
        account: String,
        amount: Money,
        writtenOff: Money,
        deduction: Money,
        settledOn: LocalDate
    ) {
        self.number = number
        self.payment = payment
        self.invoice = invoice
        self.account = account
        self.amount = amount
        self.writtenOff = writtenOff
        self.deduction = deduction
        self.settledOn = settledOn
    }

    /// The number of what is given up: a document of its own in the ERP.
    package var writeOffNumber: String { "\(self.number)W" }
}

/// Money that arrived for an invoice.
package struct Payment: Codable, Equatable, Sendable {
    /// The payer's bank or processor's own id: `PAY-77`.
    ///
    /// It is the receipt's external id in the ERP.
    package var id: String
    package var invoice: String
    package var account: String
    package var amount: Money
    package var receivedOn: LocalDate
    /// The account that it is taken from: money that came before, or a loss that is accepted.
    ///
    /// `nil` is the bank: receipt and application are one posting.
    package var source: LedgerAccount?

    package init(
        id: String,
        invoice: String,
        account: String,
        amount: Money,
        receivedOn: LocalDate,
        source: LedgerAccount? = nil
    ) {
        self.id = id
        self.invoice = invoice
        self.account = account
        self.amount = amount
        self.receivedOn = receivedOn
        self.source = source
    }
}

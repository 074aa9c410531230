/// An invoice that must not be collected while somebody looks into it: the ERP's dispute flag.
package struct InvoiceHold: Codable, Equatable, Sendable {
    /// Unique for ever, usually the case's number: `CS-9`.
    package var id: String
    package var invoice: String
    package var reason: String
    package var placedOn: LocalDate
    /// The one line that is held; the others stay collectible.
    package var line: Int?
    /// The customer, where everything that the customer owes is held and not this invoice alone.
    package var account: String?

    package init(
        id: String,
        invoice: String,
        reason: String,
        placedOn: LocalDate,
        line: Int? = nil,
        account: String? = nil
    ) {
        self.id = id
        self.invoice = invoice
        self.reason = reason
        self.placedOn = placedOn
        self.line = line
        self.account = account
    }
}

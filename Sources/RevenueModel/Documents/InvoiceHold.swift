/// An invoice that must not be collected while somebody looks into it: the ERP's dispute flag.
package struct InvoiceHold: Codable, Equatable, Sendable {
    /// Unique for ever, usually the case's number: `CS-9`.
    package var id: String
    package var invoice: String
    package var reason: String
    package var placedOn: LocalDate

    package init(id: String, invoice: String, reason: String, placedOn: LocalDate) {
        self.id = id
        self.invoice = invoice
        self.reason = reason
        self.placedOn = placedOn
    }
}

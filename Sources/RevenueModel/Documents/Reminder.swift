/// A request to pay what is overdue.
package struct Reminder: Codable, Equatable, Sendable {
    package var invoice: String
    package var account: String
    /// What is asked for now: disputed parts are left out.
    package var amount: Money
    /// Counts the requests for this invoice from 1.
    package var attempt: Int

    package init(invoice: String, account: String, amount: Money, attempt: Int) {
        self.invoice = invoice
        self.account = account
        self.amount = amount
        self.attempt = attempt
    }

    /// Unique for ever: `INV-1042:D1`.
    package var number: String { "\(self.invoice):D\(self.attempt)" }
}

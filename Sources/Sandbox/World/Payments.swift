package import RevenueModel

extension SandboxWorld {
    /// Money arrives for an invoice: what the ERP has open, or the whole invoice when it is not posted yet.
    package func decidePay(invoice number: String, on day: LocalDate) throws(Refusal) -> (Payment, [Fact]) {
        guard let invoice = self.live(.billing, .invoice, number)?.invoice else {
            throw Refusal("unknown-invoice", "There is no invoice “\(number)”; \(self.knownInvoices).")
        }
        let amount = try self.openBalance(of: number) ?? invoice.total
        guard amount.minorUnits > 0 else {
            throw Refusal("already-paid", "Invoice \(number) has nothing open.")
        }
        let next = self.events.count + 1
        let payment = Payment(
            id: "PAY-\(next)",
            invoice: number,
            account: invoice.account.id,
            amount: amount,
            receivedOn: day
        )
        let event = SandboxEvent(
            number: next,
            source: "billing",
            id: "evt-\(next)",
            type: "payment-settled",
            subject: number,
            payment: payment
        )
        return (payment, [.happened(event)])
    }

    private var knownInvoices: String {
        let numbers = self.live(.billing, .invoice).map(\.id.externalID)
        return numbers.isEmpty ? "none was drawn up yet" : "known are \(numbers.joined(separator: ", "))"
    }
}

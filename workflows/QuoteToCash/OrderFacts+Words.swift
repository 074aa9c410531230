internal import RevenueModel

extension OrderFacts: RevenueFacts {
    package var outcome: String? {
        guard let invoice else { return nil }
        let posted = "invoice \(invoice.number) over \(invoice.total) is posted"
        guard let payment else { return "\(posted) and not paid" }
        return "\(posted), and \(payment.amount) of \(payment.id) settled it"
    }

    package var correction: Correction? {
        self.invoice.map {
            Correction(
                stays: "invoice \($0.number) over \($0.total)",
                remedy: "a credit memo for \($0.number), or an amendment",
                document: $0.number
            )
        }
    }

    package var awaited: String? { self.invoice?.number }
}

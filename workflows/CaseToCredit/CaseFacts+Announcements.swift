import RevenueModel

// What other sagas are told of a credit that settles its invoice.

extension CaseFacts {
    /// For whoever waits for the money of the invoice.
    var settledAnnouncement: Announcement { self.announcement("receivable-settled", about: self.invoiceNumber) }

    /// For whoever asks the customer for it.
    var endOfDunning: Announcement {
        self.announcement("dunning-ended", about: "dunning \(self.invoiceNumber)")
    }

    private func announcement(_ name: String, about subject: String) -> Announcement {
        let memo = self.memoToPost
        let payment = Payment(
            id: memo.number,
            invoice: memo.invoice,
            account: memo.account.id,
            amount: (try? memo.applied) ?? .zero(memo.total.currency),
            receivedOn: memo.issuedOn
        )
        return Announcement(
            name,
            about: subject,
            occasion: memo.number,
            body: RevenueReply(reference: self.invoiceNumber, payment: payment)
        )
    }
}

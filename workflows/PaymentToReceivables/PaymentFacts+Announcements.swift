import RevenueModel

// What other sagas are told, and how far this one is.

extension PaymentFacts {
    var hasMoreToApply: Bool { self.done < self.plan?.allocations.count ?? 0 }
    var hasMoreToReopen: Bool { self.done < self.settlements?.count ?? 0 }

    /// For whoever waits for the money of an invoice.
    var settledAnnouncement: Announcement { self.announcement("receivable-settled") }

    /// For whoever asks the customer for it.
    var endOfDunning: Announcement {
        self.announcement("dunning-ended", about: "dunning \(self.settlementBefore.invoice)")
    }

    /// For whoever asks the customer for it again.
    var reopenedAnnouncement: Announcement {
        let returned = self.returnedBefore
        return Announcement(
            "receivable-reopened",
            about: returned.invoice,
            occasion: self.movement.id,
            body: RevenueReply(reference: returned.invoice, settlements: [returned])
        )
    }

    /// For the payment that is taken back, where it waits to be applied: the money is not there any more.
    var recall: Announcement {
        let body = RevenueReply(reference: self.original)
        return Announcement("payment-recalled", about: self.original, occasion: self.movement.id, body: body)
    }

    private func announcement(_ name: String, about subject: String? = nil) -> Announcement {
        let settlement = self.settlementBefore
        let payment = Payment(
            id: settlement.payment,
            invoice: settlement.invoice,
            account: settlement.account,
            amount: settlement.amount,
            receivedOn: self.movement.movedOn
        )
        return Announcement(
            name,
            about: subject ?? settlement.invoice,
            occasion: self.movement.id,
            body: RevenueReply(reference: settlement.invoice, payment: payment)
        )
    }
}

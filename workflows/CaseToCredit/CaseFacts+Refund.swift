package import RevenueModel

// What of a credit goes back to the customer, and by whom.

extension CaseFacts {
    package var refund: Money { (try? self.credit?.refund()) ?? .zero(self.standing?.invoice.total.currency ?? .euro) }

    /// Where it goes: to the account that was named last.
    var payee: Payee? { self.correctedPayee ?? self.resolution?.payTo }

    /// Whether the bank is asked to pay; where nobody named an account, billing pays in its own way.
    package var isPaidByBank: Bool { self.memo != nil && self.refund.isPositive && self.payee != nil }

    var refundPayer: RefundPayer? { self.isPaidByBank ? .bank : nil }

    /// The refund's number at the bank; a new one after each that the bank refused.
    package var refundNumber: String { self.refundNumber(after: self.refusals.count) }

    /// The numbers of all refunds that the bank was asked for.
    var refundNumbers: [String] { (0...self.refusals.count).map(self.refundNumber(after:)) }

    var refusals: [RefundReport] { self.refusedRefunds ?? [] }

    private func refundNumber(after refusals: Int) -> String {
        BankName.of("RF-\(self.holdID)\(refusals > 0 ? ":\(refusals + 1)" : "")")
    }

    var refundToPay: CustomerRefund {
        CustomerRefund(
            number: self.refundNumber,
            credit: self.creditNumber,
            invoice: self.invoiceNumber,
            account: self.supportCase.account,
            legalEntity: self.supportCase.legalEntity,
            amount: self.refund,
            payee: self.payee ?? Payee(name: "", account: "")
        )
    }

    /// The credit's rest is no claim of the customer's to set off any more, but money that we owe.
    var refundPromise: JournalEntry {
        JournalEntry(
            number: "\(self.creditNumber):R",
            legalEntity: self.supportCase.legalEntity,
            postedOn: self.postingDate ?? self.supportCase.openedOn,
            memo: "\(self.creditNumber) is paid back as \(self.refundNumber)",
            lines: [
                JournalLine(account: LedgerAccount.receivable.rawValue, side: .debit, amount: self.refund),
                JournalLine(account: LedgerAccount.refundPayable.rawValue, side: .credit, amount: self.refund),
            ]
        )
    }

    /// For the saga that books the money.
    var refundAnnouncement: Announcement {
        let number = self.paidRefund?.refund ?? self.refundNumber
        let movement = CashMovement(
            .refunded,
            id: number,
            account: self.supportCase.account,
            legalEntity: self.supportCase.legalEntity,
            amount: self.refund,
            movedOn: self.paidRefund?.reportedOn ?? self.supportCase.openedOn,
            reason: "\(self.creditNumber) is paid back",
            source: .payable
        )
        return Announcement("payment-refunded", about: number, body: RevenueReply(movement: movement))
    }
}

extension CaseFacts {
    /// Whether the bank speaks of the refund that it was asked for last.
    func isAboutRefund(_ reply: RevenueReply) -> Bool {
        guard let refund = reply.refundReport?.refund else { return false }
        return refund == self.refundNumber || refund == self.refundMessage
    }

    /// Whether somebody says that a refund was paid after all.
    func isAboutRefusedRefund(_ reply: RevenueReply) -> Bool {
        reply.refundReport.map { self.refundNumbers.contains($0.refund) } ?? false
    }

    mutating func learn(paid report: RefundReport?) {
        guard var report else { return }
        // A word about the whole message is one about its only refund.
        if !self.refundNumbers.contains(report.refund) { report.refund = self.refundNumber }
        self.paidRefund = report
    }

    mutating func learn(refused report: RefundReport?) {
        guard let report else { return }
        self.refusedRefunds = self.refusals + [report]
        self.refundMessage = nil
        self.correctedPayee = nil
    }
}

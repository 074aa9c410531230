import RevenueModel

// What the bank makes of a payment file: at once, and by a report that comes with the events.

extension SandboxWorld {
    /// Pays what can be paid; a message that came before is refused, whatever became of it.
    func pay(_ file: PaymentFile, on day: LocalDate) throws(Refusal) -> [Fact] {
        let known = self.documents.values.filter { $0.id.system == .bank }
        guard !known.contains(where: { $0.order == file.message }) else {
            throw Refusal("DUPL", "MsgId \(file.message) has been received before.")
        }
        if let again = file.payments.first(where: { payment in known.contains { $0.id.externalID == payment.endToEnd } }
        ) {
            throw Refusal("DU04", "EndToEndId \(again.endToEnd) has been received before.")
        }
        var facts: [Fact] = []
        for (index, payment) in file.payments.enumerated() {
            let isClosed = payment.payee == SandboxBank.closedAccount
            var document = Document(
                id: DocumentID(.bank, .refund, payment.endToEnd),
                internalID: self.nextInternalID + index,
                status: isClosed ? .cancelled : .active,
                order: file.message
            )
            document.refund = payment.amount
            let number = self.events.count + 1 + index
            let event = SandboxEvent(
                number: number,
                source: "bank",
                id: "evt-\(number)",
                type: isClosed ? "refund-rejected" : "refund-accepted",
                subject: payment.endToEnd,
                payment: nil,
                refundReport: RefundReport(
                    refund: payment.endToEnd,
                    reportedOn: day,
                    reason: isClosed ? "AC04: the account is closed" : nil
                )
            )
            facts += [.document(document), .happened(event)]
        }
        return facts
    }
}

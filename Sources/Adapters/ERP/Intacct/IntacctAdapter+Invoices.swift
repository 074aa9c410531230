internal import RevenueModel
internal import SagaModel

extension IntacctAdapter {
    func postInvoice(_ invoice: Invoice, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply {
        let create = try IntacctFunction.createInvoice(invoice, self.settings)
        if let existing = try await self.read(IntacctQuery(.invoice, invoice.number), asking: asking) {
            guard !existing.isReversed else { throw self.usedUp(invoice.number, asking) }
            return RevenueReply(reference: existing["RECORDNO"])
        }
        return try await self.write(create, asking: asking)
    }

    func applyCash(_ payment: Payment, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply {
        let found = try await self.read(
            IntacctQuery(.payment, payment.id),
            IntacctQuery(.invoice, payment.invoice),
            asking: asking
        )
        if let existing = found.first ?? nil {
            guard !existing.isReversed else { throw self.usedUp(payment.id, asking) }
            return RevenueReply(reference: existing["RECORDNO"])
        }
        guard let invoice = found.last ?? nil, !invoice.isReversed else {
            throw asking.refused("there is no invoice \(payment.invoice).")
        }
        let document = try self.recordNumber(invoice, payment.invoice, asking)
        return try await self.write(.createPayment(payment, invoice: document, self.settings), asking: asking)
    }

    /// A number stands for one document for ever, so a document that was taken back is not posted again under it.
    private func usedUp(_ number: String, _ asking: IntacctAsking) -> Failure {
        asking.refused("\(number) was posted and taken back, and a number is used once. Use a new number.")
    }

    /// Takes an invoice or a payment back by an entry of its own; what is not there, or taken back already, is.
    func reverse(
        _ object: IntacctObject,
        _ reversal: Reversal,
        _ asking: IntacctAsking
    ) async throws(Failure) -> RevenueReply {
        guard let record = try await self.read(IntacctQuery(object, reversal.document), asking: asking) else {
            return RevenueReply()
        }
        let number = try self.recordNumber(record, reversal.document, asking)
        if record.isReversed { return RevenueReply(reference: number) }
        return try await self.write(.reverse(object, key: number, reversal), asking: asking)
    }

    func foundReversal(
        _ object: IntacctObject,
        _ reversal: Reversal,
        _ asking: IntacctAsking
    ) async throws(Failure) -> RevenueReply? {
        guard let record = try await self.read(IntacctQuery(object, reversal.document), asking: asking) else {
            return RevenueReply()
        }
        return record.isReversed ? RevenueReply(reference: record["RECORDNO"]) : nil
    }
}

internal import RevenueModel
internal import SagaModel

extension SAPAdapter {
    /// Reports the money as a statement of one line; the ledger posts the receipt and clears the invoice.
    func apply(_ payment: Payment, _ books: SAPBooks) async throws(Failure) -> RevenueReply {
        try SAPLimits.require("payment number", payment.id, 16)
        if let done = try await self.found(payment, books) { return done }
        guard let invoice = try await books.entry(payment.invoice, .invoice) else {
            throw .rejected("SAP was asked to \(books.asked): there is no invoice \(payment.invoice).")
        }
        let reversal = Reversal(document: payment.invoice, postedOn: payment.receivedOn, reason: "")
        guard try await books.entry(reversal.number, .reversal) == nil else {
            throw .rejected("SAP was asked to \(books.asked): \(payment.invoice) is reversed, nothing is owed for it.")
        }
        guard let item = try await books.item(of: invoice) else {
            throw .rejected("SAP was asked to \(books.asked): \(invoice.number) has no single item of a customer.")
        }
        guard item.clearedBy.isEmpty else {
            throw .rejected(
                "SAP was asked to \(books.asked): \(payment.invoice) is cleared by \(item.clearedBy) already."
            )
        }
        let statement = SAPStatement(
            movement: .received,
            number: payment.id,
            account: try self.client.settings.mappings.source(of: payment) ?? self.client.settings.bankAccount,
            client: self.client.settings.client,
            date: payment.receivedOn,
            quoting: payment.invoice,
            amount: payment.amount
        )
        let receipt = try await self.client.submit(statement, toward: books.asked)
        return RevenueReply(reference: try receipt.document(for: payment.invoice))
    }

    func found(_ payment: Payment, _ books: SAPBooks) async throws(Failure) -> RevenueReply? {
        if let receipt = try await books.entry(payment.id, .receipt) { return RevenueReply(reference: receipt.number) }
        try await books.requireNothingPending(payment.id)
        return nil
    }

    /// Reports the money as gone again, which opens the invoice that it had cleared.
    func takeBack(_ reversal: Reversal, _ books: SAPBooks) async throws(Failure) -> RevenueReply {
        try SAPLimits.require("payment number", reversal.document, 14)
        if let done = try await self.found(reversal, books) { return done }
        guard let receipt = try await books.entry(reversal.document, .receipt) else { return RevenueReply() }
        let items = try await books.items(clearedBy: receipt)
        guard let item = items.first, items.count == 1, let invoice = try await books.read(.entry(of: item)).first,
            let amount = invoice.lines.first(where: { !$0.customer.isEmpty })?.amount
        else {
            throw .rejected(
                "SAP was asked to \(books.asked): receipt \(receipt.number) clears \(items.count) items, not one. "
                    + "Reset the clearing there (transaction FBRA)."
            )
        }
        let statement = SAPStatement(
            movement: .returned,
            number: reversal.number,
            account: self.client.settings.bankAccount,
            client: self.client.settings.client,
            date: reversal.postedOn,
            quoting: invoice.reference,
            amount: amount
        )
        let answer = try await self.client.submit(statement, toward: books.asked)
        return RevenueReply(reference: try answer.document(for: invoice.reference))
    }

    /// A receipt that clears nothing any more was taken back.
    func found(_ reversal: Reversal, _ books: SAPBooks) async throws(Failure) -> RevenueReply? {
        guard let receipt = try await books.entry(reversal.document, .receipt) else { return RevenueReply() }
        guard try await books.items(clearedBy: receipt).isEmpty else {
            try await books.requireNothingPending(reversal.number)
            return nil
        }
        return RevenueReply()
    }
}

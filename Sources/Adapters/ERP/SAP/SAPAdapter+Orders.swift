internal import RevenueModel
internal import SagaModel

extension SAPAdapter {
    /// Everything that later steps need is mapped; the customer is looked up, its absence is no refusal.
    func validate(_ order: Order, _ books: SAPBooks) async throws(Failure) -> RevenueReply {
        let items = order.lines.map { (Mappings.Table.items, $0.item) }
        try self.client.settings.mappings.require(
            [
                (.entities, order.legalEntity), (.terms, order.terms), (.accounts, "revenue"), (.accounts, "tax"),
            ] + order.taxCodes.map { (.taxCodes, $0) } + items
        )
        let number = try self.client.settings.customer(order.account.id)
        let plain = String(number.drop { $0 == "0" })
        return RevenueReply(reference: try await books.read(.customer(plain)).first?.number)
    }

    func create(_ order: Order, _ books: SAPBooks) async throws(Failure) -> RevenueReply {
        let function = try SAPSalesOrder.create(order, self.client.settings)
        if let done = try await books.order(order.id) { return RevenueReply(reference: done.number) }
        return RevenueReply(reference: try await self.client.perform(function, toward: books.asked))
    }

    func cancel(_ reference: String, _ books: SAPBooks) async throws(Failure) -> RevenueReply {
        guard let order = try await books.order(reference) else { return RevenueReply() }
        let function = SAPSalesOrder.cancel(order, reference)
        _ = try await self.client.perform(function, toward: books.asked)
        return RevenueReply(reference: order.number)
    }

    func change(_ change: OrderChange, _ books: SAPBooks) async throws(Failure) -> RevenueReply {
        guard let order = try await books.order(change.order) else {
            throw .rejected("SAP was asked to \(books.asked): there is no sales order \(change.order).")
        }
        let function = try SAPSalesOrder.change(change, of: order, self.client.settings)
        if try self.isIn(order, change, books) { return RevenueReply(reference: order.number) }
        _ = try await self.client.perform(function, toward: books.asked)
        return RevenueReply(reference: order.number)
    }

    func found(_ change: OrderChange, _ books: SAPBooks) async throws(Failure) -> RevenueReply? {
        guard let order = try await books.order(change.order), try self.isIn(order, change, books) else { return nil }
        return RevenueReply(reference: order.number)
    }

    /// Whether the lines of the change stand in the order: all of them, or none.
    private func isIn(_ order: SAPOrder, _ change: OrderChange, _ books: SAPBooks) throws(Failure) -> Bool {
        var equal = 0
        var taken = 0
        for line in change.lines {
            let number = String(line.number).padded(to: 6)
            guard let item = order.items.first(where: { $0.number == number }) else { continue }
            let material = try self.client.settings.mappings.id(.items, line.item)
            let amount = try? Money(decimal: item.amount, order.currency)
            if item.material == material, amount == line.amount { equal += 1 } else { taken += 1 }
        }
        guard taken == 0, equal == 0 || equal == change.lines.count else {
            throw .inDoubt(
                "SAP was asked to \(books.asked): sales order \(order.number) has some of the lines, or other lines "
                    + "under their numbers. Compare the two before anything else is changed."
            )
        }
        return equal > 0
    }
}

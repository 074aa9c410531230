internal import RevenueModel
internal import SagaModel
internal import SuiteTalk

extension NetSuiteAdapter {
    /// Everything that later steps need is mapped; the customer and its parent may be new.
    func validate(_ order: Order, _ asked: String) async throws(Failure) -> RevenueReply {
        let items = order.lines.map { (Mappings.Table.items, $0.item) }
        try self.mappings.require(
            [
                (.entities, order.legalEntity), (.terms, order.terms), (.accounts, "receivable"),
            ] + order.taxCodes.map { (.taxCodes, $0) } + items
        )
        let customer = try await self.found(.customer, order.account.id, asked)
        if let parent = order.account.parent { _ = try await self.found(.customer, parent, asked) }
        return customer ?? RevenueReply()
    }

    /// Both writes may be repeated, so that a failure of either is the failure of the whole.
    func createSalesOrder(_ order: Order, _ asked: String) async throws(Failure) -> RevenueReply {
        let customer = try NetSuiteRecord.customer(of: order, self.mappings)
        let salesOrder = try NetSuiteRecord.salesOrder(order, self.mappings)
        _ = try await self.write(customer, asked)
        return try await self.write(salesOrder, asked)
    }

    /// Adds lines to the order, unless lines of this change stand there: all of them were written together.
    func changeSalesOrder(_ change: OrderChange, _ asked: String) async throws(Failure) -> RevenueReply {
        try self.mappings.require(
            [(.customFields, "change")] + change.lines.map { (Mappings.Table.items, $0.item) }
        )
        let mark = try self.mappings.id(.customFields, "change")
        guard !change.lines.isEmpty else {
            throw .rejected("NetSuite was not asked to \(asked): the change has no lines.")
        }
        guard let order = try await self.documentBeforeWriting(.salesOrder, change.order, asked) else {
            throw .rejected("NetSuite was asked to \(asked): there is no sales order \(change.order).")
        }
        if order.remembers(change, by: mark) { return RevenueReply(reference: order.internalID) }
        return try await self.write(.orderChange(change, of: order, mark: mark, self.mappings), asked)
    }

    func foundChange(_ change: OrderChange, _ asked: String) async throws(Failure) -> RevenueReply? {
        let mark = try self.mappings.id(.customFields, "change")
        guard let order = try await self.document(.salesOrder, change.order, asked) else { return nil }
        return order.remembers(change, by: mark) ? RevenueReply(reference: order.internalID) : nil
    }
}

extension NetSuiteDocument {
    fileprivate func remembers(_ change: OrderChange, by mark: String) -> Bool {
        self.lines("itemList", "item").contains { $0.custom(mark) == change.number }
    }
}

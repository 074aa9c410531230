internal import RevenueModel
internal import SagaModel

extension IntacctAdapter {
    /// Everything that later steps need is mapped; the customer and its parent may be new.
    func validate(_ order: Order, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply {
        let items = order.lines.map { (Mappings.Table.items, $0.item) }
        try self.mappings.require(
            [
                (.entities, order.legalEntity), (.terms, order.terms),
                (.accounts, "receivable"), (.accounts, "revenue"), (.accounts, "deferred-revenue"),
                (.accounts, "bank"),
            ] + order.taxCodes.map { (.taxCodes, $0) } + items
        )
        let customer = try await self.found(.customer, order.account.id, asking)
        if let parent = order.account.parent { _ = try await self.found(.customer, parent, asking) }
        return customer ?? RevenueReply()
    }

    /// Customer and order in one transaction: there is no order without its customer, and no half of both.
    func createSalesOrder(_ order: Order, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply {
        let create = try IntacctFunction.createSalesOrder(order, self.settings)
        let found = try await self.read(
            IntacctQuery(.customer, order.account.id),
            IntacctQuery(.salesOrder, self.docID(order.id)),
            asking: asking
        )
        if let existing = found.last ?? nil { return RevenueReply(.salesOrder, existing) }
        let hasCustomer = (found.first ?? nil) != nil
        let customer = IntacctFunction.customer(of: order, self.settings, isNew: !hasCustomer)
        return try await self.write(customer, create, asking: asking)
    }

    func cancelSalesOrder(_ order: String, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply {
        guard try await self.found(.salesOrder, self.docID(order), asking) != nil else { return RevenueReply() }
        return try await self.write(.deleteSalesOrder(self.docID(order)), asking: asking)
    }

    /// The order keeps the numbers of its changes in a field, written together with their lines.
    func changeSalesOrder(_ change: OrderChange, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply {
        let (field, found) = try await self.orderWithChanges(change, asking)
        guard let order = found else { throw asking.refused("there is no sales order \(change.order).") }
        var changes = IntacctNames(order[field])
        guard !changes.contains(change.number) else { return RevenueReply(.salesOrder, order) }
        try changes.add(change.number, asking)
        let update = try IntacctFunction.updateSalesOrder(
            self.docID(change.order),
            change,
            changes: IntacctField(name: field, value: changes.text),
            self.settings
        )
        return try await self.write(update, asking: asking)
    }

    func foundChange(_ change: OrderChange, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply? {
        let (field, order) = try await self.orderWithChanges(change, asking)
        guard let order, IntacctNames(order[field]).contains(change.number) else { return nil }
        return RevenueReply(.salesOrder, order)
    }

    private func orderWithChanges(
        _ change: OrderChange,
        _ asking: IntacctAsking
    ) async throws(Failure) -> (field: String, order: IntacctRecord?) {
        let field = try self.customField("changes", for: "order entry transactions", asking)
        let query = IntacctQuery(.salesOrder, self.docID(change.order), customFields: [field])
        return (field, try await self.read(query, asking: asking))
    }
}

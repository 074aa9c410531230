internal import RevenueModel
internal import SagaModel
internal import SuiteTalk
internal import XML

extension NetSuiteRecord {
    /// The lines that an amendment adds to a sales order, each marked with the change that it belongs to.
    ///
    /// Tax is the order's: that of the corrected line, else that of its first. `order` is how it stands now.
    static func orderChange(
        _ change: OrderChange,
        of order: NetSuiteDocument,
        mark: String,
        _ mappings: Mappings
    ) throws(Failure) -> Self {
        let standing = order.lines("itemList", "item")
        var lines: [XMLOutput] = []
        for delta in change.lines {
            let index = (delta.corrects ?? 1) - 1
            let model = standing.indices.contains(index) ? standing[index] : standing.first
            let fields = [
                CustomField(mappings.customFields["obligation"], delta.obligation),
                CustomField(mappings.customFields["corrects"], delta.corrects.map { "\(change.order):\($0)" }),
                CustomField(mark, change.number),
            ]
            lines.append(try self.deltaLine(delta, taxCode: model?.reference("taxCode"), fields, mappings))
        }
        return Self(.salesOrder, externalID: change.order, [RecordKind.salesOrder.addition("itemList", lines)])
    }

    private static func deltaLine(
        _ delta: OrderDelta,
        taxCode: String?,
        _ fields: [CustomField],
        _ mappings: Mappings
    ) throws(Failure) -> XMLOutput {
        let kind = RecordKind.salesOrder
        return kind.line(
            "item",
            [
                kind.reference("item", internalID: try mappings.id(.items, delta.item)),
                kind.text("quantity", delta.quantity.description),
                kind.text("description", delta.description),
                kind.money("rate", delta.unitPrice),
                kind.money("amount", delta.amount),
                kind.date("revRecStartDate", delta.from),
                kind.date("revRecEndDate", delta.until.adding(days: -1)),
                taxCode.map { kind.reference("taxCode", internalID: $0) },
                kind.custom(fields),
            ]
        )
    }
}

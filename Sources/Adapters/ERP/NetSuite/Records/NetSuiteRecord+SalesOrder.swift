internal import RevenueModel
internal import SagaModel
internal import SuiteTalk
internal import XML

extension NetSuiteRecord {
    /// The order as it was accepted; it posts nothing to the ledger.
    static func salesOrder(_ order: Order, _ mappings: Mappings) throws(Failure) -> Self {
        let kind = RecordKind.salesOrder
        var lines: [XMLOutput] = []
        for line in order.lines { lines.append(try self.orderLine(line, taxCode: order.taxCode, mappings)) }
        return Self(
            kind,
            externalID: order.id,
            [
                kind.customer("entity", externalID: order.account.id),
                mappings.currencies[order.currency.code].map { kind.reference("currency", internalID: $0) },
                kind.date("tranDate", order.orderedOn),
                kind.text("otherRefNum", order.id),
                kind.reference("subsidiary", internalID: try mappings.id(.entities, order.legalEntity)),
                kind.reference("terms", internalID: try mappings.id(.terms, order.terms)),
                kind.list("itemList", lines),
            ]
        )
    }

    private static func orderLine(
        _ line: OrderLine,
        taxCode: String,
        _ mappings: Mappings
    ) throws(Failure) -> XMLOutput {
        let kind = RecordKind.salesOrder
        return kind.line(
            "item",
            [
                kind.reference("item", internalID: try mappings.id(.items, line.item)),
                kind.text("quantity", line.quantity.description),
                kind.text("description", line.description),
                kind.money("rate", line.unitPrice),
                kind.money("amount", try self.amount(of: line)),
                kind.date("revRecStartDate", line.from),
                kind.date("revRecEndDate", line.until.adding(days: -1)),
                kind.reference("taxCode", internalID: try mappings.id(.taxCodes, taxCode)),
                kind.custom([CustomField(mappings.customFields["obligation"], line.obligation)]),
            ]
        )
    }

    private static func amount(of line: OrderLine) throws(Failure) -> Money {
        do {
            return try line.amount()
        } catch {
            throw .rejected("NetSuite was not asked: the amount of line \(line.number) cannot be computed. \(error)")
        }
    }
}

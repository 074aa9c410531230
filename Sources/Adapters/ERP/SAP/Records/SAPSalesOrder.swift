internal import RevenueModel
internal import SagaModel
internal import XML

/// The calls that make, change and cancel a sales order; the customer's reference names it.
enum SAPSalesOrder {
    static func create(_ order: Order, _ settings: SAPSettings) throws(Failure) -> SAPFunction {
        try SAPLimits.require("order number", order.id, 35)
        var items: [[XMLOutput?]] = []
        for line in order.lines {
            items.append(
                [
                    .field("ItmNumber", String(line.number).padded(to: 6)),
                    .field("Material", try settings.mappings.id(.items, line.item)),
                    .field("ShortText", String(line.description.prefix(40))),
                    .field("ReqQty", line.quantity.description),
                    .field("CondValue", try self.amount(of: line).decimal),
                ]
            )
        }
        let header: [XMLOutput?] = [
            .field("DocType", "OR"), .field("SalesOrg", settings.salesArea.organization),
            .field("DistrChan", settings.salesArea.channel), .field("Division", settings.salesArea.division),
            .field("PurchDate", order.orderedOn.description),
            .field("Pmnttrms", try settings.mappings.id(.terms, order.terms)), .field("PurchNoC", order.id),
            .field("Currency", order.currency.code),
        ]
        let customer = try settings.customer(order.account.id)
        let partner: [XMLOutput?] = [.field("PartnRole", "AG"), .field("PartnNumb", customer)]
        return SAPFunction(
            .createSalesOrder,
            reference: order.id,
            [
                .structure("OrderHeaderIn", header), .table("OrderItemsIn", items),
                .table("OrderPartners", [partner]), .structure("Return", []),
            ]
        )
    }

    /// Adds the lines of an amendment; a line that takes away has a negative quantity and amount.
    static func change(
        _ change: OrderChange,
        of order: SAPOrder,
        _ settings: SAPSettings
    ) throws(Failure) -> SAPFunction {
        var items: [[XMLOutput?]] = []
        for line in change.lines {
            items.append(
                [
                    .field("ItmNumber", String(line.number).padded(to: 6)),
                    .field("Material", try settings.mappings.id(.items, line.item)),
                    .field("ShortText", String(line.description.prefix(40))),
                    .field("ReqQty", line.quantity.description), .field("CondValue", line.amount.decimal),
                ]
            )
        }
        return self.change(order, change.number, items, flag: "I", change.lines.map { String($0.number).padded(to: 6) })
    }

    /// Deletes every item: an order without items is neither delivered nor billed, and still explains itself.
    static func cancel(_ order: SAPOrder, _ reference: String) -> SAPFunction {
        let numbers = order.items.map(\.number)
        return self.change(order, reference, numbers.map { [.field("ItmNumber", $0)] }, flag: "D", numbers)
    }

    private static func change(
        _ order: SAPOrder,
        _ reference: String,
        _ items: [[XMLOutput?]],
        flag: String,
        _ numbers: [String]
    ) -> SAPFunction {
        SAPFunction(
            .changeSalesOrder,
            reference: reference,
            [
                .structure("OrderHeaderInx", [.field("Updateflag", "U")]), .table("OrderItemIn", items),
                .table("OrderItemInx", numbers.map { [.field("ItmNumber", $0), .field("Updateflag", flag)] }),
                .structure("Return", []), .field("Salesdocument", order.number),
            ]
        )
    }

    private static func amount(of line: OrderLine) throws(Failure) -> Money {
        do {
            return try line.amount()
        } catch {
            throw .rejected("SAP was not asked: the amount of line \(line.number) cannot be computed. \(error)")
        }
    }
}

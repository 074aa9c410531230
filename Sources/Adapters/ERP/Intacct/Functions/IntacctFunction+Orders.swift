internal import RevenueModel
internal import SagaModel
internal import XML

extension IntacctFunction {
    private typealias Element = IntacctElement

    /// The customer who ordered, new or brought up to date.
    static func customer(of order: Order, _ settings: IntacctSettings, isNew: Bool) -> Self {
        let account = order.account
        let contact = Element.element(
            "DISPLAYCONTACT",
            [Element.text("PRINTAS", account.name), account.email.map { Element.text("EMAIL1", $0) }]
        )
        let customer = Element.element(
            "CUSTOMER",
            [Element.text("CUSTOMERID", account.id), Element.text("NAME", account.name), contact]
        )
        return Self(isNew ? "create" : "update", "CUSTOMER \(account.id)", [customer])
    }

    /// The order as it was accepted; it posts nothing to the ledger.
    static func createSalesOrder(_ order: Order, _ settings: IntacctSettings) throws(Failure) -> Self {
        let mappings = settings.mappings
        let location = try mappings.id(.entities, order.legalEntity)
        var lines: [XMLOutput] = []
        for line in order.lines {
            lines.append(try self.orderLine(OrderLineContent(line), location: location, settings))
        }
        return Self(
            "create_sotransaction",
            order.id,
            [
                Element.text("transactiontype", settings.orderType), Element.date("datecreated", order.orderedOn),
                Element.text("customerid", order.account.id), Element.text("documentno", order.id),
                Element.text("referenceno", order.id),
                Element.text("termname", try mappings.id(.terms, order.terms)),
                mappings.currencies[order.currency.code].map { Element.text("currency", $0) },
                Element.element("sotransitems", lines),
            ]
        )
    }

    /// Adds lines to an order, and the change's number to those that it remembers.
    static func updateSalesOrder(
        _ docID: String,
        _ change: OrderChange,
        changes: IntacctField,
        _ settings: IntacctSettings
    ) throws(Failure) -> Self {
        var lines: [XMLOutput] = []
        for delta in change.lines { lines.append(try self.orderLine(OrderLineContent(delta), location: nil, settings)) }
        return Self(
            "update_sotransaction",
            docID,
            key: docID,
            [Element.custom(changes.name, changes.value), Element.element("updatesotransitems", lines)]
        )
    }

    static func deleteSalesOrder(_ docID: String) -> Self { Self("delete_sotransaction", docID, key: docID) }

    private static func orderLine(
        _ line: OrderLineContent,
        location: String?,
        _ settings: IntacctSettings
    ) throws(Failure) -> XMLOutput {
        let mappings = settings.mappings
        return Element.element(
            "sotransitem",
            [
                Element.text("itemid", try mappings.id(.items, line.item)),
                Element.text("itemdesc", line.description), Element.text("quantity", line.quantity.description),
                try Element.money("price", line.unitPrice), location.map { Element.text("locationid", $0) },
                mappings.customFields["obligation"].map { Element.custom($0, line.obligation) },
                Element.text("revrectemplate", settings.revenueTemplate),
                Element.date("revrecstartdate", line.from),
                // Theirs is the last day of service, ours the day after it.
                Element.date("revrecenddate", line.until.adding(days: -1)),
            ]
        )
    }
}

/// What a line of an order and a line of its change have in common.
private struct OrderLineContent {
    let item: String
    let description: String
    let quantity: Decimal
    let unitPrice: Money
    let obligation: String
    let from: LocalDate
    let until: LocalDate

    init(_ line: OrderLine) {
        self.item = line.item
        self.description = line.description
        self.quantity = line.quantity
        self.unitPrice = line.unitPrice
        self.obligation = line.obligation
        self.from = line.from
        self.until = line.until
    }

    init(_ delta: OrderDelta) {
        self.item = delta.item
        self.description = delta.description
        self.quantity = delta.quantity
        self.unitPrice = delta.unitPrice
        self.obligation = delta.obligation
        self.from = delta.from
        self.until = delta.until
    }
}

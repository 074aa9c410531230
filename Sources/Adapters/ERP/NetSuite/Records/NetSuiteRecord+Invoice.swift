internal import RevenueModel
internal import SagaModel
internal import SuiteTalk
internal import XML

extension NetSuiteRecord {
    /// The receivable: amounts and taxes as billing computed them, not as the ERP would.
    static func invoice(_ invoice: Invoice, _ mappings: Mappings) throws(Failure) -> Self {
        let kind = RecordKind.invoice
        var lines: [XMLOutput] = []
        for line in invoice.lines { lines.append(try self.invoiceLine(line, of: invoice, mappings)) }
        let currency = mappings.currencies[invoice.total.currency.code]
        return Self(
            kind,
            externalID: invoice.number,
            [
                kind.customer("entity", externalID: invoice.account.id),
                kind.date("tranDate", invoice.issuedOn),
                kind.reference("terms", internalID: try mappings.id(.terms, invoice.terms)),
                kind.reference("subsidiary", internalID: try mappings.id(.entities, invoice.legalEntity)),
                currency.map { kind.reference("currency", internalID: $0) },
                kind.date("dueDate", invoice.dueOn),
                kind.text("otherRefNum", invoice.order),
                kind.text("memo", "Invoice \(invoice.number) of order \(invoice.order)"),
                kind.reference("account", internalID: try mappings.id(.accounts, "receivable")),
                kind.list("itemList", lines),
            ]
        )
    }

    private static func invoiceLine(
        _ line: InvoiceLine,
        of invoice: Invoice,
        _ mappings: Mappings
    ) throws(Failure) -> XMLOutput {
        let kind = RecordKind.invoice
        return kind.line(
            "item",
            [
                kind.reference("item", internalID: try mappings.id(.items, line.item)),
                kind.text("description", line.description),
                kind.money("amount", line.amount),
                kind.text("quantity", line.quantity.description),
                kind.money("rate", line.unitPrice),
                kind.date("revRecStartDate", line.from),
                // Theirs is the last day of service, ours the day after it.
                kind.date("revRecEndDate", line.until.adding(days: -1)),
                kind.money("tax1Amt", line.tax),
                kind.reference("taxCode", internalID: try mappings.id(.taxCodes, invoice.taxCode(of: line))),
                kind.custom([
                    CustomField(mappings.customFields["obligation"], line.obligation),
                    CustomField(mappings.customFields["corrects"], line.corrects),
                ]),
            ]
        )
    }
}

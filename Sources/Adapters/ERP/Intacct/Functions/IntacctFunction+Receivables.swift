internal import RevenueModel
internal import SagaModel
internal import XML

extension IntacctFunction {
    private typealias Element = IntacctElement

    /// The receivable: amounts and taxes as billing computed them, not as the ERP would.
    static func createInvoice(_ invoice: Invoice, _ settings: IntacctSettings) throws(Failure) -> Self {
        let mappings = settings.mappings
        var lines: [XMLOutput] = []
        for line in invoice.lines { lines.append(try self.invoiceLine(line, of: invoice, settings)) }
        return Self(
            "create_invoice",
            invoice.number,
            [
                Element.text("customerid", invoice.account.id), Element.date("datecreated", invoice.issuedOn),
                Element.date("datedue", invoice.dueOn),
                Element.text("termname", try mappings.id(.terms, invoice.terms)),
                Element.text("invoiceno", invoice.number), Element.text("ponumber", invoice.order),
                Element.text("description", "Invoice \(invoice.number) of order \(invoice.order)"),
                Element.text("externalid", invoice.number),
                mappings.currencies[invoice.total.currency.code].map { Element.text("currency", $0) },
                settings.taxSolution.map { Element.text("taxsolutionid", $0) },
                Element.element("invoiceitems", lines),
            ]
        )
    }

    private static func invoiceLine(
        _ line: InvoiceLine,
        of invoice: Invoice,
        _ settings: IntacctSettings
    ) throws(Failure) -> XMLOutput {
        let mappings = settings.mappings
        return Element.element(
            "lineitem",
            [
                Element.text("glaccountno", try mappings.id(.accounts, "revenue")),
                Element.text("offsetglaccountno", try mappings.id(.accounts, "receivable")),
                try Element.money("amount", line.amount), Element.text("memo", line.description),
                Element.text("locationid", try mappings.id(.entities, invoice.legalEntity)),
                mappings.customFields["obligation"].map { Element.custom($0, line.obligation) },
                Element.text("revrectemplate", settings.revenueTemplate),
                Element.text("defrevaccount", try mappings.id(.accounts, "deferred-revenue")),
                Element.date("revrecstartdate", line.from),
                // Theirs is the last day of service, ours the day after it.
                Element.date("revrecenddate", line.until.adding(days: -1)),
                Element.text("itemid", try mappings.id(.items, line.item)),
                try self.tax(line.tax, code: invoice.taxCode(of: line), settings),
            ]
        )
    }

    /// A credit memo: an adjustment by negative amounts, that is applied by a function of its own.
    static func createAdjustment(_ credit: CreditMemo, _ settings: IntacctSettings) throws(Failure) -> Self {
        var lines: [XMLOutput] = []
        for line in credit.lines { lines.append(try self.creditLine(line, of: credit, settings)) }
        return Self(
            "create_aradjustment",
            credit.number,
            [
                Element.text("customerid", credit.account.id), Element.date("datecreated", credit.issuedOn),
                Element.text("adjustmentno", credit.number), Element.text("invoiceno", credit.invoice),
                Element.text("description", credit.reason), Element.text("externalid", credit.number),
                settings.mappings.currencies[credit.total.currency.code].map { Element.text("currency", $0) },
                settings.taxSolution.map { Element.text("taxsolutionid", $0) },
                Element.element("aradjustmentitems", lines),
            ]
        )
    }

    private static func creditLine(
        _ line: CreditLine,
        of credit: CreditMemo,
        _ settings: IntacctSettings
    ) throws(Failure) -> XMLOutput {
        let mappings = settings.mappings
        return Element.element(
            "lineitem",
            [
                Element.text("glaccountno", try mappings.id(.accounts, "deferred-revenue")),
                Element.text("offsetglaccountno", try mappings.id(.accounts, "receivable")),
                try Element.money("amount", line.amount.opposite), Element.text("memo", line.description),
                Element.text("locationid", try mappings.id(.entities, credit.legalEntity)),
                mappings.customFields["obligation"].map { Element.custom($0, line.obligation) },
                Element.text("itemid", try mappings.id(.items, line.item)),
                try self.tax(line.tax.opposite, code: credit.taxCode(of: line), settings),
            ]
        )
    }

    private static func tax(
        _ amount: Money,
        code: String,
        _ settings: IntacctSettings
    ) throws(Failure) -> XMLOutput {
        let entry = Element.element(
            "taxentry",
            [
                Element.text("detailid", try settings.mappings.id(.taxCodes, code)),
                try Element.money("trx_tax", amount),
            ]
        )
        return Element.element("taxentries", [entry])
    }
}

extension Money {
    /// The same amount with the other sign.
    fileprivate var opposite: Money { Money(minorUnits: -self.minorUnits, self.currency) }
}

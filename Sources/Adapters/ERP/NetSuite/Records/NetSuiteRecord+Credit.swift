internal import RevenueModel
internal import SagaModel
internal import SuiteTalk
internal import XML

extension NetSuiteRecord {
    /// What is taken back of an invoice; its amounts are positive, as the kind of the document says the rest.
    ///
    /// `invoices` are the internal ids of those that it settles, by which alone an application can name them; without
    /// any nothing is applied, and the credit stays open.
    static func credit(
        _ credit: CreditMemo,
        applying invoices: [(id: String, amount: Money)],
        _ mappings: Mappings
    ) throws(Failure) -> Self {
        let kind = RecordKind.creditMemo
        var lines: [XMLOutput] = []
        for line in credit.lines { lines.append(try self.creditLine(line, of: credit, mappings)) }
        let applies = invoices.map { invoice in
            kind.line(
                "apply",
                [kind.text("apply", "true"), kind.text("doc", invoice.id), kind.money("amount", invoice.amount)]
            )
        }
        return Self(
            kind,
            externalID: credit.number,
            [
                mappings.currencies[credit.total.currency.code].map { kind.reference("currency", internalID: $0) },
                kind.customer("entity", externalID: credit.account.id),
                kind.date("tranDate", credit.issuedOn),
                kind.reference("subsidiary", internalID: try mappings.id(.entities, credit.legalEntity)),
                kind.text("otherRefNum", credit.invoice),
                kind.text("memo", credit.reason),
                kind.reference("account", internalID: try mappings.id(.accounts, "receivable")),
                kind.list("itemList", lines),
                applies.isEmpty ? nil : kind.list("applyList", applies),
            ]
        )
    }

    private static func creditLine(
        _ line: CreditLine,
        of credit: CreditMemo,
        _ mappings: Mappings
    ) throws(Failure) -> XMLOutput {
        let kind = RecordKind.creditMemo
        return kind.line(
            "item",
            [
                kind.reference("item", internalID: try mappings.id(.items, line.item)),
                kind.text("quantity", "1"),
                kind.text("description", line.description),
                kind.money("rate", line.amount),
                kind.money("amount", line.amount),
                kind.reference("taxCode", internalID: try mappings.id(.taxCodes, credit.taxCode(of: line))),
                kind.money("tax1Amt", line.tax),
                kind.custom([
                    CustomField(mappings.customFields["obligation"], line.obligation),
                    CustomField(mappings.customFields["corrects"], "\(credit.invoice(of: line)):\(line.corrects)"),
                ]),
            ]
        )
    }
}

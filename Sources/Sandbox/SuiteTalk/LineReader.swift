import RevenueModel
import XML

/// Reads one line of an order, invoice, credit memo or journal entry.
struct LineReader {
    let element: XMLElement
    let namespace: String
    let currency: String

    func line() throws(Refusal) -> ERPRecord.Line {
        let catalog = SandboxWorld.catalog
        guard let item = try Self.reference(self.field("item"), "item", among: catalog.items) else {
            throw Refusal(ERPCode.userError, "A line needs an item.")
        }
        return ERPRecord.Line(
            item: item,
            description: self.text("description"),
            quantity: try self.decimal("quantity"),
            rate: try self.decimal("rate"),
            amount: try self.amount(),
            tax: try RecordReader.money(self.text("tax1Amt") ?? "0", self.currency),
            from: try RecordReader.date(self.text("revRecStartDate")),
            through: try RecordReader.date(self.text("revRecEndDate")),
            taxCode: try Self.reference(self.field("taxCode"), "taxCode", among: catalog.taxCodes),
            customFields: try CustomFieldReader.fields(of: self.element, self.namespace)
        )
    }

    /// One side of a journal entry: an account, and either a debit or a credit.
    func side() throws(Refusal) -> ERPRecord.Side {
        guard let account = self.field("account")?.attribute("internalId").flatMap({ Int($0) }) else {
            throw Refusal(ERPCode.userError, "A line needs an account.")
        }
        switch (self.text("debit"), self.text("credit")) {
        case (let debit?, nil):
            let amount = try RecordReader.money(debit, self.currency)
            return ERPRecord.Side(account: account, amount: amount, memo: self.text("memo"))
        case (nil, let credit?):
            let amount = try RecordReader.money(credit, self.currency).negated
            return ERPRecord.Side(account: account, amount: amount, memo: self.text("memo"))
        case (nil, nil), (_?, _?):
            throw Refusal(ERPCode.userError, "A line needs either a debit or a credit.")
        }
    }

    /// The amount that was sent, else quantity times rate, rounded once.
    private func amount() throws(Refusal) -> Money {
        if let amount = self.text("amount") { return try RecordReader.money(amount, self.currency) }
        guard let rate = try self.decimal("rate"), let currency = Currency(self.currency) else {
            throw Refusal(ERPCode.userError, "A line needs an amount, or a rate.")
        }
        let quantity = try self.decimal("quantity")
        let (product, overflows) = rate.coefficient.multipliedReportingOverflow(by: quantity?.coefficient ?? 1)
        let (denominator, isTooFine) = rate.denominator.multipliedReportingOverflow(by: quantity?.denominator ?? 1)
        guard !overflows, !isTooFine else { throw Refusal(ERPCode.userError, "The line's amount is out of range.") }
        let one = (0..<currency.exponent).reduce(1) { unit, _ in unit * 10 }
        do { return try Money(minorUnits: one, currency).multiplied(by: product, over: denominator) } catch {
            throw Refusal(ERPCode.userError, error.description)
        }
    }

    private func field(_ name: String) -> XMLElement? { self.element.child(QName(self.namespace, name)) }

    private func text(_ name: String) -> String? { self.field(name)?.text.xmlTrimmed }

    private func decimal(_ name: String) throws(Refusal) -> Decimal? {
        guard let text = self.text(name) else { return nil }
        do { return try Decimal(text) } catch { throw Refusal(ERPCode.userError, error.description) }
    }

    /// The number that a reference names, by internal id or by our own name; refuses what is not set up.
    static func reference(
        _ element: XMLElement?,
        _ name: String,
        among known: [String: Int]
    ) throws(Refusal) -> Int? {
        guard let element else { return nil }
        let external = element.attribute("externalId").flatMap { known[$0] }
        guard let id = element.attribute("internalId").flatMap({ Int($0) }) ?? external, known.values.contains(id)
        else {
            let key = element.attribute("internalId") ?? element.attribute("externalId") ?? ""
            throw Refusal(ERPCode.unknownReference, "Invalid \(name) reference key \(key).")
        }
        return id
    }
}

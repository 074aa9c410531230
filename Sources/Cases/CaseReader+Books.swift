internal import Amendments
internal import Documents
internal import RevenueModel

extension CaseReader {
    mutating func invoice(_ field: Field, of owner: Record) -> (invoice: Invoice, isPosted: Bool)? {
        guard let record = self.record(field, CaseShape.invoice) else { return nil }
        let lines = self.list(record.fields["lines"]) { $0.line($1) }
        if lines.isEmpty, let place = record.fields["lines"] {
            self.problems.add(place.problem("expected at least one line"))
        }
        let isPosted = self.flag(record.fields["posted"]) ?? true
        guard let number = self.text(record.fields["number"]), let issued = self.date(record.fields["on"]),
            let due = self.date(record.fields["due"]), let account = self.text(owner.fields["account"])
        else { return nil }
        var invoice = Invoice(
            number: number,
            order: number,
            account: Account(id: account, name: self.text(owner.fields["customer"]) ?? account),
            legalEntity: self.text(owner.fields["legalEntity"]) ?? "main",
            taxCode: self.text(record.fields["tax"]) ?? "none",
            terms: "as agreed",
            issuedOn: issued,
            dueOn: due,
            lines: lines,
            net: .zero(self.currency),
            tax: .zero(self.currency),
            total: .zero(self.currency)
        )
        for index in invoice.lines.indices { invoice.lines[index].number = index + 1 }
        do throws(MoneyError) {
            invoice.net = try .sum(invoice.lines.map(\.amount), in: self.currency)
            invoice.tax = try .sum(invoice.lines.map(\.tax), in: self.currency)
            invoice.total = try invoice.net.adding(invoice.tax)
        } catch {
            self.problems.add(field.problem("cannot be added up: \(error)"))
        }
        return (invoice, isPosted)
    }

    private mutating func line(_ field: Field) -> InvoiceLine? {
        guard let record = self.record(field, CaseShape.line) else { return nil }
        let net = self.amount(record.fields["net"])
        let tax = self.amount(record.fields["tax"]) ?? .zero(self.currency)
        let from = self.date(record.fields["from"])
        let until = self.date(record.fields["until"])
        guard let item = self.text(record.fields["item"]), let net, let from, let until else { return nil }
        if until <= from, let place = record.fields["until"] {
            self.problems.add(place.problem("\(until) is not after \(from); expected the day after the last day"))
        }
        if !net.isPositive, let place = record.fields["net"] {
            self.problems.add(place.problem("\(net) is not an amount above zero"))
        }
        let order = OrderLine(
            number: 1,
            item: item,
            description: item,
            quantity: Decimal(1),
            unitPrice: net,
            obligation: item,
            from: from,
            until: until
        )
        return InvoiceLine(order, amount: net, tax: tax)
    }

    mutating func receipt(_ field: Field) -> CashReceipt? {
        guard let record = self.record(field, CaseShape.receipt) else { return nil }
        let amount = self.positive(record.fields["amount"])
        let day = self.date(record.fields["on"])
        guard let id = self.text(record.fields["id"]), let amount, let day else { return nil }
        return CashReceipt(id: id, customer: "", legalEntity: "", amount: amount, receivedOn: day)
    }

    mutating func credit(_ field: Field, _ invoice: (invoice: Invoice, isPosted: Bool)?) -> EarlierCredit? {
        guard let record = self.record(field, CaseShape.credit) else { return nil }
        let net = self.positive(record.fields["net"])
        let tax = self.amount(record.fields["tax"]) ?? .zero(self.currency)
        let line = self.lineNumber(record.fields["line"], invoice)
        let day = self.date(record.fields["on"])
        guard let number = self.text(record.fields["number"]), let net, let line, let day else { return nil }
        return EarlierCredit(document: number, line: line, postedOn: day, net: net, tax: tax)
    }

    mutating func positive(_ field: Field?) -> Money? {
        guard let amount = self.amount(field) else { return nil }
        if !amount.isPositive, let field { self.problems.add(field.problem("\(amount) is not an amount above zero")) }
        return amount
    }

    /// A line that the invoice has.
    mutating func lineNumber(_ field: Field?, _ invoice: (invoice: Invoice, isPosted: Bool)?) -> Int? {
        guard let number = self.count(field), let field else { return nil }
        let known = invoice?.invoice.lines.map(\.number) ?? []
        if !known.contains(number) {
            let hint = known.isEmpty ? "there is no invoice" : "expected 1 to \(known.count)"
            self.problems.add(field.problem("the invoice has no line \(number); \(hint)"))
        }
        return number
    }
}

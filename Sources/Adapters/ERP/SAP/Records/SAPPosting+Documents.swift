internal import RevenueModel
internal import SagaModel

extension SAPPosting {
    /// The receivable: amounts and taxes as billing computed them, not as the ledger would.
    static func invoice(_ invoice: Invoice, _ settings: SAPSettings) throws(Failure) -> Self {
        let mappings = settings.mappings
        let customer = Line(
            account: .customer(
                try settings.customer(invoice.account.id),
                terms: try mappings.id(.terms, invoice.terms),
                from: invoice.issuedOn
            ),
            amount: invoice.total,
            text: "Invoice \(invoice.number) of order \(invoice.order)",
            assignment: invoice.number
        )
        var lines = [customer]
        for line in invoice.lines {
            let code = invoice.taxCode(of: line)
            lines.append(try self.revenue(line.amount.negated, line.description, invoice.number, code, settings))
        }
        for (code, tax) in try self.taxes(of: invoice, invoice.lines.map(\.tax), invoice.tax) {
            lines += try self.tax(tax.negated, invoice.number, code, settings)
        }
        return Self(
            company: try mappings.id(.entities, invoice.legalEntity),
            type: .invoice,
            reference: invoice.number,
            title: "Invoice \(invoice.number)",
            date: invoice.issuedOn,
            lines: lines
        )
    }

    /// The customer's credit: an item for each invoice that it settles, assigned to it, and one for the rest.
    ///
    /// They are open until the ledger clears them with the invoices.
    static func credit(_ credit: CreditMemo, _ settings: SAPSettings) throws(Failure) -> Self {
        try credit.requireApplicable("SAP", "post credit \(credit.number)")
        var rest = credit.total.minorUnits
        for part in credit.applications { rest -= part.amount.minorUnits }
        let kept = CreditSettlement(invoice: credit.invoice, amount: Money(minorUnits: rest, credit.total.currency))
        let account = Line.Account.customer(
            try settings.customer(credit.account.id),
            terms: nil,
            from: credit.issuedOn
        )
        var lines = (credit.applications + (rest == 0 ? [] : [kept])).map { part in
            Line(
                account: account,
                amount: part.amount.negated,
                text: "Credit \(credit.number) for \(part.invoice): \(credit.reason)",
                assignment: part.invoice
            )
        }
        for line in credit.lines {
            let (invoice, code) = (credit.invoice(of: line), credit.taxCode(of: line))
            lines.append(try self.revenue(line.amount, line.description, invoice, code, settings))
        }
        for (code, tax) in try self.taxes(of: credit, credit.lines.map(\.tax), credit.tax) {
            lines += try self.tax(tax, credit.invoice, code, settings)
        }
        return Self(
            company: try settings.mappings.id(.entities, credit.legalEntity),
            type: .credit,
            reference: credit.number,
            title: "Credit \(credit.number)",
            date: credit.issuedOn,
            lines: lines
        )
    }

    static func journal(_ entry: JournalEntry, _ settings: SAPSettings) throws(Failure) -> Self {
        var lines: [Line] = []
        for line in entry.lines {
            let account = try settings.mappings.id(.accounts, line.account)
            lines.append(
                Line(
                    account: .ledger(account, taxCode: nil),
                    amount: line.side == .debit ? line.amount : line.amount.negated,
                    text: line.memo ?? entry.memo,
                    assignment: entry.number
                )
            )
        }
        return Self(
            company: try settings.mappings.id(.entities, entry.legalEntity),
            type: .journal,
            reference: entry.number,
            title: entry.memo,
            date: entry.postedOn,
            lines: lines
        )
    }

    /// The opposite of what stands in the books, line by line: no module of this interface reverses by itself.
    static func reversal(_ reversal: Reversal, of entry: SAPEntry) -> Self {
        Self(
            company: entry.company,
            type: .reversal,
            reference: reversal.number,
            title: "Reversal \(entry.number)",
            date: reversal.postedOn,
            lines: entry.lines.map { line in
                Line(
                    account: line.customer.isEmpty
                        ? .ledger(line.account, taxCode: nil)
                        : .customer(line.customer.padded(to: 10), terms: nil, from: reversal.postedOn),
                    amount: line.amount.negated,
                    text: reversal.reason,
                    assignment: reversal.document
                )
            }
        )
    }

    /// What comes to each tax code, in the order of the lines; with one code the document's own sum.
    private static func taxes<Document: TaxedDocument>(
        of document: Document,
        _ amounts: [Money],
        _ whole: Money
    ) throws(Failure) -> [(code: String, amount: Money)] {
        var taxes: [(code: String, amount: Money)] = []
        for (line, amount) in zip(document.lines, amounts) {
            let code = document.taxCode(of: line)
            guard let place = taxes.firstIndex(where: { $0.code == code }) else {
                taxes.append((code, amount))
                continue
            }
            do { taxes[place].amount = try taxes[place].amount.adding(amount) } catch {
                throw .rejected("SAP was not asked: the tax of \(code) cannot be added up. \(error)")
            }
        }
        if taxes.count < 2 { return [(taxes.first?.code ?? document.taxCode, whole)] }
        return taxes
    }

    private static func revenue(
        _ amount: Money,
        _ text: String,
        _ assignment: String,
        _ taxCode: String,
        _ settings: SAPSettings
    ) throws(Failure) -> Line {
        let code = settings.taxLines == .table ? try settings.mappings.id(.taxCodes, taxCode) : nil
        return Line(
            account: .ledger(try settings.mappings.id(.accounts, "revenue"), taxCode: code),
            amount: amount,
            text: text,
            assignment: assignment
        )
    }

    private static func tax(
        _ amount: Money,
        _ assignment: String,
        _ taxCode: String,
        _ settings: SAPSettings
    ) throws(Failure) -> [Line] {
        guard amount.minorUnits != 0 else { return [] }
        let account = try settings.mappings.id(.accounts, "tax")
        let code = try settings.mappings.id(.taxCodes, taxCode)
        return [
            Line(
                account: settings.taxLines == .table ? .tax(account, code: code) : .ledger(account, taxCode: nil),
                amount: amount,
                text: "Tax \(taxCode)",
                assignment: assignment
            )
        ]
    }
}

extension Money {
    fileprivate var negated: Money { Money(minorUnits: -self.minorUnits, self.currency) }
}

extension SAPSettings {
    /// The customer's number, with leading zeros as SAP keeps it.
    func customer(_ account: String) throws(Failure) -> String {
        if let number = self.customers[account] { return number.padded(to: 10) }
        guard account.padded(to: 10).count == 10, account.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw .rejected(
                "SAP was not asked: the configuration has no systems.erp.customers.\(account). "
                    + "Add the customer's number there."
            )
        }
        return account.padded(to: 10)
    }
}

/// An invoice and what happened to it since, as billing knows it.
package struct InvoiceStanding: Codable, Equatable, Sendable {
    package var invoice: Invoice
    /// Whether it left the draft: only then it is in the ERP.
    package var isIssued: Bool
    /// Money received for it and not paid back.
    package var paid: Money
    /// What is still owed.
    package var open: Money
    /// What was credited before, line by line.
    package var credits: [EarlierCredit]

    package init(invoice: Invoice, isIssued: Bool, paid: Money, open: Money, credits: [EarlierCredit] = []) {
        self.invoice = invoice
        self.isIssued = isIssued
        self.paid = paid
        self.open = open
        self.credits = credits
    }
}

/// What one credit memo took back of one line; amounts are positive.
package struct EarlierCredit: Codable, Equatable, Sendable {
    package var document: String
    package var line: Int
    package var postedOn: LocalDate
    package var net: Money
    package var tax: Money

    package init(document: String, line: Int, postedOn: LocalDate, net: Money, tax: Money) {
        self.document = document
        self.line = line
        self.postedOn = postedOn
        self.net = net
        self.tax = tax
    }
}

extension InvoiceStanding {
    /// The name of a line in the books: `INV-1001:2`.
    package func segment(_ line: Int) -> String { "\(self.invoice.number):\(line)" }

    /// The invoice as the calculation of credits sees it.
    package func document() throws(MoneyError) -> BilledDocument {
        var document = BilledDocument(
            number: self.invoice.number,
            payer: self.invoice.account.id,
            issuedOn: self.invoice.issuedOn,
            currency: self.invoice.total.currency,
            segments: self.invoice.lines.map(self.billed),
            paid: self.paid
        )
        document.offset = try document.total().subtracting(self.paid).subtracting(self.open)
        return document
    }

    private func billed(_ line: InvoiceLine) -> BilledSegment {
        BilledSegment(
            id: self.segment(line.number),
            charge: line.item,
            time: Interval(from: line.from, until: line.until),
            payer: self.invoice.account.id,
            net: line.amount,
            taxes: [TaxLine(code: self.invoice.taxCode(of: line), amount: line.tax)],
            credits: self.credits.filter { $0.line == line.number }.map {
                SegmentCredit(document: $0.document, net: $0.net, tax: $0.tax)
            }
        )
    }
}

/// What sagas were told that the ERP has posted, and what that leaves open.
///
/// Made from requests alone, whichever sagas sent them: what an auditor would add up by hand.
package struct PostedBooks: Sendable {
    private var invoices: [String: Invoice] = [:]
    private var credits: [String: CreditMemo] = [:]
    /// By the receipt's id; an application of a further invoice has an id of its own.
    private var payments: [String: Payment] = [:]
    private var entries: [JournalEntry] = []
    private var reversed: Set<String> = []
    /// Numbers that stand more than once.
    private var twice: Set<String> = []

    package init() {}

    /// Takes in one request that was carried out, and was not taken back by its saga.
    package mutating func take(_ request: RevenueRequest) {
        guard case .erp(let request) = request else { return }
        switch request {
        case .postInvoice(let invoice): Self.add(invoice, invoice.number, to: &self.invoices, &self.twice)
        case .postCredit(let credit): Self.add(credit, credit.number, to: &self.credits, &self.twice)
        case .applyCash(let payment): Self.add(payment, payment.id, to: &self.payments, &self.twice)
        case .postJournal(let entry): self.entries.append(entry)
        case .reverseInvoice(let reversal), .reverseCredit(let reversal), .reverseJournal(let reversal),
            .reversePayment(let reversal):
            self.reversed.insert(reversal.document)
        case .validate, .createSalesOrder, .cancelSalesOrder, .changeSalesOrder, .placeHold, .releaseHold: return
        }
    }

    private static func add<Document>(
        _ document: Document,
        _ number: String,
        to documents: inout [String: Document],
        _ twice: inout Set<String>
    ) {
        if documents.updateValue(document, forKey: number) != nil { twice.insert(number) }
    }

    /// Numbers of documents that more than one effect stands for.
    package var repeated: [String] { self.twice.sorted() }

    /// Each document adds up, each entry balances, and no number is there twice.
    package func sums() throws -> [Finding] {
        var findings = try Reconciliation.journals(self.entries)
        for (number, invoice) in self.invoices.sorted(by: { $0.key < $1.key }) {
            let currency = invoice.total.currency
            findings += try Self.sums(
                number,
                net: (Money.sum(invoice.lines.map(\.amount), in: currency), invoice.net),
                tax: (Money.sum(invoice.lines.map(\.tax), in: currency), invoice.tax),
                total: invoice.total
            )
        }
        for (number, credit) in self.credits.sorted(by: { $0.key < $1.key }) {
            let currency = credit.total.currency
            findings += try Self.sums(
                number,
                net: (Money.sum(credit.lines.map(\.amount), in: currency), credit.net),
                tax: (Money.sum(credit.lines.map(\.tax), in: currency), credit.tax),
                total: credit.total
            )
        }
        return findings
    }

    private static func sums(
        _ number: String,
        net: (lines: Money, document: Money),
        tax: (lines: Money, document: Money),
        total: Money
    ) throws -> [Finding] {
        try Finding.compare(.balance, "\(number), net", expected: net.lines, found: net.document)
            + Finding.compare(.balance, "\(number), tax", expected: tax.lines, found: tax.document)
            + Finding.compare(
                .balance,
                "\(number), total",
                expected: net.document.adding(tax.document),
                found: total
            )
    }

    /// Invoices that stand, and what is open on each: posted less credited, less paid.
    ///
    /// - Throws: `MoneyError` where amounts of two currencies meet.
    package func open() throws -> [String: Money] {
        try self.invoices.filter { !self.reversed.contains($0.key) }.mapValues { invoice in
            let credited = self.credits.values.filter { !self.reversed.contains($0.number) }
                .flatMap(\.applications).filter { $0.invoice == invoice.number }.map(\.amount)
            let paid = self.payments.values
                .filter { $0.invoice == invoice.number && !self.reversed.contains($0.id) }.map(\.amount)
            return try invoice.total.subtracting(Money.sum(credited + paid, in: invoice.total.currency))
        }
    }

    /// Nothing is credited or paid beyond what an invoice came to.
    package func receivables() throws -> [Finding] {
        let open = try self.open()
        let credited = try self.overCredited()
        return credited
            + open.sorted { $0.key < $1.key }.filter { $0.value.isNegative }
            .map { Finding(.balance, $0.key, expected: "nothing or more open", found: "\($0.value)") }
    }

    /// Held against the lines of the invoice that bill, as one that an amendment makes takes back as well.
    private func overCredited() throws -> [Finding] {
        try self.invoices.sorted { $0.key < $1.key }.compactMap { number, invoice in
            let charges = invoice.lines.filter(\.amount.isPositive).flatMap { [$0.amount, $0.tax] }
            let billed = try Money.sum(charges, in: invoice.total.currency)
            let takenBack = try Money.sum(self.takenBack(of: number), in: invoice.total.currency)
            guard try billed.isLess(than: takenBack) else { return nil }
            return Finding(.credits, number, expected: "at most \(billed)", found: "\(takenBack)")
        }
    }

    /// Net amounts and taxes of an invoice that credits and the lines of later invoices take back.
    private func takenBack(of number: String) throws -> [Money] {
        let credits = self.credits.values.filter { !self.reversed.contains($0.number) }.flatMap { credit in
            credit.lines.filter { $0.amount.isPositive && credit.invoice(of: $0) == number }
        }
        let deltas = self.invoices.values.filter { !self.reversed.contains($0.number) }.flatMap(\.lines)
            .filter { $0.amount.isNegative && $0.corrects?.hasPrefix("\(number):") == true }
        return try credits.flatMap { [$0.amount, $0.tax] }
            + deltas.flatMap { [try $0.amount.negated(), try $0.tax.negated()] }
    }

    /// What the ERP says is open, held against what was posted; an invoice that it does not name is missing.
    package func compare(withOpen balances: [String: String]) throws -> [Finding] {
        try self.open().sorted { $0.key < $1.key }.compactMap { number, open in
            let found = balances[number] ?? "no such invoice"
            return found == open.description
                ? nil : Finding(.receivables, number, expected: "\(open)", found: found)
        }
    }
}

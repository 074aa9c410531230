/// One thing that an amendment posts to the ERP.
package enum LedgerPosting: Codable, Equatable, Sendable {
    case invoice(document: Invoice)
    case credit(memo: CreditMemo)
    case journal(entry: JournalEntry)

    /// Its external id: `AMD-7:2`.
    package var number: String {
        switch self {
        case .invoice(let document): document.number
        case .credit(let memo): memo.number
        case .journal(let entry): entry.number
        }
    }

    /// The day that decides its period.
    package var postedOn: LocalDate {
        switch self {
        case .invoice(let document): document.issuedOn
        case .credit(let memo): memo.issuedOn
        case .journal(let entry): entry.postedOn
        }
    }

    package var isJournal: Bool {
        switch self {
        case .journal: true
        case .invoice, .credit: false
        }
    }

    package var request: RevenueRequest.ERP {
        switch self {
        case .invoice(let document): .postInvoice(invoice: document)
        case .credit(let memo): .postCredit(credit: memo)
        case .journal(let entry): .postJournal(entry: entry)
        }
    }

    /// What the ERP books for it: an open credit stays in the receivable there.
    package func entry() throws(MoneyError) -> [JournalLine] {
        var lines = JournalLines()
        switch self {
        case .invoice(let document):
            try lines.debit(.receivable, document.total)
            try lines.credit(.deferredRevenue, document.net)
            try lines.credit(.taxPayable, document.tax)
        case .credit(let memo):
            try lines.debit(.deferredRevenue, memo.net)
            try lines.debit(.taxPayable, memo.tax)
            try lines.credit(.receivable, memo.total)
        case .journal(let entry): return entry.lines
        }
        return lines.lines
    }
}

extension LedgerPosting {
    /// What the request posts, where it is one of an amendment's.
    package init?(_ request: RevenueRequest.ERP) {
        switch request {
        case .postInvoice(let invoice): self = .invoice(document: invoice)
        case .postCredit(let credit): self = .credit(memo: credit)
        case .postJournal(let entry): self = .journal(entry: entry)
        case .validate, .createSalesOrder, .cancelSalesOrder, .changeSalesOrder, .reverseInvoice, .placeHold,
            .releaseHold, .reverseCredit, .reverseJournal, .applyCash, .reversePayment:
            return nil
        }
    }
}

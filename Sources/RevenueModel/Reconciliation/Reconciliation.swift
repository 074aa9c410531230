/// Whether sub-ledgers, documents and the ledger tell the same story; each check is a pure function.
package enum Reconciliation {
    /// Receivables, unapplied cash and customer credit against their control accounts.
    ///
    /// In the currency of the books: documents in another one are valued at their own rates.
    package static func cash(_ book: CashBook, against ledger: Ledger, in books: Currency) throws -> [Finding] {
        var receivable = Money.zero(books)
        for item in book.items.values where (item.rate?.books ?? item.gross.currency) == books {
            // What is left of the document's value, so that the cents of parts already settled stay where they are.
            let left = try item.rate.value(item.gross).subtracting(item.rate.value(item.settled()))
            receivable = try receivable.adding(left)
        }
        var unapplied = Money.zero(books)
        for state in book.receipts.values where (state.receipt.rate?.books ?? state.receipt.amount.currency) == books {
            unapplied = try unapplied.adding(state.receipt.rate.value(state.unapplied()))
        }
        let refunds = book.refundsPayable.values.filter { $0.currency == books }
        return try Finding.compare(
            .receivables,
            LedgerAccount.receivable.rawValue,
            expected: receivable,
            found: ledger.holding(.receivable, in: books)
        )
            + Finding.compare(
                .unappliedCash,
                LedgerAccount.unappliedCash.rawValue,
                expected: unapplied,
                found: ledger.holding(.unappliedCash, in: books)
            )
            + Finding.compare(
                .customerCredit,
                LedgerAccount.customerCredit.rawValue,
                expected: book.credit(in: books),
                found: ledger.holding(.customerCredit, in: books)
            )
            + Finding.compare(
                .customerCredit,
                LedgerAccount.refundPayable.rawValue,
                expected: Money.sum(refunds, in: books),
                found: ledger.holding(.refundPayable, in: books)
            )
    }

    /// Each document: gross less credits, payments and write-offs is open, and that is not negative.
    package static func documents(_ book: CashBook) throws -> [Finding] {
        var findings: [Finding] = []
        for item in book.items.values.sorted(by: { $0.document < $1.document }) {
            var applied = Money.zero(item.gross.currency)
            var writtenOff = applied
            for application in book.receipts.values.flatMap(\.applications) {
                guard application.target == .document(item.document) else { continue }
                applied = try applied.adding(application.amount)
                writtenOff = try writtenOff.adding(application.writtenOff)
            }
            findings += Finding.compare(.balance, item.document, expected: applied, found: item.applied)
            let open = try item.open()
            if open.isNegative != item.gross.isNegative, !open.isZero {
                findings.append(Finding(.balance, item.document, expected: "nothing or more", found: "\(open)"))
            }
        }
        return findings
    }

    /// Σ credits of a document never exceed it.
    package static func credits(_ credits: [CreditNote], of gross: [String: Money]) throws -> [Finding] {
        var totals: [String: Money] = [:]
        for credit in credits {
            let amount = try credit.consideration.gross()
            totals[credit.document] = try amount.adding(totals[credit.document] ?? .zero(amount.currency))
        }
        var findings: [Finding] = []
        for (document, total) in totals.sorted(by: { $0.key < $1.key }) {
            guard let billed = gross[document] else {
                findings.append(Finding(.credits, document, expected: "a known document", found: "none"))
                continue
            }
            if try billed.isLess(than: total) {
                findings.append(Finding(.credits, document, expected: "at most \(billed)", found: "\(total)"))
            }
        }
        return findings
    }

    /// Each journal balances, and no number is there twice.
    package static func journals(_ entries: [JournalEntry]) throws -> [Finding] {
        var findings: [Finding] = []
        var seen: Set<String> = []
        for entry in entries {
            if !seen.insert("\(entry.legalEntity)/\(entry.number)").inserted {
                findings.append(Finding(.journals, entry.number, expected: "one journal", found: "a second one"))
            }
            for currency in Set(entry.lines.map(\.amount.currency)) {
                var balance = Money.zero(currency)
                for line in entry.lines where line.amount.currency == currency {
                    balance = try balance.adding(line.signed())
                }
                findings += Finding.compare(.journals, entry.number, expected: .zero(currency), found: balance)
            }
        }
        return findings
    }

    package static func recurringRevenue(_ bridge: RecurringBridge) throws -> [Finding] {
        let moved = try Money.sum(bridge.movements.map(\.amount), in: bridge.opening.currency)
        let closing = try bridge.opening.adding(moved)
        return Finding.compare(.recurringRevenue, "closing", expected: closing, found: bridge.closing)
    }

    /// The input of the preview is the input of what was carried out.
    package static func preview(hash: String, executed: String) -> [Finding] {
        hash == executed ? [] : [Finding(.preview, "input", expected: hash, found: executed)]
    }
}

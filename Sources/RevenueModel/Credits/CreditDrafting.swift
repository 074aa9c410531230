/// Computes a credit by lines from the books.
package struct CreditDrafting {
    package var books: Books
    package var policy: BillingPolicy

    package init(_ books: Books, _ policy: BillingPolicy = BillingPolicy()) {
        self.books = books
        self.policy = policy
    }

    /// The note, without touching the books.
    package func note(_ wish: ItemizedCredit) throws(BillingError) -> CreditDraft {
        guard let document = self.books[wish.document] else {
            throw Self.refusal(.documentUnknown, wish, "there is no \(wish.document).")
        }
        guard !document.isVoid else {
            throw Self.refusal(.documentVoid, wish, "\(wish.document) is void; there is nothing to credit.")
        }
        let note = try BillingError.counting { () throws(MoneyError) in try self.draft(wish, document) }
        try self.check(note, wish, document)
        return try BillingError.counting { () throws(MoneyError) in try self.settled(note, wish, document) }
    }

    /// The books with the note posted.
    package func posted(_ note: CreditDraft) throws(BillingError) -> Books {
        try BillingError.counting { () throws(MoneyError) in
            var books = self.books
            for line in note.lines {
                for index in books.documents.indices {
                    books.documents[index].segments.record(line, document: note.number)
                }
            }
            for use in note.uses { try books.record(use, of: note) }
            return books
        }
    }

    private func draft(_ wish: ItemizedCredit, _ document: BilledDocument) throws(MoneyError) -> CreditDraft {
        let zero = Money.zero(document.currency)
        var note = CreditDraft(
            number: wish.number,
            document: wish.document,
            payer: document.payer,
            lines: [],
            net: zero,
            tax: zero,
            total: zero,
            coupon: zero,
            refundable: zero,
            uses: []
        )
        for segment in document.segments {
            let parts = wish.items.filter { $0.segment == segment.id }.map(\.part)
            guard !parts.isEmpty else { continue }
            let value = try segment.value(of: parts, self.policy)
            note.lines.append(CreditDraftLine(segment: segment.id, net: value.net, tax: value.tax))
            note.net = try note.net.adding(value.net)
            note.tax = try note.tax.adding(value.tax)
            note.coupon = try note.coupon.adding(value.coupon)
        }
        note.total = try note.net.adding(note.tax)
        return note
    }

    private func settled(
        _ note: CreditDraft,
        _ wish: ItemizedCredit,
        _ document: BilledDocument
    ) throws(MoneyError) -> CreditDraft {
        var note = note
        let kept = try document.paid.subtracting(document.refunded)
        note.refundable = try note.total.least(kept)
        var rest = note.total
        if let refund = wish.refund {
            note.uses.append(CreditUse(disposition: .refund, amount: refund, document: document.number))
            rest = try rest.subtracting(refund)
        }
        for disposition in self.policy.cancelDisposition where rest.isPositive {
            let amount: Money
            switch disposition {
            case .offset: amount = try rest.least(document.open())
            case .refund: amount = wish.refund == nil ? try rest.least(kept) : .zero(document.currency)
            case .credit, .skip: amount = rest
            }
            guard amount.isPositive else { continue }
            let number = disposition == .credit || disposition == .skip ? nil : document.number
            note.uses.append(CreditUse(disposition: disposition, amount: amount, document: number))
            rest = try rest.subtracting(amount)
        }
        if rest.isPositive { note.uses.append(CreditUse(disposition: .credit, amount: rest, document: nil)) }
        return note
    }

    static func refusal(_ code: BillingCode, _ wish: ItemizedCredit, _ reason: String) -> BillingError {
        .refused([BillingProblem(code, at: wish.number, reason)])
    }
}

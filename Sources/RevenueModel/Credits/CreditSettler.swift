/// Decides what becomes of a credit, in the order of the policy.
struct CreditSettler {
    let books: Books
    let policy: BillingPolicy

    /// Settlements that sum to the credit.
    func settle(
        _ credit: Money,
        for lines: [DeltaLine],
        payer: String,
        _ dispositions: [Disposition]
    ) throws(MoneyError) -> [CreditUse] {
        var uses: [CreditUse] = []
        var rest = credit
        for disposition in dispositions where rest.isPositive {
            let found: [CreditUse]
            switch disposition {
            case .offset: found = try self.offsets(rest, lines, payer)
            case .refund: found = try self.refunds(rest, lines)
            case .credit, .skip: found = [CreditUse(disposition: disposition, amount: rest, document: nil)]
            }
            for use in found { rest = try rest.subtracting(use.amount) }
            uses += found
        }
        // Whatever the policy forgot stays with the customer.
        if rest.isPositive { uses.append(CreditUse(disposition: .credit, amount: rest, document: nil)) }
        return uses
    }

    /// The documents that bear the corrected lines, oldest first.
    private func corrected(_ lines: [DeltaLine]) -> [BilledDocument] {
        let ids = Set(lines.compactMap(\.corrects))
        return self.books.documents.filter { $0.segments.contains { ids.contains($0.id) } }
            .sorted { ($0.issuedOn, $0.number) < ($1.issuedOn, $1.number) }
    }

    private func offsets(_ credit: Money, _ lines: [DeltaLine], _ payer: String) throws(MoneyError) -> [CreditUse] {
        let own = self.corrected(lines)
        var documents = own
        if self.policy.offsetScope == .account {
            let numbers = Set(own.map(\.number))
            documents += self.books.documents.filter { $0.payer == payer && !numbers.contains($0.number) }
                .sorted { ($0.issuedOn, $0.number) < ($1.issuedOn, $1.number) }
        }
        var (uses, rest): ([CreditUse], Money) = ([], credit)
        for document in documents where document.currency == credit.currency {
            let limit = self.policy.offsetScope == .line ? try self.openShare(document, lines) : try document.open()
            let amount = try rest.least(limit)
            guard amount.isPositive else { continue }
            uses.append(CreditUse(disposition: .offset, amount: amount, document: document.number))
            rest = try rest.subtracting(amount)
        }
        return uses
    }

    /// What is open of the corrected lines alone: each line is paid as its document is.
    private func openShare(_ document: BilledDocument, _ lines: [DeltaLine]) throws(MoneyError) -> Money {
        let ids = Set(lines.compactMap(\.corrects))
        var share = Money.zero(document.currency)
        for segment in document.segments where ids.contains(segment.id) {
            share = try share.adding(segment.gross()).subtracting(document.paidShare(of: segment))
        }
        return try share.least(document.open())
    }

    /// What was paid for the corrected lines, less what was used of them; never more than was received.
    private func refunds(_ credit: Money, _ lines: [DeltaLine]) throws(MoneyError) -> [CreditUse] {
        var (uses, rest): ([CreditUse], Money) = ([], credit)
        for document in self.corrected(lines) where document.currency == credit.currency {
            var refundable = Money.zero(document.currency)
            for segment in document.segments {
                let taken = lines.filter { $0.corrects == segment.id }
                guard !taken.isEmpty else { continue }
                refundable = try refundable.adding(Self.refundable(segment, taken, document))
            }
            let kept = try document.paid.subtracting(document.refunded)
            let amount = try rest.least(refundable).least(kept)
            guard amount.isPositive else { continue }
            uses.append(CreditUse(disposition: .refund, amount: amount, document: document.number))
            rest = try rest.subtracting(amount)
        }
        return uses
    }

    private static func refundable(
        _ segment: BilledSegment,
        _ taken: [DeltaLine],
        _ document: BilledDocument
    ) throws(MoneyError) -> Money {
        var used = try segment.gross().subtracting(segment.credited()).subtracting(segment.creditedTax())
        for line in taken { used = try used.adding(line.gross()) }
        return try document.paidShare(of: segment).subtracting(used).greatest(.zero(document.currency))
    }
}

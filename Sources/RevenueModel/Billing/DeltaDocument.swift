/// What goes out for an amendment or a billing run, for one payer: an invoice, or a credit memo when it is below zero.
package struct DeltaDocument: Codable, Equatable, Sendable {
    /// `AMD-7:1`: unique for ever, so that it can be posted once only.
    package var number: String
    package var amendment: String?
    package var kind: DocumentKind
    package var payer: String
    package var currency: Currency
    package var effectiveOn: LocalDate
    package var posting: PostingDate
    package var lines: [DeltaLine]
    package var net: Money
    package var tax: Money
    package var total: Money
    /// What becomes of a credit; empty for an invoice.
    package var uses: [CreditUse]
}

/// What a document is.
package enum DocumentKind: String, Codable, Hashable, Sendable {
    case invoice
    case creditMemo = "credit-memo"
}

/// What becomes of a part of a credit.
package struct CreditUse: Codable, Equatable, Sendable {
    package var disposition: Disposition
    package var amount: Money
    /// The invoice that is settled or paid back.
    package var document: String?
}

extension DeltaDocument {
    init(
        number: String,
        amendment: String?,
        payer: String,
        currency: Currency,
        effectiveOn: LocalDate,
        posting: PostingDate,
        lines: [DeltaLine]
    ) throws(MoneyError) {
        var (net, tax) = (Money.zero(currency), Money.zero(currency))
        for line in lines {
            net = try net.adding(line.net)
            tax = try tax.adding(line.tax())
        }
        let total = try net.adding(tax)
        self.init(
            number: number,
            amendment: amendment,
            kind: total.isNegative || lines.allSatisfy { $0.kind == .credit } ? .creditMemo : .invoice,
            payer: payer,
            currency: currency,
            effectiveOn: effectiveOn,
            posting: posting,
            lines: lines,
            net: net,
            tax: tax,
            total: total,
            uses: []
        )
    }

    /// The part of a credit that went one way.
    package func settled(_ disposition: Disposition) throws(MoneyError) -> Money {
        try .sum(self.uses.filter { $0.disposition == disposition }.map(\.amount), in: self.currency)
    }

    /// The document as it stands in the books from now on.
    func billed() throws(MoneyError) -> BilledDocument {
        var segments: [BilledSegment] = []
        var takenBack = Money.zero(self.currency)
        for (index, line) in self.lines.enumerated() {
            switch line.kind {
            case .charge: segments.append(BilledSegment(line, id: "\(self.number):\(index + 1)"))
            case .credit: takenBack = try takenBack.subtracting(line.gross())
            }
        }
        return BilledDocument(
            number: self.number,
            payer: self.payer,
            issuedOn: self.posting.day,
            currency: self.currency,
            segments: segments,
            takenBack: takenBack
        )
    }
}

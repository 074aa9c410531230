/// An invoice or credit memo as it stands in the books.
///
/// Its lines never change after posting; what happened to it since is told beside them.
package struct BilledDocument: Codable, Equatable, Sendable {
    package var number: String
    package var payer: String
    package var issuedOn: LocalDate
    package var currency: Currency
    package var segments: [BilledSegment]
    /// Negative lines of a document that bills and takes back at once; the segments that they correct are elsewhere.
    package var takenBack: Money
    package var paid: Money
    /// Credits that settle it.
    package var offset: Money
    /// Paid back without a credit: owed again.
    package var refunded: Money
    package var writtenOff: Money
    /// The part that the customer disputes; it is owed, and not collected.
    package var disputed: Money
    package var isOnHold: Bool
    package var isVoid: Bool

    package init(
        number: String,
        payer: String,
        issuedOn: LocalDate,
        currency: Currency,
        segments: [BilledSegment],
        takenBack: Money? = nil,
        paid: Money? = nil
    ) {
        self.number = number
        self.payer = payer
        self.issuedOn = issuedOn
        self.currency = currency
        self.segments = segments
        self.takenBack = takenBack ?? .zero(currency)
        self.paid = paid ?? .zero(currency)
        self.offset = .zero(currency)
        self.refunded = .zero(currency)
        self.writtenOff = .zero(currency)
        self.disputed = .zero(currency)
        self.isOnHold = false
        self.isVoid = false
    }

    /// What it asked for, with tax.
    package func total() throws(MoneyError) -> Money {
        var total = try Money.zero(self.currency).subtracting(self.takenBack)
        for segment in self.segments { total = try total.adding(segment.gross()) }
        return total
    }

    /// What is left of it after all credits on its lines, settled or not.
    package func charged() throws(MoneyError) -> Money {
        var total = try self.total()
        for segment in self.segments {
            total = try total.subtracting(segment.credited()).subtracting(segment.creditedTax())
        }
        return total
    }

    /// What is still owed; nothing of a credit memo, of what is void and of what is written off.
    package func open() throws(MoneyError) -> Money {
        guard !self.isVoid else { return .zero(self.currency) }
        let settled = try self.paid.subtracting(self.refunded).adding(self.offset).adding(self.writtenOff)
        return try self.total().subtracting(settled).greatest(.zero(self.currency))
    }

    /// What may be asked for now: open, and not disputed.
    package func collectible() throws(MoneyError) -> Money {
        try self.open().subtracting(self.disputed).greatest(.zero(self.currency))
    }

    /// The paid part of a line, with tax: all lines are paid alike.
    package func paidShare(of segment: BilledSegment) throws(MoneyError) -> Money {
        let kept = try self.paid.subtracting(self.refunded)
        return try kept.multiplied(by: segment.gross().share(of: self.total()))
    }

    /// Gives up what is open; the document stays.
    package mutating func writeOff() throws(MoneyError) { self.writtenOff = try self.writtenOff.adding(self.open()) }

    /// Pays money back without a credit, so that it is owed again.
    package mutating func refundWithoutCredit(_ amount: Money) throws(BillingError) {
        let kept = try BillingError.counting { () throws(MoneyError) in try self.paid.subtracting(self.refunded) }
        guard amount.minorUnits <= kept.minorUnits else {
            let reason = "\(amount) cannot be paid back of \(kept) that was received; refund less."
            throw .refused([BillingProblem(.cannotRefundUnpaid, at: self.number, reason)])
        }
        self.refunded = try BillingError.counting { () throws(MoneyError) in try self.refunded.adding(amount) }
    }
}

/// An invoice as the receivables see it: what was asked for, and what came off it.
package struct OpenItem: Codable, Equatable, Sendable {
    /// The invoice's number.
    package let document: String
    package let customer: String
    package let legalEntity: String
    package let dueOn: LocalDate
    package let gross: Money
    /// The rate of the document; `nil` in the currency of the books.
    package let rate: BookRate?
    package internal(set) var credited: Money
    package internal(set) var applied: Money
    package internal(set) var writtenOff: Money
    /// What each open case disputes.
    package internal(set) var disputes: [String: Money] = [:]
    /// How often somebody was asked to pay it; `nil` where nobody counts.
    package internal(set) var reminders: Int?

    package init(
        document: String,
        customer: String,
        legalEntity: String,
        dueOn: LocalDate,
        gross: Money,
        rate: BookRate? = nil,
        applied: Money? = nil,
        disputes: [String: Money] = [:],
        reminders: Int? = nil
    ) {
        self.document = document
        self.customer = customer
        self.legalEntity = legalEntity
        self.dueOn = dueOn
        self.gross = gross
        self.rate = rate
        self.credited = .zero(gross.currency)
        self.applied = applied ?? .zero(gross.currency)
        self.disputes = disputes
        self.reminders = reminders
        self.writtenOff = .zero(gross.currency)
    }

    /// Gross less credits, payments and write-offs.
    package func open() throws(MoneyError) -> Money { try self.gross.subtracting(self.settled()) }

    func settled() throws(MoneyError) -> Money {
        try self.credited.adding(self.applied).adding(self.writtenOff)
    }

    package func disputed() throws(MoneyError) -> Money {
        try Money.sum(self.disputes.values, in: self.gross.currency).least(self.open())
    }

    /// What may be asked for: the open amount without its disputed part, which the ledger still carries.
    package func collectible() throws(MoneyError) -> Money {
        try self.open().subtracting(self.disputed()).greatest(.zero(self.gross.currency))
    }

    /// The value in the books of taking off so much more.
    ///
    /// As the growth of a rounded total, so that all the parts of a document are worth the document.
    func relief(of amount: Money) throws(MoneyError) -> Money {
        let before = try self.settled()
        return try self.rate.value(before.adding(amount)).subtracting(self.rate.value(before))
    }
}

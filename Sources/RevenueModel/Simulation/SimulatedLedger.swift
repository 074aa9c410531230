/// The books of account while a simulation posts to them.
///
/// What is billed beyond what is recognised is deferred revenue; what is recognised beyond it is a contract asset.
struct SimulatedLedger {
    let entity: String
    let currency: Currency
    private(set) var ledger = Ledger()
    /// Billed less recognised.
    private var ahead: Money

    init(entity: String, currency: Currency) {
        self.entity = entity
        self.currency = currency
        self.ahead = .zero(currency)
    }

    private var deferred: Money { Money(minorUnits: max(self.ahead.minorUnits, 0), self.currency) }
    private var asset: Money { Money(minorUnits: max(-self.ahead.minorUnits, 0), self.currency) }

    /// How billing more, or less, meets what is deferred and what was recognised before it was billed.
    mutating func consideration(net: Money, tax: Money) throws(MoneyError) -> Consideration {
        let (deferred, asset) = (self.deferred, self.asset)
        self.ahead = try self.ahead.adding(net)
        return Consideration(
            earned: .zero(self.currency),
            deferred: try self.deferred.subtracting(deferred),
            tax: tax,
            asset: try asset.subtracting(self.asset)
        )
    }

    mutating func recognition(_ amount: Money) throws(MoneyError) -> BusinessEvent {
        let deferred = self.deferred
        self.ahead = try self.ahead.subtracting(amount)
        return .recognised(amount, deferred: try deferred.subtracting(self.deferred))
    }

    /// Posts what an event books; nothing when it books nothing.
    @discardableResult
    mutating func post(
        _ event: BusinessEvent,
        number: String,
        source: String,
        dating: PostingDate,
        memo: String,
        closing: ClosingCalendar = ClosingCalendar()
    ) throws(LedgerError) -> Journal? {
        let journal = try event.journal(number: number, of: self.entity, source: source, dating: dating, memo: memo)
        guard let journal else { return nil }
        try self.ledger.post(journal, closing: closing)
        return journal
    }
}

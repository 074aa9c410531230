/// The books: journals in the order they were posted, never changed and never removed.
package struct Ledger: Equatable, Sendable {
    package private(set) var journals: [Journal] = []
    private var places: [String: Int] = [:]

    package init() {}

    package enum Outcome: Equatable, Sendable {
        case posted
        /// The same journal is there already: a repetition.
        case known
    }

    /// Posts a journal once; the same number with other lines is an error.
    @discardableResult
    package mutating func post(
        _ journal: Journal,
        closing calendar: ClosingCalendar = ClosingCalendar()
    ) throws(LedgerError) -> Outcome {
        let entity = journal.entry.legalEntity
        if let place = self.places[Self.key(journal.number, entity)] {
            guard self.journals[place].entry.lines == journal.entry.lines else { throw .numberTaken(journal.number) }
            return .known
        }
        guard !calendar.isClosed(journal.period, of: entity) else {
            throw .periodClosed(journal.period, entity: entity, journal: journal.number)
        }
        self.places[Self.key(journal.number, entity)] = self.journals.count
        self.journals.append(journal)
        return .posted
    }

    package func journal(_ number: String, of entity: String) -> Journal? {
        self.places[Self.key(number, entity)].map { self.journals[$0] }
    }

    private static func key(_ number: String, _ entity: String) -> String { "\(entity)/\(number)" }
}

extension Ledger {
    /// Debits less credits of an account: positive is a debit balance.
    package func balance(
        _ account: LedgerAccount,
        in currency: Currency,
        of entity: String? = nil,
        through period: AccountingPeriod? = nil
    ) throws(MoneyError) -> Money {
        var balance = Money.zero(currency)
        for journal in self.journals {
            guard entity == nil || journal.entry.legalEntity == entity else { continue }
            if let period, journal.period > period { continue }
            for line in journal.entry.lines where line.role == account && line.amount.currency == currency {
                balance = try balance.adding(line.signed())
            }
        }
        return balance
    }

    /// What the account holds on the side where it grows: deferred revenue of 100.00 is 100.00.
    package func holding(_ account: LedgerAccount, in currency: Currency) throws(MoneyError) -> Money {
        let balance = try self.balance(account, in: currency)
        return account.grows == .debit ? balance : try balance.negated()
    }

    package var currencies: Set<Currency> {
        Set(self.journals.flatMap { $0.entry.lines.map(\.amount.currency) })
    }

    package var entities: Set<String> { Set(self.journals.map(\.entry.legalEntity)) }

    /// Every account that is not zero in a currency, debits positive.
    package func trialBalance(in currency: Currency, of entity: String? = nil) throws(MoneyError) -> [LedgerAccount:
        Money]
    {
        var balances: [LedgerAccount: Money] = [:]
        for account in LedgerAccount.allCases {
            let balance = try self.balance(account, in: currency, of: entity)
            if !balance.isZero { balances[account] = balance }
        }
        return balances
    }
}

extension JournalLine {
    /// Debit positive, credit negative.
    package func signed() throws(MoneyError) -> Money {
        self.side == .debit ? self.amount : try self.amount.negated()
    }
}

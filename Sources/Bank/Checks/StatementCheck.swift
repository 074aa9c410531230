internal import RevenueModel

/// Adds up a statement while its entries come, and compares with what the bank says.
///
/// It keeps no entry: of each only a number that recognises its repetition.
package struct StatementCheck: Sendable {
    package let statement: BankStatement
    private var record: StatementRecord
    private var fingerprint = TextFingerprint()
    private var booked = Tally()
    private var all = Tally()
    private var seen: Set<Int> = []
    /// The currency or size of an entry that cannot be added.
    private var trouble: String?

    /// Sums of one direction each, in minor units.
    private struct Tally: Sendable {
        var credits = 0
        var debits = 0
        var creditSum = 0
        var debitSum = 0

        mutating func add(_ amount: Money) -> Bool {
            let isCredit = amount.minorUnits >= 0
            if isCredit { self.credits += 1 } else { self.debits += 1 }
            let before = isCredit ? self.creditSum : self.debitSum
            let (sum, overflows) = before.addingReportingOverflow(amount.minorUnits)
            if isCredit { self.creditSum = sum } else { self.debitSum = sum }
            return !overflows
        }
    }

    package init(_ statement: BankStatement) {
        self.statement = statement
        self.record = StatementRecord(statement)
        self.fingerprint.add(statement.account.id)
        for balance in [statement.opening, statement.closing] {
            self.fingerprint.add(balance?.amount.description ?? "")
        }
    }

    private var currency: Currency? {
        self.statement.account.currency ?? (self.statement.opening ?? self.statement.closing)?.amount.currency
    }

    /// The movements of the entry, or why it is kept out.
    package mutating func take(_ entry: BankEntry) throws(BankException) -> [BankMovement] {
        self.record.entries += 1
        for part in [entry.status.rawValue, entry.amount.description, entry.reference ?? ""] {
            self.fingerprint.add(part)
        }
        for part in entry.transactions { self.fingerprint.add(part.amount?.description ?? "") }
        self.count(entry)
        let movements = try entry.movements(in: self.statement)
        guard let identity = entry.identity(in: self.statement), !movements.isEmpty else { return movements }
        guard self.seen.insert(identity.hashValue).inserted else {
            let words = "the reference \(entry.reference ?? "") names a booking of \(entry.amount) for the second time"
            throw entry.exception(.repeatedReference, self.statement, words)
        }
        return movements
    }

    private mutating func count(_ entry: BankEntry) {
        if let currency = self.currency, entry.amount.currency != currency {
            self.trouble = self.trouble ?? "entry \(entry.position) is in \(entry.amount.currency), not \(currency)"
        }
        if !self.all.add(entry.amount) { self.trouble = "the entries' sum cannot be counted" }
        guard entry.status == .booked else { return }
        if !self.booked.add(entry.amount) { self.trouble = "the entries' sum cannot be counted" }
        guard let day = entry.bookedOn else { return }
        self.record.lastBooking = max(self.record.lastBooking ?? day, day)
    }

    /// What is to be remembered of the whole statement, and what is wrong with it.
    package consuming func finish() -> (record: StatementRecord, exceptions: [BankException]) {
        var record = self.record
        record.fingerprint = self.fingerprint.text
        return (record, self.balanceExceptions + self.totalExceptions)
    }

    private func exception(_ kind: BankException.Kind, _ reason: String) -> BankException {
        BankException(kind, account: self.statement.account.id, statement: self.statement.id, reason)
    }

    private var balanceExceptions: [BankException] {
        guard self.statement.kind == .statement else { return [] }
        if let trouble = self.trouble { return [self.exception(.unbalanced, trouble)] }
        guard let opening = self.statement.opening, let closing = self.statement.closing else {
            let which = self.statement.opening == nil ? "opening" : "closing"
            return [self.exception(.missingBalance, "there is no \(which) balance")]
        }
        let (moved, overflows) = self.booked.creditSum.addingReportingOverflow(self.booked.debitSum)
        let change = Money(minorUnits: moved, opening.amount.currency)
        guard !overflows, let expected = try? opening.amount.adding(change), expected == closing.amount else {
            let words = "\(opening.amount) and entries of \(change) do not make \(closing.amount)"
            return [self.exception(.unbalanced, words)]
        }
        return []
    }

    /// Banks differ in whether they count what is not booked yet.
    private var totalExceptions: [BankException] {
        guard let announced = self.statement.announced else { return [] }
        let wrong = [self.booked, self.all].map { self.differences(announced, $0) }
        guard let first = wrong.first, wrong.allSatisfy({ !$0.isEmpty }) else { return [] }
        return [self.exception(.controlTotal, first.joined(separator: ", "))]
    }

    private func differences(_ announced: BankTotals, _ tally: Tally) -> [String] {
        let counts = [
            ("entries", announced.entries, tally.credits + tally.debits), ("credits", announced.credits, tally.credits),
            ("debits", announced.debits, tally.debits),
        ]
        let sums = [
            ("credits", announced.creditSum, tally.creditSum), ("debits", announced.debitSum, 0 &- tally.debitSum),
        ]
        return counts.compactMap { name, said, counted in
            said == nil || said == counted ? nil : "\(said ?? 0) \(name) are announced, \(counted) are there"
        }
            + sums.compactMap { name, said, counted in
                guard let said, let currency = self.currency else { return nil }
                let sum = Money(minorUnits: counted, currency)
                let isRight = (try? Money(decimal: DecimalText.plain(said), currency)) == sum
                return isRight ? nil : "\(name) of \(said) are announced, of \(sum.decimal) are there"
            }
    }
}

extension BusinessEvent {
    /// The posting rule: which accounts, which side.
    package func lines() throws(MoneyError) -> [JournalLine] {
        var lines = JournalLines()
        switch self {
        case .invoiced(let consideration):
            try lines.debit(.receivable, consideration.gross())
            try lines.sell(consideration)
        case .charged(let consideration, let fee):
            try lines.debit(.clearing, consideration.gross().subtracting(fee))
            try lines.debit(.paymentFees, fee)
            try lines.sell(consideration)
        case .settledFromCredit(let consideration):
            try lines.debit(.customerCredit, consideration.gross())
            try lines.sell(consideration)
        case .credited(let consideration, let destination):
            try lines.takeBack(consideration)
            try lines.credit(.receivable, destination.receivable)
            try lines.credit(.customerCredit, destination.customerCredit)
            try lines.credit(.refundPayable, destination.refund)
        case .recognised(let amount, let deferred):
            try lines.debit(.deferredRevenue, deferred)
            try lines.debit(.contractAsset, amount.subtracting(deferred))
            try lines.credit(.revenue, amount)
        case .writtenOff(let gross, let relief):
            try lines.debit(.badDebt, gross.subtracting(relief))
            try lines.debit(.taxPayable, relief)
            try lines.credit(.receivable, gross)
        case .creditApplied, .received, .applied, .moved, .returned, .unapplied, .refunded, .chargedBack,
            .chargebackWon, .chargebackLost:
            try self.bookCash(in: &lines)
        }
        return lines.lines
    }

    private func bookCash(in lines: inout JournalLines) throws(MoneyError) {
        switch self {
        case .creditApplied(let amount):
            try lines.debit(.customerCredit, amount)
            try lines.credit(.receivable, amount)
        case .received(let amount, let place):
            try lines.debit(place.account, amount)
            try lines.credit(.unappliedCash, amount)
        case .applied(let settlement): try lines.settle(settlement)
        case .moved(let amount, let destination):
            try lines.debit(.unappliedCash, amount)
            try lines.credit(destination.account, amount)
        case .returned(let amount, let place, let fee):
            try lines.debit(.unappliedCash, amount)
            try lines.debit(.paymentFees, fee)
            try lines.credit(place.account, amount.adding(fee))
        case .unapplied(let settlement): try lines.settle(settlement.negated())
        case .refunded(let source, let booked, let paid, let place):
            try lines.debit(source.account, booked)
            try lines.debit(.exchangeDifference, paid.subtracting(booked))
            try lines.credit(place.account, paid)
        case .chargedBack, .chargebackWon, .chargebackLost: try self.bookChargeback(in: &lines)
        case .invoiced, .charged, .settledFromCredit, .credited, .recognised, .writtenOff: break
        }
    }

    private func bookChargeback(in lines: inout JournalLines) throws(MoneyError) {
        switch self {
        case .chargedBack(let booked, let withdrawn, let fee):
            try lines.debit(.disputesReceivable, booked)
            try lines.debit(.disputeLosses, fee)
            try lines.debit(.exchangeDifference, withdrawn.subtracting(booked))
            try lines.credit(.clearing, withdrawn.adding(fee))
        case .chargebackWon(let booked, let reinstated):
            try lines.debit(.clearing, reinstated)
            try lines.credit(.disputesReceivable, booked)
            try lines.credit(.exchangeDifference, reinstated.subtracting(booked))
        case .chargebackLost(let booked):
            try lines.debit(.disputeLosses, booked)
            try lines.credit(.disputesReceivable, booked)
        case .invoiced, .charged, .settledFromCredit, .credited, .creditApplied, .received, .applied, .moved,
            .returned, .unapplied, .refunded, .recognised, .writtenOff:
            break
        }
    }

    /// Service was rendered: out of what is deferred, and beyond it against the contract asset.
    package static func recognising(_ amount: Money, deferredLeft: Money) throws(MoneyError) -> Self {
        let left = try deferredLeft.greatest(.zero(amount.currency))
        return .recognised(amount, deferred: try amount.least(left))
    }

    /// A journal of this event; `nil` when there is nothing to book.
    package func journal(
        number: String,
        of entity: String,
        source: String,
        dating: PostingDate,
        memo: String
    ) throws(LedgerError) -> Journal? {
        let lines: [JournalLine]
        do { lines = try self.lines() } catch { throw .amount(error) }
        guard !lines.isEmpty else { return nil }
        let entry = JournalEntry(number: number, legalEntity: entity, postedOn: dating.day, memo: memo, lines: lines)
        return try Journal(entry, source: source, dating: dating)
    }
}

extension JournalLines {
    fileprivate mutating func sell(_ consideration: Consideration) throws(MoneyError) {
        try self.credit(.contractAsset, consideration.asset)
        try self.credit(.deferredRevenue, consideration.deferred)
        try self.credit(.revenue, consideration.earned)
        try self.credit(.taxPayable, consideration.tax)
    }

    fileprivate mutating func takeBack(_ consideration: Consideration) throws(MoneyError) {
        try self.debit(.contractAsset, consideration.asset)
        try self.debit(.deferredRevenue, consideration.deferred)
        try self.debit(.revenue, consideration.earned)
        try self.debit(.taxPayable, consideration.tax)
    }

    fileprivate mutating func settle(_ settlement: Settlement) throws(MoneyError) {
        try self.debit(.unappliedCash, settlement.paid)
        try self.debit(.smallDifferences, settlement.writtenOff)
        try self.debit(.exchangeDifference, settlement.exchangeDifference())
        try self.credit(.receivable, settlement.relieved)
    }
}

extension Settlement {
    fileprivate func negated() throws(MoneyError) -> Self {
        Self(
            relieved: try self.relieved.negated(),
            paid: try self.paid.negated(),
            writtenOff: try self.writtenOff.negated()
        )
    }
}

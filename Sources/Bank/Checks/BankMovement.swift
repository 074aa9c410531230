package import RevenueModel

/// Money that came or went, as one event for whoever keeps the receivables: a booking, or one payment of a batch.
///
/// **Its identity** is the account and the bank's reference of the booking with its signed amount, and for a payment
/// of a batch its own reference or place in it. A notice and the statement after it thus tell of the same movement,
/// and so does the same file read twice. A booking of a statement without a reference is known by the statement and
/// its place there; one of a notice is not identified, because the statement will have it again.
package struct BankMovement: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// Somebody paid us.
        case received = "payment-received"
        /// Money of a customer was taken back: no funds, a revoked debit.
        case receivedReturned = "payment-returned"
        /// We paid somebody.
        case sent = "payment-sent"
        /// What we had paid came back.
        case sentReturned = "refund-returned"
    }

    package var kind: Kind
    /// Unique for this account.
    package var id: String
    package var account: BankAccount
    package var statement: String
    /// In the account's currency, and signed like the booking.
    package var amount: Money
    package var bookedOn: LocalDate?
    package var valueOn: LocalDate?
    /// The bank's reference of the whole booking.
    package var bookingReference: String?
    package var code: BankTransactionCode
    package var transaction: BankTransaction?
    /// What the booking says beside its payments: rates, charges, text.
    package var amounts: BankAmounts?
    package var charges: [BankCharge]
    package var note: String?
}

extension BankMovement {
    /// Who paid or was paid: the other one.
    package var counterparty: BankParty? {
        self.amount.minorUnits >= 0 ? self.transaction?.debtor : self.transaction?.creditor
    }

    init(_ entry: BankEntry, _ transaction: BankTransaction?, id: String, amount: Money, in statement: BankStatement) {
        let code = transaction?.code ?? entry.code
        let isReturn =
            entry.isReversal || transaction?.returned != nil || entry.code.isReturn || code.isReturn
        self.kind =
            switch (amount.minorUnits >= 0, isReturn) {
            case (true, false): .received
            case (true, true): .sentReturned
            case (false, false): .sent
            case (false, true): .receivedReturned
            }
        self.id = id
        self.account = statement.account
        self.statement = statement.id
        self.amount = amount
        self.bookedOn = entry.bookedOn
        self.valueOn = entry.valueOn
        self.bookingReference = entry.reference
        self.code = code
        self.transaction = transaction
        self.amounts = entry.amounts
        self.charges = entry.charges
        self.note = entry.note
    }
}

extension BankEntry {
    /// The name of the booking on its account; nothing when a statement will have it again under another.
    package func identity(in statement: BankStatement) -> String? {
        if let reference = self.reference { return "\(reference)=\(self.amount.decimal)" }
        guard statement.kind == .statement else { return nil }
        return "\(statement.id)#\(self.position)"
    }

    /// What moved; nothing for a booking that is not final.
    ///
    /// - Throws: What is wrong with it: then nothing of it is taken in.
    package func movements(in statement: BankStatement) throws(BankException) -> [BankMovement] {
        switch self.status {
        case .pending, .information, .future: return []
        case .unknown: throw self.exception(.unknownStatus, statement, "the booking's status is not known")
        case .booked: break
        }
        guard let identity = self.identity(in: statement) else {
            throw self.exception(.unidentified, statement, "the booking of \(self.amount) has no bank reference")
        }
        guard self.transactions.count > 1 else {
            if let count = self.batch?.count, count > 1 {
                let words = "\(count) payments of together \(self.amount), and \(self.transactions.count) of them given"
                throw self.exception(.batchWithoutDetails, statement, words)
            }
            let one = BankMovement(self, self.transactions.first, id: identity, amount: self.amount, in: statement)
            return [one]
        }
        return try self.payments(identity, statement)
    }

    private func payments(_ identity: String, _ statement: BankStatement) throws(BankException) -> [BankMovement] {
        let names = self.transactions.map { $0.references.bank ?? "" }
        let areUnique = !names.contains("") && Set(names).count == names.count
        var movements: [BankMovement] = []
        var sum = Money.zero(self.amount.currency)
        for (index, transaction) in self.transactions.enumerated() {
            guard let amount = transaction.amount, let next = try? sum.adding(amount) else {
                let words = "payment \(index + 1) of \(names.count) has no amount in \(self.amount.currency)"
                throw self.exception(.batchMismatch, statement, words)
            }
            sum = next
            let id = "\(identity)/\(areUnique ? names[index] : String(index + 1))"
            movements.append(BankMovement(self, transaction, id: id, amount: amount, in: statement))
        }
        guard sum == self.amount, self.batch?.count ?? names.count == names.count else {
            let words = "\(names.count) payments add up to \(sum), the booking is \(self.amount)"
            throw self.exception(.batchMismatch, statement, words)
        }
        return movements
    }

    func exception(_ kind: BankException.Kind, _ statement: BankStatement, _ reason: String) -> BankException {
        BankException(
            kind,
            account: statement.account.id,
            statement: statement.id,
            position: self.position,
            line: self.line,
            reason
        )
    }
}

/// Money that came, or was taken back, as whoever saw it move tells of it.
package struct CashMovement: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// A customer paid.
        case received
        /// The bank took a payment back: no funds, a revoked direct debit.
        case returned
        /// The processor took a payment back because the payer disputes it, and has not decided yet.
        case chargedBack = "charged-back"
        /// We paid a customer back.
        case refunded
        /// The bank could not pay a customer back after all: the money is here again, and the customer is owed it.
        case refundReturned = "refund-returned"
    }

    package var kind: Kind
    /// The bank's or the processor's own id, unique for ever: `PAY-77`, `RET-3`.
    ///
    /// It is the entry's external id in the ERP.
    package var id: String
    /// The customer; `nil` where only the documents tell whose money it is.
    package var account: String?
    /// The company whose money it is; `nil` where only the documents tell.
    package var legalEntity: String?
    /// Positive, whichever way it went.
    package var amount: Money
    /// What the bank or the processor wants for taking it back.
    package var fee: Money?
    package var movedOn: LocalDate
    package var place: CashAccount
    /// What the payer says it is for.
    package var advice: [RemittanceLine]
    /// Words of the payer that may be the numbers of documents; only billing knows which are.
    package var mentions: [String]?
    /// The payment that is taken back or paid back.
    package var original: String?
    package var reason: String?
    /// What a refund takes from; money that was never applied, unless somebody says otherwise.
    package var source: RefundSource?

    package init(
        _ kind: Kind,
        id: String,
        account: String? = nil,
        legalEntity: String? = nil,
        amount: Money,
        fee: Money? = nil,
        movedOn: LocalDate,
        place: CashAccount = .bank,
        advice: [RemittanceLine] = [],
        mentions: [String]? = nil,
        original: String? = nil,
        reason: String? = nil,
        source: RefundSource? = nil
    ) {
        self.kind = kind
        self.id = id
        self.account = account
        self.legalEntity = legalEntity
        self.amount = amount
        self.fee = fee
        self.movedOn = movedOn
        self.place = place
        self.advice = advice
        self.mentions = mentions
        self.original = original
        self.reason = reason
        self.source = source
    }

    /// A payment that names its invoice.
    package init(_ payment: Payment, place: CashAccount = .bank) {
        let line = RemittanceLine(document: payment.invoice, amount: payment.amount)
        self.init(
            .received,
            id: payment.id,
            account: payment.account.isEmpty ? nil : payment.account,
            amount: payment.amount,
            movedOn: payment.receivedOn,
            place: place,
            advice: payment.invoice.isEmpty ? [] : [line]
        )
    }
}

/// How a processor decides a chargeback.
package enum ChargebackVerdict: String, Codable, CaseIterable, Sendable {
    case won, lost
}

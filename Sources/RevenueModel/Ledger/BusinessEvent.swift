/// What happened, as far as the books are concerned; `lines()` says how it is booked.
///
/// All amounts are in the currency of the books; a document in another currency is valued before.
package enum BusinessEvent: Equatable, Sendable {
    /// Billed on terms; a negative one is a delta that takes back before it is paid.
    case invoiced(Consideration)
    /// Billed and paid in one go through a processor, which keeps its fee.
    case charged(Consideration, fee: Money)
    /// Billed and paid from the customer's credit, without any money.
    case settledFromCredit(Consideration)
    /// Taken back, and where that goes: the open receivable, the customer's credit, money to be paid back.
    case credited(Consideration, to: CreditDestination)
    /// A credit of the customer settles a receivable.
    case creditApplied(Money)
    /// Money arrived; what for is said by an application.
    case received(Money, into: CashAccount)
    /// Money that arrived settles a document.
    case applied(Settlement)
    /// Money that arrived belongs elsewhere: the customer's credit, a tax office's refund.
    case moved(Money, to: UnappliedDestination)
    /// A receipt that did not hold: the bank took it back.
    case returned(Money, from: CashAccount, fee: Money)
    /// An application is taken back, and the receivable is open again.
    case unapplied(Settlement)
    /// Money went back to the customer, valued when it came and when it went.
    case refunded(RefundSource, booked: Money, paid: Money, from: CashAccount)
    /// Service was rendered; what exceeds the deferred part was not billed yet.
    case recognised(Money, deferred: Money)
    /// A receivable is given up; `relief` is the tax that the office gives back.
    case writtenOff(Money, relief: Money)
    /// A processor took a payment back and wants a fee.
    case chargedBack(booked: Money, withdrawn: Money, fee: Money)
    case chargebackWon(booked: Money, reinstated: Money)
    case chargebackLost(booked: Money)
}

/// Where money is kept.
package enum CashAccount: String, Codable, CaseIterable, Sendable {
    case bank, clearing

    package var account: LedgerAccount {
        switch self {
        case .bank: .bank
        case .clearing: .clearing
        }
    }
}

/// How a credit is spread over the receivable, the customer's balance and a refund.
package struct CreditDestination: Codable, Equatable, Sendable {
    package var receivable: Money
    package var customerCredit: Money
    package var refund: Money

    package init(receivable: Money, customerCredit: Money, refund: Money) {
        self.receivable = receivable
        self.customerCredit = customerCredit
        self.refund = refund
    }

    /// The open receivable first; what exceeds it is kept as credit, or paid back where that was asked for.
    package init(of total: Money, open: Money, refundingRest: Bool = false) throws(MoneyError) {
        let nothing = Money.zero(total.currency)
        let offset = try total.least(open.greatest(nothing))
        let rest = try total.subtracting(offset)
        self.init(
            receivable: offset,
            customerCredit: refundingRest ? nothing : rest,
            refund: refundingRest ? rest : nothing
        )
    }
}

/// What unapplied money can become besides the settlement of an invoice.
package enum UnappliedDestination: String, Codable, CaseIterable, Sendable {
    case customerCredit = "customer-credit"
    case taxOffice = "tax-office"

    package var account: LedgerAccount {
        switch self {
        case .customerCredit: .customerCredit
        case .taxOffice: .taxPayable
        }
    }
}

/// What is paid back, and so what it reduces.
package enum RefundSource: String, Codable, CaseIterable, Sendable {
    /// Revenue that was recognised: contra revenue.
    case revenue
    /// A credit that was promised back.
    case payable
    case customerCredit = "customer-credit"
    case unappliedCash = "unapplied-cash"

    package var account: LedgerAccount {
        switch self {
        case .revenue: .refunds
        case .payable: .refundPayable
        case .customerCredit: .customerCredit
        case .unappliedCash: .unappliedCash
        }
    }
}

/// The values of one application in the currency of the books.
package struct Settlement: Codable, Equatable, Sendable {
    /// What the receivable is relieved of, at the rate of the document.
    package var relieved: Money
    /// What the money is worth, at the rate of its own day.
    package var paid: Money
    /// What is written off, at the rate of the settlement.
    package var writtenOff: Money

    package init(relieved: Money, paid: Money, writtenOff: Money) {
        self.relieved = relieved
        self.paid = paid
        self.writtenOff = writtenOff
    }

    package init(_ amount: Money) {
        self.init(relieved: amount, paid: amount, writtenOff: .zero(amount.currency))
    }

    /// Positive is a loss.
    package func exchangeDifference() throws(MoneyError) -> Money {
        try self.relieved.subtracting(self.paid).subtracting(self.writtenOff)
    }
}

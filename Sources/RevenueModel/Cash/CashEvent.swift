/// Something that happened to receivables or to money; taken in once by its id, in whatever order it comes.
package struct CashEvent: Equatable, Sendable {
    package enum Change: Equatable, Sendable {
        case issued(OpenItem, Consideration)
        case credited(CreditNote)
        case received(CashReceipt)
        /// Announced money; it settles nothing until it is confirmed.
        case announced(CashReceipt)
        case confirmed(receipt: String)
        case failed(receipt: String)
        /// A person or a rule applies what is left of a receipt.
        case applied(receipt: String, to: ApplicationTarget, Money)
        /// The bank took the money back; its documents are open again, with their own due dates.
        case returned(receipt: String, fee: Money)
        case chargedBack(receipt: String, booked: Money, withdrawn: Money, fee: Money)
        case chargebackWon(receipt: String, reinstated: Money)
        case chargebackLost(receipt: String)
        case writtenOff(document: String, relief: Money)
        case disputed(document: String, case: String, Money)
        case disputeSettled(document: String, case: String)
    }

    package let id: String
    package let change: Change

    package init(id: String, _ change: Change) {
        self.id = id
        self.change = change
    }
}

/// An event whose turn came too late, and why it cannot be carried out any more.
package struct RefusedEvent: Equatable, Sendable {
    package let event: CashEvent
    package let reason: String
}

/// A credit memo as the receivables see it.
package struct CreditNote: Codable, Equatable, Sendable {
    package var number: String
    package var document: String
    package var consideration: Consideration
    /// What exceeds the open amount is paid back instead of kept as credit.
    package var refundsRest: Bool

    package init(number: String, document: String, consideration: Consideration, refundsRest: Bool = false) {
        self.number = number
        self.document = document
        self.consideration = consideration
        self.refundsRest = refundsRest
    }
}

/// What money can be applied to.
package enum ApplicationTarget: Hashable, Codable, Sendable {
    case document(String)
    /// Money that was paid out against it.
    case receipt(String)
    case customerCredit
    case taxOffice
}

/// One use of a receipt's money.
package struct Application: Equatable, Sendable {
    package let target: ApplicationTarget
    package let amount: Money
    package let writtenOff: Money
    /// The values in the books; `nil` where nothing was booked.
    package let settlement: Settlement?
}

/// A receipt, where it stands, and what became of its money.
package struct ReceiptState: Equatable, Sendable {
    package let receipt: CashReceipt
    package internal(set) var stage: CashStage
    package internal(set) var basis: CashPlan.Basis?
    package internal(set) var applications: [Application] = []
    /// What a chargeback took, as it stands in the books.
    package internal(set) var disputed: Money?
    /// Given to no document and taken as income.
    package internal(set) var surplus: Money

    init(_ receipt: CashReceipt, stage: CashStage) {
        self.receipt = receipt
        self.stage = stage
        self.surplus = .zero(receipt.amount.currency)
    }

    package func unapplied() throws(MoneyError) -> Money {
        switch self.stage {
        case .settled, .chargedBack, .reinstated, .lost:
            let used = try Money.sum(self.applications.map(\.amount), in: self.receipt.amount.currency)
            return try self.receipt.amount.subtracting(used).subtracting(self.surplus)
        case .pending, .failed, .returned: return .zero(self.receipt.amount.currency)
        }
    }
}

/// What is to be booked for a cash event.
package struct CashPosting: Equatable, Sendable {
    /// Unique: the event's id, and a number where an event books more than once.
    package let number: String
    package let source: String
    package let legalEntity: String
    package let event: BusinessEvent
}

package import RevenueModel

/// Something that became true.
///
/// A committed change is a list of facts on one line of the state file.
///
/// Facts, not requests, are kept: replaying them needs no rule, so a state file stays readable when a rule changes.
package enum Fact: Codable, Equatable, Sendable {
    case document(Document)
    case posted(Booking)
    case answered(AnsweredKey)
    case nonce(String)
    case happened(SandboxEvent)
    /// Replaces the fault of its operation.
    case fault(Fault)
    case cleared(operation: String)
    /// This period and all before it are closed.
    case closed(period: String)
}

/// A request that was carried out, so that its repetition is answered and not done again.
package struct AnsweredKey: Codable, Equatable, Sendable {
    package let key: String
    package let request: RevenueRequest
    package let reply: RevenueReply
}

/// What a system says without being asked.
package struct SandboxEvent: Codable, Equatable, Sendable {
    package let number: Int
    package let source: String
    package let id: String
    package let type: String
    package let subject: String
    package let payment: Payment?
    package var refundReport: RefundReport?
}

/// A booking: its lines sum to zero in their currency.
package struct Booking: Codable, Equatable, Sendable {
    /// The accounts that the books have.
    package enum Account: String, Codable, CaseIterable, Sendable {
        case receivable
        case deferredRevenue = "deferred-revenue"
        case revenue
        case taxPayable = "tax-payable"
        /// Money in the bank.
        case cash
        case contractAsset = "contract-asset"
        case clearing
        case unappliedCash = "unapplied-cash"
        case customerCredit = "customer-credit"
        case refundPayable = "refund-payable"
        case refunds
        case disputesReceivable = "disputes-receivable"
        case disputeLosses = "dispute-losses"
        case paymentFees = "payment-fees"
        case badDebt = "bad-debt"
        case smallDifferences = "small-differences"
        case exchangeDifference = "exchange-difference"
    }

    /// One side of a booking: positive is debit, negative is credit.
    package struct Line: Codable, Equatable, Sendable {
        package let account: Account
        package let amount: Money
    }

    package let period: String
    /// External id of the document that caused it.
    package let document: String
    package let text: String
    package let lines: [Line]
}

/// An answer and what it makes true.
package struct Decision: Sendable {
    package var facts: [Fact]
    package var reply: RevenueReply
}

/// What an account of the general ledger is for; the configuration maps it to the ERP's own account.
package enum LedgerAccount: String, Codable, CaseIterable, Sendable {
    case bank
    /// What a processor owes us until it pays out.
    case clearing
    case receivable
    /// What was taken from us by a chargeback and may come back.
    case disputesReceivable = "disputes-receivable"
    /// Revenue that is earned and not yet billed.
    case contractAsset = "contract-asset"
    /// What was billed and is not yet earned.
    case deferredRevenue = "deferred-revenue"
    case taxPayable = "tax-payable"
    /// Credits that the customer may still use.
    case customerCredit = "customer-credit"
    /// Credits that are promised back in money.
    case refundPayable = "refund-payable"
    /// Money that arrived and belongs to no document yet.
    case unappliedCash = "unapplied-cash"
    case revenue
    /// Less revenue: what was given back after it was earned.
    case refunds
    case paymentFees = "payment-fees"
    /// Fees of chargebacks, and what a lost one costs.
    case disputeLosses = "dispute-losses"
    case badDebt = "bad-debt"
    /// Small amounts that were paid too little or too much.
    case smallDifferences = "small-differences"
    /// Realised gains and losses of exchange.
    case exchangeDifference = "exchange-difference"

    /// The side on which the account grows.
    package var grows: JournalLine.Side {
        switch self {
        case .bank, .clearing, .receivable, .disputesReceivable, .contractAsset, .refunds, .paymentFees,
            .disputeLosses, .badDebt, .smallDifferences, .exchangeDifference:
            .debit
        case .deferredRevenue, .taxPayable, .customerCredit, .refundPayable, .unappliedCash, .revenue: .credit
        }
    }
}

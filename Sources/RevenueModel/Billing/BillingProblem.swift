/// Why something is not billed or credited.
package struct BillingProblem: Codable, Equatable, Sendable, CustomStringConvertible {
    package var code: BillingCode
    /// What it is about: an amendment, a document or a line.
    package var place: String
    package var reason: String

    package init(_ code: BillingCode, at place: String, _ reason: String) {
        self.code = code
        self.place = place
        self.reason = reason
    }

    package var description: String { "\(self.place): \(self.reason) (\(self.code.rawValue))" }
}

/// Names a problem for programs.
package enum BillingCode: String, Codable, Hashable, Sendable, CaseIterable {
    case amendmentKnown = "amendment_known"
    case amendmentEmpty = "amendment_empty"
    case amendmentWithoutEffect = "amendment_without_effect"
    case beforeContract = "before_contract"
    case reversalUnknown = "reversal_unknown"
    case chargeUnknown = "charge_unknown"
    case currencyMixed = "currency_mixed"
    case nothingToDispose = "nothing_to_dispose"
    case segmentOverCredited = "segment_over_credited"
    case segmentsOverlap = "segments_overlap"
    case periodClosed = "period_closed"
    case documentUnknown = "document_unknown"
    case documentVoid = "document_void"
    case documentRepaired = "document_repaired"
    case documentPaid = "document_paid"
    case documentOnHold = "document_on_hold"
    case higherThanRemainingLine = "higher_than_remaining_line"
    case higherThanRemainingInvoice = "higher_than_remaining_invoice"
    case cannotRefundUnpaid = "cannot_refund_unpaid"
    case doesNotMatchItems = "does_not_match_items"
    case amountMustBePositive = "amount_must_be_positive"
    case allocatedTwice = "allocated_twice"
    case allocatedTooMuch = "allocated_too_much"
}

/// Why a calculation has no result.
package enum BillingError: Error, Equatable, Sendable, CustomStringConvertible {
    case refused([BillingProblem])
    case money(MoneyError)

    package var description: String {
        switch self {
        case .refused(let problems): problems.map(\.description).joined(separator: "\n")
        case .money(let error): error.description
        }
    }

    /// Runs arithmetic and reports its error as one of billing.
    static func counting<Value>(_ body: () throws(MoneyError) -> Value) throws(Self) -> Value {
        do { return try body() } catch { throw .money(error) }
    }
}

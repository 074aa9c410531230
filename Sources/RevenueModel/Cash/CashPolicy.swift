/// How money is applied where nobody says it.
package struct CashPolicy: Codable, Equatable, Sendable {
    /// What becomes of money that exceeds what it pays.
    package enum Overpayment: String, Codable, CaseIterable, Sendable {
        /// It waits for the next document; what Skald does unless told otherwise.
        case keepUnapplied = "keep-unapplied"
        /// Small surpluses, within the tolerance, are income; the rest waits.
        case writeOffWithinTolerance = "write-off-within-tolerance"
        case writeOff = "write-off"
        /// It becomes the customer's credit.
        case customerCredit = "customer-credit"
    }

    /// What becomes of money that matches no document.
    package enum Unmatched: String, Codable, CaseIterable, Sendable {
        /// What Skald does unless told otherwise.
        case oldestFirst = "oldest-first"
        case keepUnapplied = "keep-unapplied"
    }

    package var overpayment: Overpayment
    package var unmatched: Unmatched
    /// Up to which a shortage is written off, by currency; none for a currency that is not named.
    package var tolerance: [Currency: Money]

    package init(
        overpayment: Overpayment = .keepUnapplied,
        unmatched: Unmatched = .oldestFirst,
        tolerance: [Currency: Money] = [:]
    ) {
        self.overpayment = overpayment
        self.unmatched = unmatched
        self.tolerance = tolerance
    }

    func tolerates(_ difference: Money) -> Bool {
        guard let most = self.tolerance[difference.currency] else { return false }
        return difference.isPositive && difference.minorUnits <= most.minorUnits
    }
}

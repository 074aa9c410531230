/// What a receipt pays, and which rule found it.
package struct CashPlan: Codable, Equatable, Sendable {
    package enum Basis: String, Codable, CaseIterable, Sendable {
        /// The payer said so.
        case remittance
        /// One document is open with exactly this amount.
        case exactAmount = "exact-amount"
        /// One set of documents, and no other, sums to this amount.
        case uniqueCombination = "unique-combination"
        /// One document is open with a little more.
        case withinTolerance = "within-tolerance"
        case oldestFirst = "oldest-first"
        case none
    }

    /// What one document gets.
    package struct Allocation: Codable, Equatable, Sendable {
        package var document: String
        package var amount: Money
        /// A tolerated shortage, which settles the document.
        package var writtenOff: Money
        /// A shortage beyond the tolerance, which somebody has to settle with the customer.
        package var deduction: Money
    }

    package var basis: Basis
    package var allocations: [Allocation]
    /// What no document gets and the policy keeps unapplied.
    package var unapplied: Money
    /// A surplus that the policy takes as income.
    package var surplus: Money
    /// A surplus that the policy gives to the customer as credit.
    package var customerCredit: Money
}

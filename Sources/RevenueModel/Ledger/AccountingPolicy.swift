/// What a company decides about its books; the defaults are what Skald does unless told otherwise.
package struct AccountingPolicy: Codable, Equatable, Sendable {
    /// What becomes of the tax in a receivable that is given up.
    package enum BadDebtTax: String, Codable, CaseIterable, Sendable {
        /// The gross amount is an expense and the tax stays payable.
        case gross
        /// The office gives it back.
        case relief
    }

    package var closeRule: CloseRule
    package var cash: CashPolicy
    package var treatment: TreatmentPolicy
    package var granularity: RevenueGranularity
    package var residual: Residual
    package var ramp: Ramp.Rule
    package var badDebtTax: BadDebtTax

    package init(
        closeRule: CloseRule = .redate,
        cash: CashPolicy = CashPolicy(),
        treatment: TreatmentPolicy = TreatmentPolicy(),
        granularity: RevenueGranularity = .day,
        residual: Residual = .last,
        ramp: Ramp.Rule = .straightLine,
        badDebtTax: BadDebtTax = .gross
    ) {
        self.closeRule = closeRule
        self.cash = cash
        self.treatment = treatment
        self.granularity = granularity
        self.residual = residual
        self.ramp = ramp
        self.badDebtTax = badDebtTax
    }

    /// A write-off of a receivable with its tax, as the policy books it.
    package func writeOff(_ gross: Money, tax: Money) -> BusinessEvent {
        switch self.badDebtTax {
        case .gross: .writtenOff(gross, relief: .zero(gross.currency))
        case .relief: .writtenOff(gross, relief: tax)
        }
    }
}

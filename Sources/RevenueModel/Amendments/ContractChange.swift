/// One thing that an amendment changes, from its effective date on.
///
/// Where a charge may be `nil`, all recurring charges are meant.
package enum ContractChange: Codable, Equatable, Sendable {
    /// Sells something more; it ends with the contract unless its line says otherwise.
    ///
    /// With `coTerminatesWith`, it takes the billing periods of that charge, so that both renew on one day.
    case add(line: ContractLine, coTerminatesWith: String?)
    case setQuantity(charge: String, to: Decimal)
    case setPrice(charge: String, to: Money)
    case setDiscount(charge: String, to: Discount?)
    /// Ends one charge and begins another in its place.
    case replace(charge: String, by: ContractLine)
    /// Another billing period, at another price.
    case setCycle(charge: String, to: BillingCycle, unitPrice: Money, anchor: AnchorRule?)
    case setAnchor(charge: String?, to: AnchorRule)
    /// Extends or shortens the term, and what ends with it.
    case setTermEnd(until: LocalDate)
    /// Ends the term on the effective date and begins a new one there.
    case renew(until: LocalDate)
    case cancel(charge: String?)
    case pause(charge: String?)
    case resume(charge: String?, anchor: AnchorRule?)
    /// Somebody else pays from now on; what was credited stays with the one who paid it.
    case transfer(payer: String, anchor: AnchorRule?)
    /// Several steps of quantity or price, each from its own day.
    case ramp(charge: String, steps: [RampStep])
}

/// One step of a ramp.
package struct RampStep: Codable, Equatable, Sendable {
    package var from: LocalDate
    package var quantity: Decimal?
    package var unitPrice: Money?

    package init(from: LocalDate, quantity: Decimal? = nil, unitPrice: Money? = nil) {
        self.from = from
        self.quantity = quantity
        self.unitPrice = unitPrice
    }
}

/// Where billing periods begin after a change.
package enum AnchorRule: Codable, Equatable, Sendable {
    /// Where they began before; the default.
    case keep
    /// On the day of the change.
    case reset
    /// On that day of the month.
    case day(of: Int)

    func calendar(_ cycle: BillingCycle, before: BillingCalendar, from day: LocalDate) -> BillingCalendar {
        switch self {
        case .keep: BillingCalendar(cycle: cycle, anchor: before.anchor, anchorDay: before.anchorDay)
        case .reset: BillingCalendar(cycle: cycle, anchor: day)
        case .day(let number):
            BillingCalendar(cycle: cycle, anchor: day.adding(months: 0, anchorDay: number), anchorDay: number)
        }
    }
}

/// A recurring charge as metrics see it: its price, not what was billed for a part of a period.
package struct RecurringLine: Codable, Equatable, Sendable {
    package var customer: String
    package var quantity: Decimal
    package var unitPrice: Money
    /// Months that the unit price is for: 1, 3, 12.
    package var months: Int

    package init(customer: String, quantity: Decimal, unitPrice: Money, months: Int) {
        self.customer = customer
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.months = months
    }

    /// Of one month, exactly, in minor units.
    func monthly() throws(MoneyError) -> Ratio {
        let price = Ratio(whole: self.unitPrice.minorUnits)
        return try Ratio(self.quantity).multiplied(by: price).divided(by: Ratio(whole: self.months))
    }

    /// Of a whole term, rounded once.
    package func total(of months: Int) throws(MoneyError) -> Money {
        let amount = try self.monthly().multiplied(by: Ratio(whole: months))
        return Money(minorUnits: amount.rounded(), self.unitPrice.currency)
    }
}

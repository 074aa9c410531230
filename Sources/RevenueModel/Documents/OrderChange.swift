/// What an amendment changes in a sales order.
///
/// Only deltas: what stands there already is never replaced.
package struct OrderChange: Codable, Equatable, Sendable {
    /// Unique for ever: `AMD-7:1`.
    ///
    /// The order remembers it, so that a repetition changes nothing.
    package var number: String
    /// The sales order's external id.
    package var order: String
    package var effectiveOn: LocalDate
    package var lines: [OrderDelta]

    package init(number: String, order: String, effectiveOn: LocalDate, lines: [OrderDelta]) {
        self.number = number
        self.order = order
        self.effectiveOn = effectiveOn
        self.lines = lines
    }
}

/// One line that is added to an order; what is taken away has a negative quantity.
package struct OrderDelta: Codable, Equatable, Sendable {
    /// The line's number in the order, not used there yet.
    package var number: Int
    /// The line that it corrects; `nil` when it sells something new.
    package var corrects: Int?
    package var item: String
    package var description: String
    /// Negative when less is sold.
    package var quantity: Decimal
    package var unitPrice: Money
    /// Before tax; negative when less is sold.
    package var amount: Money
    package var obligation: String
    package var from: LocalDate
    /// The day after the last day of service.
    package var until: LocalDate

    package init(
        number: Int,
        corrects: Int? = nil,
        item: String,
        description: String,
        quantity: Decimal,
        unitPrice: Money,
        amount: Money,
        obligation: String,
        from: LocalDate,
        until: LocalDate
    ) {
        self.number = number
        self.corrects = corrects
        self.item = item
        self.description = description
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.amount = amount
        self.obligation = obligation
        self.from = from
        self.until = until
    }
}

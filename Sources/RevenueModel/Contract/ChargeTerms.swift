/// What is agreed for one charge, for as long as nothing changes.
package struct ChargeTerms: Codable, Equatable, Sendable {
    /// The catalog's name for what is sold.
    package var item: String
    package var quantity: Decimal
    /// Price of one for one whole billing period, before discount and tax.
    package var unitPrice: Money
    package var discount: Discount?
    package var calendar: BillingCalendar
    package var timing: BillingTiming
    /// Where tax is due, and at which rate: `DE-19`; `nil` when none is.
    package var taxCode: String?
    /// Who pays this charge; `nil` for the contract's own payer.
    package var payer: String?
    /// Price of one for one period when sold alone, for revenue recognition.
    package var standalonePrice: Money?
    /// What is promised to the customer, for revenue recognition.
    package var obligation: String?

    package init(
        item: String,
        quantity: Decimal = Decimal(1),
        unitPrice: Money,
        discount: Discount? = nil,
        calendar: BillingCalendar,
        timing: BillingTiming = .advance,
        taxCode: String? = nil,
        payer: String? = nil,
        standalonePrice: Money? = nil,
        obligation: String? = nil
    ) {
        self.item = item
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.discount = discount
        self.calendar = calendar
        self.timing = timing
        self.taxCode = taxCode
        self.payer = payer
        self.standalonePrice = standalonePrice
        self.obligation = obligation
    }

    /// Whether both bill the same: what only revenue recognition reads does not count.
    package func billsAs(_ other: Self) -> Bool {
        self.unitPrice == other.unitPrice && self.quantity == other.quantity && self.calendar == other.calendar
            && self.discount == other.discount && self.timing == other.timing && self.taxCode == other.taxCode
            && self.payer == other.payer && self.item == other.item
    }

    /// The price of one whole period after discount: an exact number of minor units.
    package func periodPrice() throws(MoneyError) -> Ratio {
        let list = try Ratio(whole: self.unitPrice.minorUnits).multiplied(by: Ratio(self.quantity))
        return try self.discount?.reduce(list) ?? list
    }
}

/// When a period is billed.
package enum BillingTiming: String, Codable, Hashable, Sendable {
    /// On its first day.
    case advance
    /// On the day after its last one.
    case arrears
}

/// What is taken off a line's price in each period.
package enum Discount: Codable, Equatable, Sendable {
    /// A part of the price: `25/100`.
    case share(of: Ratio)
    /// An amount for a whole period; parts of the period get their part of it.
    case amount(off: Money)

    /// Never less than nothing is left of a price, and never more than it is taken from a negative one.
    func reduce(_ price: Ratio) throws(MoneyError) -> Ratio {
        switch self {
        case .share(let part): return try price.multiplied(by: Ratio.one.subtracting(part))
        case .amount(let money):
            let rest = try price.subtracting(Ratio(whole: money.minorUnits))
            return price > .zero ? max(rest, .zero) : price
        }
    }
}

/// Monthly recurring revenue by customer, in one currency, at one moment.
package struct RecurringRevenue: Codable, Equatable, Sendable {
    package let currency: Currency
    package let monthly: [String: Money]
    /// Twelve months, from what is exact: a price of 50000.00 a year is no 50000.04.
    package let annual: [String: Money]

    /// Rounded once a customer.
    package init(_ lines: [RecurringLine], in currency: Currency) throws(MoneyError) {
        var exact: [String: Ratio] = [:]
        for line in lines where line.unitPrice.currency == currency {
            exact[line.customer] = try line.monthly().adding(exact[line.customer] ?? .zero)
        }
        try self.init(exact, currency)
    }

    /// What is agreed on a day, discounts taken off; a transfer moves it from one payer to the other.
    package init(_ version: ContractVersion, on day: LocalDate, in currency: Currency) throws(MoneyError) {
        var exact: [String: Ratio] = [:]
        for timeline in version.charges where timeline.kind == .recurring {
            guard let terms = timeline.terms(on: day) else { continue }
            let monthly = try terms.periodPrice().multiplied(by: terms.calendar.cycle.perMonth())
            let payer = terms.payer ?? version.payer
            exact[payer] = try monthly.adding(exact[payer] ?? .zero)
        }
        try self.init(exact, currency)
    }

    private init(_ exact: [String: Ratio], _ currency: Currency) throws(MoneyError) {
        var (monthly, annual): ([String: Money], [String: Money]) = ([:], [:])
        for (customer, amount) in exact {
            let year = try amount.multiplied(by: Ratio(whole: 12))
            monthly[customer] = Money(minorUnits: amount.rounded(), currency)
            annual[customer] = Money(minorUnits: year.rounded(), currency)
        }
        self.currency = currency
        self.monthly = monthly.filter { !$0.value.isZero }
        self.annual = annual.filter { !$0.value.isZero }
    }

    package func total() throws(MoneyError) -> Money { try Money.sum(self.monthly.values, in: self.currency) }
    package func totalAnnual() throws(MoneyError) -> Money { try Money.sum(self.annual.values, in: self.currency) }
}

/// How recurring revenue came from one moment to another, customer by customer.
package struct RecurringBridge: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case new, expansion, contraction, churn, reactivation
    }

    package struct Movement: Codable, Equatable, Sendable {
        package let customer: String
        package let kind: Kind
        package let amount: Money
    }

    package let opening: Money
    package let movements: [Movement]
    package let closing: Money

    /// Ending one of several subscriptions is contraction; churn is a customer who has none left.
    ///
    /// The return of a customer who is `known`, who ever had any, is a reactivation.
    package init(
        from before: RecurringRevenue,
        to after: RecurringRevenue,
        known: Set<String> = []
    ) throws(MoneyError) {
        let nothing = Money.zero(before.currency)
        var movements: [Movement] = []
        for customer in Set(before.monthly.keys).union(after.monthly.keys).sorted() {
            let (old, new) = (before.monthly[customer] ?? nothing, after.monthly[customer] ?? nothing)
            let amount = try new.subtracting(old)
            guard !amount.isZero else { continue }
            let kind = Self.kind(from: old, to: new, isKnown: known.contains(customer))
            movements.append(Movement(customer: customer, kind: kind, amount: amount))
        }
        self.opening = try before.total()
        self.movements = movements
        self.closing = try after.total()
    }

    private static func kind(from old: Money, to new: Money, isKnown: Bool) -> Kind {
        if old.isZero { return isKnown ? .reactivation : .new }
        if new.isZero { return .churn }
        return new.minorUnits > old.minorUnits ? .expansion : .contraction
    }

    package func total(of kind: Kind) throws(MoneyError) -> Money {
        try Money.sum(self.movements.filter { $0.kind == kind }.map(\.amount), in: self.opening.currency)
    }

    /// What the movements leave unexplained; nothing, when the bridge foots.
    package func gap() throws(MoneyError) -> Money {
        let moved = try Money.sum(self.movements.map(\.amount), in: self.opening.currency)
        return try self.closing.subtracting(self.opening).subtracting(moved)
    }
}

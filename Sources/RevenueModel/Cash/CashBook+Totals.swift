extension CashBook {
    /// What documents ask for, in their own currency.
    package func open(in currency: Currency, of customer: String? = nil) throws(MoneyError) -> Money {
        var total = Money.zero(currency)
        for item in self.items.values where item.gross.currency == currency {
            if customer == nil || item.customer == customer { total = try total.adding(item.open()) }
        }
        return total
    }

    package func unapplied(in currency: Currency, of customer: String? = nil) throws(MoneyError) -> Money {
        var total = Money.zero(currency)
        for state in self.receipts.values where state.receipt.amount.currency == currency {
            if customer == nil || state.receipt.customer == customer { total = try total.adding(state.unapplied()) }
        }
        return total
    }

    package func credit(in currency: Currency, of customer: String? = nil) throws(MoneyError) -> Money {
        let credits = self.customerCredit.filter { customer == nil || $0.key == customer }
        return try Money.sum(credits.values.compactMap { $0[currency] }, in: currency)
    }

    /// What the customer owes: open documents less money and credit not used yet; negative when we owe.
    package func balance(in currency: Currency, of customer: String? = nil) throws(MoneyError) -> Money {
        try self.open(in: currency, of: customer)
            .subtracting(self.unapplied(in: currency, of: customer))
            .subtracting(self.credit(in: currency, of: customer))
    }

    /// What may be asked for now: disputed parts are left out.
    package func collectible(in currency: Currency, of customer: String) throws(MoneyError) -> Money {
        var total = Money.zero(currency)
        for item in self.items.values where item.customer == customer && item.gross.currency == currency {
            total = try total.adding(item.collectible())
        }
        return total
    }

    /// What may be asked for and is due.
    package func overdue(
        on day: LocalDate,
        in currency: Currency,
        of customer: String
    ) throws(MoneyError) -> Money {
        var total = Money.zero(currency)
        for item in self.items.values where item.customer == customer && item.gross.currency == currency {
            if item.dueOn < day { total = try total.adding(item.collectible()) }
        }
        return total
    }
}

extension CaseCredit {
    /// What the credit takes back, by where it belongs in the books: deferred revenue first.
    package func consideration() throws(BillingError) -> Consideration {
        let draft = try self.draft()
        return try BillingError.counting { () throws(MoneyError) in
            let nothing = Money.zero(draft.total.currency)
            var sum = Consideration(earned: nothing, deferred: nothing, tax: nothing)
            for line in draft.lines {
                let left = try self.deferredLeft(line.segment) ?? nothing
                let part = try Consideration(crediting: line.net, tax: line.tax, deferredLeft: left)
                sum.earned = try sum.earned.adding(part.earned)
                sum.deferred = try sum.deferred.adding(part.deferred)
                sum.tax = try sum.tax.adding(part.tax)
            }
            return sum
        }
    }

    /// The entry that moves the recognised part from deferred revenue to revenue; `nil` where all was deferred.
    ///
    /// The credit memo takes its whole amount out of deferred revenue: the ERP does not know how much is left there.
    package func adjustment() throws(BillingError) -> JournalEntry? {
        let earned = try self.consideration().earned
        guard earned.isPositive else { return nil }
        return try BillingError.counting { () throws(MoneyError) in
            var lines = JournalLines()
            try lines.debit(.revenue, earned)
            try lines.credit(.deferredRevenue, earned)
            return JournalEntry(
                number: "\(self.number):2",
                legalEntity: self.standing.invoice.legalEntity,
                postedOn: self.postedOn,
                memo: "recognised part of \(self.number) for \(self.standing.invoice.number)",
                lines: lines.lines
            )
        }
    }

    private func deferredLeft(_ segment: String) throws(MoneyError) -> Money? {
        guard let line = self.standing.invoice.lines.first(where: { self.standing.segment($0.number) == segment })
        else { return nil }
        let credits = self.standing.credits.filter { $0.line == line.number }.map { (on: $0.postedOn, net: $0.net) }
        return try line.deferredLeft(in: AccountingPeriod(containing: self.postedOn), after: credits)
    }
}

extension InvoiceLine {
    /// What of the line is still deferred at the start of a period: recognised are all periods before it.
    ///
    /// An earlier credit took from what was deferred then, and the rest was spread over the days that were left.
    package func deferredLeft(
        in period: AccountingPeriod,
        after credits: [(on: LocalDate, net: Money)]
    ) throws(MoneyError) -> Money {
        guard let service = Interval(from: self.from, until: self.until) else {
            return AccountingPeriod(containing: self.from) < period ? .zero(self.amount.currency) : self.amount
        }
        var left = Ratio(whole: self.amount.minorUnits)
        var reached = service.from
        for credit in credits.sorted(by: { $0.on < $1.on }) where AccountingPeriod(containing: credit.on) <= period {
            let start = AccountingPeriod(containing: credit.on).first
            left = try left.multiplied(by: service.shareLeft(on: start, after: reached))
            reached = max(reached, start)
            let taken = min(Ratio(whole: credit.net.minorUnits), left)
            left = try left.subtracting(taken)
        }
        left = try left.multiplied(by: service.shareLeft(on: period.first, after: reached))
        return Money(minorUnits: left.rounded(), self.amount.currency)
    }
}

extension Interval {
    /// The share of the days from one day on that is left on a later one.
    fileprivate func shareLeft(on day: LocalDate, after reached: LocalDate) throws(MoneyError) -> Ratio {
        guard day > reached, reached < self.until else { return .one }
        guard day < self.until else { return .zero }
        return try Ratio(day.days(until: self.until), over: max(reached, self.from).days(until: self.until))
    }
}

/// A contract as revenue sees it: versions of obligations, what each is paid for, and when it is earned.
///
/// A modification never touches an earlier version; it cuts its streams at its own day and adds streams of its own.
package struct RevenueArrangement: Equatable, Sendable {
    /// What was promised from a day on, and the share of each promise in what was to be earned then.
    package struct Version: Equatable, Sendable {
        package let from: LocalDate?
        package let decision: TreatmentDecision?
        package internal(set) var obligations: [PerformanceObligation]
        /// By obligation.
        package internal(set) var amounts: [String: Money]
    }

    package let currency: Currency
    package internal(set) var price: Money
    package internal(set) var versions: [Version]
    /// What is earned, in the order it was agreed.
    package internal(set) var streams: [RevenueStream]

    /// Allocates the price by what each obligation costs alone, or as given.
    package init(
        price: Money,
        obligations: [PerformanceObligation],
        allocated: [Money]? = nil
    ) throws(MoneyError) {
        let standalone = obligations.map(\.standalone)
        let relative = try PriceAllocation.relative(price, standalone: standalone)
        let amounts = allocated ?? relative
        self.currency = price.currency
        self.price = price
        self.streams = zip(obligations, amounts).map {
            RevenueStream(obligation: $0.id, amount: $1, pattern: $0.pattern)
        }
        let shares = Dictionary(zip(obligations.map(\.id), amounts)) { first, _ in first }
        self.versions = [Version(from: nil, decision: nil, obligations: obligations, amounts: shares)]
    }

    /// What each obligation is paid in all, in the order they were promised.
    package func allocation() throws(MoneyError) -> [(obligation: String, amount: Money)] {
        var totals: [(obligation: String, amount: Money)] = []
        for id in self.obligations {
            totals.append((id, try self.total(of: id)))
        }
        return totals
    }

    /// Every obligation that was ever promised, the first one first.
    package var obligations: [String] {
        var seen: Set<String> = []
        return self.versions.flatMap(\.obligations).map(\.id).filter { seen.insert($0).inserted }
    }

    func total(of id: String) throws(MoneyError) -> Money {
        try Money.sum(self.streams.filter { $0.obligation == id }.map(\.amount), in: self.currency)
    }

    package func schedules(residual: Residual = .last) throws(MoneyError) -> [RevenueSchedule] {
        var schedules: [RevenueSchedule] = []
        for id in self.obligations { schedules.append(try self.schedule(of: id, residual: residual)) }
        return schedules
    }

    package func schedule(of id: String, residual: Residual = .last) throws(MoneyError) -> RevenueSchedule {
        try RevenueSchedule(
            obligation: id,
            version: self.versions.count,
            streams: self.streams.filter { $0.obligation == id },
            currency: self.currency,
            residual: residual
        )
    }

    /// What is earned before a day.
    package func earned(before day: LocalDate, of id: String? = nil) throws(MoneyError) -> Money {
        var sum = Money.zero(self.currency)
        for stream in self.streams where id == nil || stream.obligation == id {
            sum = try sum.adding(stream.earned(before: day))
        }
        return sum
    }

    package func unearned(from day: LocalDate) throws(MoneyError) -> Money {
        try self.price.subtracting(self.earned(before: day))
    }
}

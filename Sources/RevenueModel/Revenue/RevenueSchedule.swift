/// The revenue of one obligation by period, in one version.
package struct RevenueSchedule: Codable, Equatable, Sendable {
    /// What one period gets.
    package struct Line: Codable, Equatable, Sendable {
        package let period: AccountingPeriod
        /// The last day of service in it, on which it is booked.
        package let day: LocalDate
        package let amount: Money
    }

    package let obligation: String
    package let version: Int
    package let total: Money
    package let lines: [Line]

    /// One rounding a line; the residual rule says which line takes what is left of the total.
    package init(
        obligation: String,
        version: Int,
        streams: [RevenueStream],
        currency: Currency,
        residual: Residual = .last
    ) throws(MoneyError) {
        var exact: [AccountingPeriod: (day: LocalDate, amount: Ratio)] = [:]
        for stream in streams {
            let amount = Ratio(whole: stream.amount.minorUnits)
            for part in try stream.pattern.parts() {
                let period = AccountingPeriod(containing: part.day)
                let before = exact[period]
                let sum = try amount.multiplied(by: part.weight).adding(before?.amount ?? .zero)
                exact[period] = (max(part.day, before?.day ?? part.day), sum)
            }
        }
        let periods = exact.sorted { $0.key < $1.key }
        let amounts = try Self.rounded(periods.map(\.value.amount), residual)
        self.obligation = obligation
        self.version = version
        self.total = try Money.sum(streams.map(\.amount), in: currency)
        self.lines = zip(periods, amounts).map { entry, minor in
            Line(period: entry.key, day: entry.value.day, amount: Money(minorUnits: minor, currency))
        }
    }

    /// Rounds exact lines, which together stay the rounded sum of what is scheduled.
    private static func rounded(_ exact: [Ratio], _ residual: Residual) throws(MoneyError) -> [Int] {
        var sum = Ratio.zero
        var growth: [Int] = []
        for amount in exact {
            let next = try sum.adding(amount)
            growth.append(next.rounded() - sum.rounded())
            sum = next
        }
        var amounts = exact.map { $0.rounded() }
        let left = sum.rounded() - amounts.reduce(0, +)
        switch residual {
        case .last: if let place = exact.lastIndex(where: { $0 != .zero }) { amounts[place] += left }
        case .first: if let place = exact.firstIndex(where: { $0 != .zero }) { amounts[place] += left }
        case .largestRemainder, .cumulative: amounts = growth
        }
        return amounts
    }

    /// The same total, with all periods that are over by a day as an earlier version has them.
    ///
    /// Both were rounded by themselves; the cent between them belongs to the period of the change.
    func keeping(_ earlier: Self?, before day: LocalDate) throws(MoneyError) -> Self {
        let kept = (earlier?.lines ?? []).filter { $0.period.last < day }
        var later = self.lines.filter { $0.period.last >= day }
        let rest = try self.total.subtracting(.sum((kept + later).map(\.amount), in: self.total.currency))
        if let first = later.first {
            later[0] = Line(period: first.period, day: first.day, amount: try first.amount.adding(rest))
        } else if !rest.isZero {
            later = [Line(period: AccountingPeriod(containing: day), day: day, amount: rest)]
        }
        return Self(obligation: self.obligation, version: self.version, total: self.total, lines: kept + later)
    }

    private init(obligation: String, version: Int, total: Money, lines: [Line]) {
        self.obligation = obligation
        self.version = version
        self.total = total
        self.lines = lines
    }

    package func amount(in period: AccountingPeriod) -> Money {
        self.lines.first { $0.period == period }?.amount ?? .zero(self.total.currency)
    }

    /// What is recognised when the period is over.
    package func recognised(through period: AccountingPeriod) throws(MoneyError) -> Money {
        try Money.sum(self.lines.filter { $0.period <= period }.map(\.amount), in: self.total.currency)
    }

    /// What is still to be recognised then.
    package func deferred(after period: AccountingPeriod) throws(MoneyError) -> Money {
        try self.total.subtracting(self.recognised(through: period))
    }
}

extension RevenueSchedule {
    /// What has to be posted to come from this version to another, when all periods before `firstOpen` are closed.
    ///
    /// What closed periods would have got differently is caught up in the first open one.
    package func delta(to next: Self, firstOpen: AccountingPeriod) throws(MoneyError) -> [Line] {
        var amounts: [AccountingPeriod: Money] = [:]
        let nothing = Money.zero(self.total.currency)
        for line in next.lines {
            let period = max(line.period, firstOpen)
            amounts[period] = try (amounts[period] ?? nothing).adding(line.amount)
        }
        for line in self.lines {
            let period = max(line.period, firstOpen)
            amounts[period] = try (amounts[period] ?? nothing).subtracting(line.amount)
        }
        return amounts.filter { !$0.value.isZero }.sorted { $0.key < $1.key }.map { period, amount in
            Line(period: period, day: period.last, amount: amount)
        }
    }
}

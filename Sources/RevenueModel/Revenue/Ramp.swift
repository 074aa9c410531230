/// A price that rises by agreement, interval by interval.
package struct Ramp: Codable, Equatable, Sendable {
    package struct Step: Codable, Equatable, Sendable {
        package var service: Interval
        package var price: Money

        package init(service: Interval, price: Money) {
            self.service = service
            self.price = price
        }
    }

    package enum Rule: String, Codable, CaseIterable, Sendable {
        /// One series of the same service: each day the same; what Skald does unless told otherwise.
        case straightLine = "straight-line"
        /// Each price is what its interval costs alone.
        case perInterval = "per-interval"
    }

    package var obligation: String
    /// In order, without a gap.
    package var steps: [Step]

    package init(obligation: String, steps: [Step]) {
        self.obligation = obligation
        self.steps = steps
    }

    /// The streams of revenue; what they earn ahead of the bills is a contract asset.
    package func streams(
        _ rule: Rule = .straightLine,
        _ granularity: RevenueGranularity = .day
    ) throws(MoneyError) -> [RevenueStream] {
        guard let first = self.steps.first, let last = self.steps.last else { return [] }
        switch rule {
        case .straightLine:
            guard let whole = Interval(from: first.service.from, until: last.service.until) else { return [] }
            let price = try Money.sum(self.steps.map(\.price), in: first.price.currency)
            let pattern = EarningPattern.ratable(whole, granularity)
            return [RevenueStream(obligation: self.obligation, amount: price, pattern: pattern)]
        case .perInterval:
            return self.steps.map {
                RevenueStream(
                    obligation: self.obligation,
                    amount: $0.price,
                    pattern: .ratable($0.service, granularity)
                )
            }
        }
    }
}

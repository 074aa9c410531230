/// Which rate a tax code has from which day on.
package struct TaxTable: Codable, Equatable, Sendable {
    package var rates: [TaxRate]

    package static let none = Self(rates: [])

    package init(rates: [TaxRate]) { self.rates = rates }

    /// The rate of a code on a day; nothing when the code is not listed.
    package func rate(of code: String?, on day: LocalDate) -> Ratio {
        let known = self.rates.filter { $0.code == code && $0.from <= day }
        return known.max { $0.from < $1.from }?.rate ?? .zero
    }

    /// The tax on a line: one entry, or one for each rate that holds within its time.
    ///
    /// The net amount is shared by days first, so that the parts sum to it.
    package func tax(
        on net: Money,
        code: String?,
        during time: Interval,
        _ policy: BillingPolicy
    ) throws(MoneyError) -> [TaxLine] {
        guard let code else { return [] }
        let parts = self.parts(of: time, code)
        let shares = try net.split(by: parts.map(\.days), residual: policy.residual)
        var lines: [TaxLine] = []
        for (part, base) in zip(parts, shares) {
            let rate = self.rate(of: code, on: part.from)
            lines.append(
                TaxLine(
                    code: code,
                    rate: rate,
                    time: part,
                    amount: try base.multiplied(by: rate, rounding: policy.rounding)
                )
            )
        }
        return lines
    }

    private func parts(of time: Interval, _ code: String) -> [Interval] {
        let days = self.rates.filter { $0.code == code && time.contains($0.from) && $0.from > time.from }.map(\.from)
        var (parts, rest): ([Interval], Interval?) = ([], time)
        for day in days.sorted() {
            guard let pieces = rest?.split(at: day) else { break }
            if let before = pieces.before { parts.append(before) }
            rest = pieces.after
        }
        if let rest { parts.append(rest) }
        return parts
    }
}

/// The rate of a tax code from a day on.
package struct TaxRate: Codable, Equatable, Sendable {
    package var code: String
    package var from: LocalDate
    package var rate: Ratio

    package init(code: String, from: LocalDate, rate: Ratio) {
        self.code = code
        self.from = from
        self.rate = rate
    }
}

/// Tax on a line, computed here or told by a tax engine.
package struct TaxLine: Codable, Equatable, Sendable {
    package var code: String
    /// `nil` when a tax engine told the amount alone.
    package var rate: Ratio?
    package var time: Interval?
    package var amount: Money

    package init(code: String, rate: Ratio? = nil, time: Interval? = nil, amount: Money) {
        self.code = code
        self.rate = rate
        self.time = time
        self.amount = amount
    }
}

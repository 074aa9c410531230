import RevenueModel
import Testing

/// Checks rows of arguments and results against the pure parts of the model.
struct CaseTables {
    let policy: BillingPolicy
    let currency: Currency

    func check(_ step: CaseStep) throws {
        let rows = try #require(step.table)
        let compute = try self.function(#require(step.number))
        let results = try rows.map { try compute($0) }
        #expect(results == step.expect?.values)
    }

    private func function(_ name: String) throws -> ([String]) throws -> String {
        switch name {
        case "share": { try self.share($0) }
        case "seconds": { try self.seconds($0) }
        case "periods": { try self.periods($0) }
        case "price": { try self.price($0) }
        case "cycles": { try self.cycles($0) }
        case "calendar": { try self.calendar($0) }
        case "days": { try "\(self.interval($0[0], $0[1]).days)" }
        case "cap": { try self.cap($0) }
        case "split": { try self.split($0) }
        default: throw CaseError.unknown(name)
        }
    }

    private func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

    private func interval(_ from: String, _ until: String) throws -> Interval {
        try #require(Interval(from: self.day(from), until: self.day(until)))
    }

    private func money(_ text: String) throws -> Money { try Money(decimal: text, self.currency) }

    /// Price, part, period → amount.
    private func share(_ row: [String]) throws -> String {
        let part = try self.interval(row[1], row[2])
        let ratio = try Prorator(self.policy).share(of: part, in: self.interval(row[3], row[4]))
        return try self.money(row[0]).multiplied(by: ratio).decimal
    }

    /// Price, elapsed seconds, all seconds → amount.
    private func seconds(_ row: [String]) throws -> String {
        let ratio = try Prorator(self.policy).share(ofSeconds: #require(Int(row[1])), of: #require(Int(row[2])))
        return try self.money(row[0]).multiplied(by: ratio).decimal
    }

    private func monthly(_ row: [String]) throws -> Ratio {
        let calendar = BillingCalendar(cycle: .month, anchor: try self.day(row[2]))
        return try Prorator(self.policy).periods(in: self.interval(row[0], row[1]), calendar)
    }

    /// From, until, anchor → number of months.
    private func periods(_ row: [String]) throws -> String { try self.monthly(row).description }

    /// From, until, anchor, price of a month → amount.
    private func price(_ row: [String]) throws -> String {
        try self.money(row[3]).multiplied(by: self.monthly(row)).decimal
    }

    /// From, until, anchor, period → the share of each billing period that is touched.
    private func cycles(_ row: [String]) throws -> String {
        let time = try self.interval(row[0], row[1])
        let calendar = BillingCalendar(cycle: try #require(BillingCycle(row[3])), anchor: try self.day(row[2]))
        let shares = try calendar.periods(touching: time)
            .map { period in
                let part = try #require(period.intersection(time))
                return part == period ? "1" : "\(part.days)/\(period.days)"
            }
        return shares.joined(separator: " + ")
    }

    /// Anchor, period, count → boundaries.
    private func calendar(_ row: [String]) throws -> String {
        let calendar = BillingCalendar(cycle: try #require(BillingCycle(row[1])), anchor: try self.day(row[0]))
        return try (0..<#require(Int(row[2]))).map { calendar.boundary($0).description }.joined(separator: " ")
    }

    /// Computed, billed, taken → credit.
    private func cap(_ row: [String]) throws -> String {
        let cap = CreditCap(
            computed: try self.money(row[0]),
            billed: try self.money(row[1]),
            taken: try self.money(row[2])
        )
        return try cap.allowed().decimal
    }

    /// Amount, number of slices, residual → slices.
    private func split(_ row: [String]) throws -> String {
        let weights = Array(repeating: 1, count: try #require(Int(row[1])))
        let slices = try self.money(row[0]).split(by: weights, residual: #require(Residual(rawValue: row[2])))
        return slices.map(\.decimal).joined(separator: " ")
    }
}

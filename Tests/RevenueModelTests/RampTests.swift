import RevenueModel
import Testing

@Suite("A ramp")
struct RampTests {
    private static func ramp() throws -> Ramp {
        let years = try [("2025-01-01", "2026-01-01"), ("2026-01-01", "2027-01-01"), ("2027-01-01", "2028-01-01")]
            .map { try Interval.between($0.0, $0.1) }
        let steps = zip(years, [12_000, 24_000, 36_000]).map { service, cents in
            Ramp.Step(service: service, price: Money(minorUnits: cents, .euro))
        }
        return Ramp(obligation: "access", steps: steps)
    }

    /// Revenue of each year.
    private static func years(_ rule: Ramp.Rule) throws -> [Money] {
        let schedule = try RevenueSchedule(
            obligation: "access",
            version: 1,
            streams: Self.ramp().streams(rule, .calendarMonth),
            currency: .euro
        )
        return try ["2025", "2026", "2027"].map { year in
            let lines = schedule.lines.filter { $0.period.description.hasPrefix(year) }
            return try Money.sum(lines.map(\.amount), in: .euro)
        }
    }

    @Test("is one series by default, or each interval at its own price")
    func rules() throws {
        #expect(try Self.years(.straightLine).decimals == ["240.00", "240.00", "240.00"])
        #expect(try Self.years(.perInterval).decimals == ["120.00", "240.00", "360.00"])
    }

    @Test("in one series earns ahead of its bills: a contract asset that later bills settle to nothing")
    func asset() throws {
        var ledger = Ledger()
        var assets: [Money] = []
        for (place, step) in try zip(Self.years(.straightLine), Self.ramp().steps).enumerated() {
            let left = try ledger.holding(.contractAsset, in: .euro)
            let bill = try Consideration(billing: step.1.price, tax: .zero(.euro), assetLeft: left)
            try ledger.post(.invoiced(bill), number: "INV-\(place)")
            let deferred = try ledger.holding(.deferredRevenue, in: .euro)
            try ledger.post(.recognising(step.0, deferredLeft: deferred), number: "REV-\(place)")
            assets.append(try ledger.holding(.contractAsset, in: .euro))
        }
        #expect(assets.decimals == ["120.00", "120.00", "0.00"])
        #expect(try ledger.holding(.deferredRevenue, in: .euro).isZero)
        #expect(try ledger.holding(.revenue, in: .euro).decimal == "720.00")
    }

    @Test("and the rest of the policy is what Skald does unless told otherwise")
    func defaults() throws {
        let policy = AccountingPolicy()
        #expect(policy.closeRule == .redate && policy.residual == .last && policy.granularity == .day)
        #expect(policy.cash.overpayment == .keepUnapplied && policy.cash.tolerance.isEmpty)
        let (gross, tax) = (Money(minorUnits: 540, .euro), Money(minorUnits: 40, .euro))
        #expect(policy.writeOff(gross, tax: tax) == .writtenOff(gross, relief: .zero(.euro)))
        let relief = AccountingPolicy(badDebtTax: .relief).writeOff(gross, tax: tax)
        let written = try relief.lines().map(\.written)
        #expect(written == ["bad-debt debit 5.00", "tax-payable debit 0.40", "receivable credit 5.40"])
    }
}

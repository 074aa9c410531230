import RevenueModel
import Testing

@Suite("In every random world revenue")
struct RevenuePropertyTests {
    @Test("of a schedule sums to its total, and a delta to what the total grew by")
    func schedules() throws {
        for seed in Worlds.seeds {
            var random = WorldRandom(seed: seed)
            let residual = Residual.allCases[random.number(0...Residual.allCases.count - 1)]
            let first = try Self.schedule(&random, residual)
            let second = try Self.schedule(&random, residual)
            for schedule in [first, second] {
                let sum = try Money.sum(schedule.lines.map(\.amount), in: .euro)
                #expect(sum == schedule.total, "seed \(seed)")
            }
            let open = AccountingPeriod(containing: random.day())
            let delta = try first.delta(to: second, firstOpen: open)
            let grown = try second.total.subtracting(first.total)
            #expect(try Money.sum(delta.map(\.amount), in: .euro) == grown, "seed \(seed)")
            #expect(delta.allSatisfy { $0.period >= open }, "seed \(seed)")
        }
    }

    private static func schedule(_ random: inout WorldRandom, _ residual: Residual) throws -> RevenueSchedule {
        let price = random.euros(0...9_999_999)
        let promise = RevenueCaseTests.ratable("one", price, random.interval(), random.granularity())
        let standalone = random.euros(1...999)
        let one = PerformanceObligation(id: "one", standalone: standalone, pattern: promise.pattern)
        return try RevenueArrangement(price: price, obligations: [one]).schedule(of: "one", residual: residual)
    }

    @Test("is allocated to the cent, through any number of modifications, and never rewrites what was earned")
    func modifications() throws {
        for seed in Worlds.seeds {
            var random = WorldRandom(seed: seed)
            let start = random.day()
            var revenue = try RevenueArrangement(
                price: random.euros(100_000...9_999_999),
                obligations: Self.promises(&random, from: start, count: 3)
            )
            var day = start
            for _ in 0..<12 {
                day = day.adding(days: random.number(0...60))
                let treatment: TreatmentDecision = RevenueCaseTests.decide("price-change")
                let change = Modification(
                    day: day,
                    remaining: Self.promises(&random, from: day, count: 3),
                    priceChange: random.euros(0...99_999)
                )
                let before = revenue
                revenue = try revenue.modified(by: change, decision: treatment).changed
                try Self.check(revenue, after: before, day, seed)
            }
            let cancelled = try revenue.cancelled(on: day, decision: RevenueCaseTests.decide("cancel"))
            try Self.check(cancelled, after: revenue, day, seed)
            #expect(try cancelled.unearned(from: day).isZero, "seed \(seed)")
        }
    }

    private static func promises(
        _ random: inout WorldRandom,
        from day: LocalDate,
        count: Int
    ) -> [PerformanceObligation] {
        (1...count).compactMap { number in
            guard let service = Interval(from: day, through: day.adding(days: random.number(0...700))) else {
                return nil
            }
            let granularity: RevenueGranularity = random.number(0...1) == 0 ? .day : .calendarMonth
            let alone = random.euros(1...99_999)
            return RevenueCaseTests.ratable("line \(number)", alone, service, granularity)
        }
    }

    private static func check(
        _ revenue: RevenueArrangement,
        after before: RevenueArrangement,
        _ day: LocalDate,
        _ seed: UInt64
    ) throws {
        let allocated = try Money.sum(revenue.allocation().map(\.amount), in: .euro)
        #expect(allocated == revenue.price, "seed \(seed)")
        let scheduled = try Money.sum(revenue.schedules().map(\.total), in: .euro)
        #expect(scheduled == revenue.price, "seed \(seed)")
        #expect(try revenue.earned(before: day) == before.earned(before: day), "seed \(seed)")
    }

    @Test("is allocated to the last step in any units, and nobody gets less than nothing")
    func allocation() throws {
        for seed in Worlds.seeds {
            var random = WorldRandom(seed: seed)
            let price = Money(minorUnits: random.number(0...9999) * 100, .euro)
            let alone = (0...random.number(0...9)).map { _ in random.euros(1...99_999) }
            for unit in [1, 100] {
                let parts = try PriceAllocation.relative(price, standalone: alone, unit: unit)
                #expect(try Money.sum(parts, in: .euro) == price, "seed \(seed)")
                #expect(parts.allSatisfy { !$0.isNegative && $0.minorUnits.isMultiple(of: unit) }, "seed \(seed)")
            }
        }
    }

    @Test("that recurs is bridged without a gap")
    func bridge() throws {
        for seed in Worlds.seeds {
            var random = WorldRandom(seed: seed)
            func lines() throws -> [RecurringLine] {
                try (0..<random.number(0...12)).map { _ in
                    RecurringLine(
                        customer: "C-\(random.number(1...5))",
                        quantity: try Decimal("\(random.number(0...9)).\(random.number(0...9))"),
                        unitPrice: random.euros(1...99_999),
                        months: [1, 3, 12][random.number(0...2)]
                    )
                }
            }
            let (before, after) = (try lines(), try lines())
            let bridge = try RecurringBridge(
                from: RecurringRevenue(before, in: .euro),
                to: RecurringRevenue(after, in: .euro),
                known: ["C-1"]
            )
            #expect(try bridge.gap().isZero && Reconciliation.recurringRevenue(bridge).isEmpty, "seed \(seed)")
            let byKind = try RecurringBridge.Kind.allCases.map { try bridge.total(of: $0) }
            let closing = try bridge.opening.adding(Money.sum(byKind, in: .euro))
            #expect(closing == bridge.closing, "seed \(seed)")
        }
    }
}

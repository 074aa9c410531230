import RevenueModel
import Testing

@Suite("A modification of a contract")
struct TreatmentTests {
    private static let start = LocalDate(daysSinceEpoch: 20_000)
    private static let changed = LocalDate(daysSinceEpoch: 20_100)

    private static func dollars(_ text: String) throws -> Money {
        try Money(decimal: text, #require(Currency("USD")))
    }

    private static func facts(_ remaining: ModificationFacts.Remaining, standalone: Bool = false) -> ModificationFacts {
        ModificationFacts(
            kind: "expand",
            addsDistinctGoods: true,
            isPricedStandalone: standalone,
            remaining: remaining
        )
    }

    @Test("is treated by the paragraph that its facts lead to")
    func decisions() throws {
        let policy = TreatmentPolicy()
        #expect(policy.decide(Self.facts(.distinct, standalone: true)).paragraph.contains("25-12"))
        #expect(policy.decide(Self.facts(.distinct)).paragraph.contains("25-13(a)"))
        #expect(policy.decide(Self.facts(.partOfOne)).paragraph.contains("25-13(b)"))
        #expect(policy.decide(Self.facts(.mixed)).paragraph.contains("25-13(c)"))
    }

    @Test("is treated otherwise by a policy only with a reason, which is kept")
    func choice() throws {
        #expect(TreatmentPolicy.Choice(.catchUp, reason: " ") == nil)
        let choice = try #require(TreatmentPolicy.Choice(.catchUp, reason: "auditor's letter of May"))
        let decision = TreatmentPolicy(choices: ["expand": choice]).decide(Self.facts(.distinct))
        #expect(decision.isPolicy && decision.reason == "auditor's letter of May")
    }

    /// A building: 60 % done at a price of a million, then dearer and a little less done.
    @Test(
        "of one partly satisfied obligation catches up by the measure as given",
        arguments: [("0.512", "91200.00"), ("420/820", "91463.41")]
    )
    func catchUp(measure: String, correction: String) throws {
        let (price, change) = (try Self.dollars("1000000.00"), try Self.dollars("350000.00"))
        let before = EarningPattern.Progress(day: Self.start, share: try Ratio(3, over: 5))
        let after = EarningPattern.Progress(day: Self.start, share: try Ratio(measure))
        let old = PerformanceObligation(id: "building", standalone: price, pattern: .measured([before]))
        let new = PerformanceObligation(id: "building", standalone: price, pattern: .measured([after]))
        let revenue = try RevenueArrangement(price: price, obligations: [old])
        let decision = TreatmentPolicy().decide(Self.facts(.partOfOne))
        let change1 = Modification(day: Self.changed, remaining: [new], priceChange: change)
        let changed = try revenue.modified(by: change1, decision: decision).changed
        let next = Self.changed.adding(days: 1)
        let booked = try changed.earned(before: next).subtracting(revenue.earned(before: next))
        #expect(booked.decimal == correction)
        #expect(try changed.schedule(of: "building").total == price.adding(change))
    }

    /// Sixty of 120 delivered at 100; 30 more at 80, and 15 off for each of the first sixty.
    @Test("gives a concession for the past at once and blends only the rest")
    func concession() throws {
        let price = try Self.dollars("12000.00")
        let old = PerformanceObligation(
            id: "goods",
            standalone: price,
            pattern: try .delivered([(Self.start, 60)], of: 120)
        )
        let rest = PerformanceObligation(
            id: "goods",
            standalone: price,
            pattern: try .delivered([(Self.changed.adding(days: 9), 1)], of: 90)
        )
        let change = Modification(
            day: Self.changed,
            remaining: [rest],
            priceChange: try Self.dollars("2400.00"),
            concession: try Self.dollars("900.00")
        )
        let decision = TreatmentPolicy().decide(Self.facts(.distinct))
        let revenue = try RevenueArrangement(price: price, obligations: [old]).modified(by: change, decision: decision)
        let day = Self.changed.adding(days: 1)
        #expect(try revenue.changed.earned(before: day).decimal == "5100.00")
        #expect(try revenue.changed.earned(before: day.adding(days: 9)).decimal == "5193.33")
    }

    @Test("that is mixed corrects the partly satisfied obligation and leaves what the other earned")
    func combination() throws {
        let price = try Self.dollars("1000.00")
        let year = try #require(Interval(from: Self.start, until: Self.start.adding(days: 200)))
        let done = EarningPattern.Progress(day: Self.start, share: try Ratio(1, over: 2))
        func promises(_ service: Interval) -> [PerformanceObligation] {
            [
                RevenueCaseTests.ratable("access", price, service),
                PerformanceObligation(id: "project", standalone: price, pattern: .measured([done])),
            ]
        }
        let before = try RevenueArrangement(price: price, obligations: promises(year))
        let rest = try #require(year.split(at: Self.changed).after)
        let change = Modification(
            day: Self.changed,
            remaining: promises(rest),
            priceChange: try Self.dollars("100.00"),
            partlySatisfied: ["project"]
        )
        let decision = TreatmentPolicy().decide(Self.facts(.mixed))
        let after = try before.modified(by: change, decision: decision).changed
        let next = Self.changed.adding(days: 1)
        // 250 and 250 were earned; 600 are left and halved, so the project is 550 in all and half done.
        #expect(try after.earned(before: next, of: "project").decimal == "275.00")
        #expect(try after.earned(before: Self.changed, of: "access").decimal == "250.00")
        #expect(try after.schedule(of: "access").total.decimal == "550.00")
    }

    @Test("of a closed period is caught up in the first open one, by the difference")
    func backdated() throws {
        let price = try Self.dollars("1200.00")
        let year = try Interval.between("2025-01-01", "2026-01-01")
        let before = try RevenueCaseTests.arrangement(price, year, .calendarMonth)
        let march = try #require(LocalDate("2025-03-01"))
        let after = try before.cancelled(on: march, decision: RevenueCaseTests.decide("cancel"))
        let open = try #require(AccountingPeriod("2025-06"))
        let delta = try before.schedule(of: "access").delta(to: after.schedule(of: "access"), firstOpen: open)
        #expect(delta.first?.amount.decimal == "-400.00")
        #expect(delta.map(\.period).min() == open)
        #expect(try Money.sum(delta.map(\.amount), in: price.currency).decimal == "-1000.00")
    }

    @Test(
        "is earned as finely as the policy counts",
        arguments: [
            (RevenueGranularity.day, ["16.00", "31.00", "31.00", "30.00", "12.00"]),
            (.second(ofDay: 43_200), ["15.50", "31.00", "31.00", "30.00", "12.50"]),
            (.contractMonth, ["30.00", "30.00", "30.00", "30.00"]),
        ]
    )
    func granularity(granularity: RevenueGranularity, months: [String]) throws {
        let from = try #require(LocalDate("2023-06-15"))
        // Four contract months in which the days are 16, 31, 31, 30 and 12.
        let isMonthly = granularity == .contractMonth
        let until = isMonthly ? from.adding(months: 4) : from.adding(days: 120)
        let service = try #require(Interval(from: from, until: until))
        let schedule = try RevenueCaseTests.arrangement(Self.dollars("120.00"), service, granularity)
            .schedule(of: "access")
        #expect(schedule.lines.map(\.amount.decimal) == months)
    }
}

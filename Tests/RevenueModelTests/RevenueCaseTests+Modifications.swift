import RevenueModel
import Testing

extension RevenueCaseTests {
    static func extended(_ example: ReferenceCase) throws -> Numbers {
        let (service, day) = (try example.interval("service"), try example.date("on"))
        let extended = try example.interval("extended")
        let before = try Self.arrangement(example.money("price"), service, .contractMonth)
        let decision = Self.decide("extend")
        let change = try example.money("repriced").subtracting(example.money("year")).adding(example.money("added"))
        let modification = Modification(
            day: day,
            remaining: [Self.ratable("access", try example.money("added"), extended, .contractMonth)],
            priceChange: change
        )
        let after = try before.modified(by: modification, decision: decision).changed
        return [
            "treatment": [decision.treatment.rawValue],
            "remaining": [try after.unearned(from: day).decimal],
            "years": try Self.years(of: after, from: day, count: 4),
            "recognised": try Self.years(of: after, from: service.from, count: 2),
        ]
    }

    private static func years(of revenue: RevenueArrangement, from first: LocalDate, count: Int) throws -> [String] {
        try (0..<count).map { place in
            let earlier = try revenue.earned(before: first.adding(years: place))
            return try revenue.earned(before: first.adding(years: place + 1)).subtracting(earlier).decimal
        }
    }

    static func variable(_ example: ReferenceCase) throws -> Numbers {
        let ssp = try example.moneys("standalone")
        let (modified, changed) = (try example.date("modified"), try example.date("changed"))
        let fixed = try example.money("fixed")
        let price = try fixed.adding(example.money("variable"))
        let y = PerformanceObligation(id: "Y", standalone: ssp[1], pattern: .once(nil))
        let z = PerformanceObligation(id: "Z", standalone: ssp[1], pattern: .once(nil))
        let x = PerformanceObligation(
            id: "X",
            standalone: ssp[0],
            pattern: .once(try example.date("transferred"))
        )
        let first = try RevenueArrangement(price: price, obligations: [x, y])
        let modification = Modification(day: modified, remaining: [y, z], priceChange: try example.money("added"))
        let second = try first.modified(by: modification, decision: Self.decide("expand")).changed
        let estimate = try example.money("new-variable").subtracting(example.money("variable"))
        let third = try second.variableConsideration(changesBy: estimate, on: changed, promisedIn: 1)
        let next = changed.adding(days: 1)
        let now = try third.earned(before: next, of: "X").subtracting(second.earned(before: next, of: "X"))
        return [
            "initial": try first.allocation().map(\.amount.decimal),
            "remaining": [try second.unearned(from: modified).decimal],
            "after": try second.allocation().dropFirst().map(\.amount.decimal),
            "now": [now.decimal],
            "changed": try third.allocation().dropFirst().map(\.amount.decimal),
        ]
    }

    private static let (early, middle, late) = (
        LocalDate(daysSinceEpoch: 20_000), LocalDate(daysSinceEpoch: 20_100), LocalDate(daysSinceEpoch: 20_200)
    )

    static func separate(_ example: ReferenceCase) throws -> Numbers {
        let price = try example.money("unit-price").multiplied(by: example.integer("units"), over: 1)
        let pattern = try EarningPattern.delivered(
            [(Self.early, example.integer("delivered"))],
            of: example.integer("units")
        )
        let tons = PerformanceObligation(id: "tons", standalone: price, pattern: pattern)
        let before = try RevenueArrangement(price: price, obligations: [tons])
        let added = try example.money("added-price").multiplied(by: example.integer("added"), over: 1)
        let more = PerformanceObligation(id: "more", standalone: added, pattern: .once(nil))
        let facts = ModificationFacts(kind: "expand", addsDistinctGoods: true, isPricedStandalone: true)
        let decision = TreatmentPolicy().decide(facts)
        let modification = Modification(day: Self.middle, remaining: [more], priceChange: added)
        let (changed, separate) = try before.modified(by: modification, decision: decision)
        return [
            "treatment": [decision.treatment.rawValue],
            "original": [try changed.unearned(from: Self.middle).decimal],
            "new": [try #require(separate).price.decimal],
        ]
    }

    static func blended(_ example: ReferenceCase) throws -> Numbers {
        let (units, delivered) = (try example.integer("units"), try example.integer("delivered"))
        let (added, next) = (try example.integer("added"), try example.integer("next"))
        let price = try example.money("unit-price").multiplied(by: units, over: 1)
        let pattern = try EarningPattern.delivered([(Self.early, delivered)], of: units)
        let goods = PerformanceObligation(id: "goods", standalone: price, pattern: pattern)
        let before = try RevenueArrangement(price: price, obligations: [goods])
        let facts = ModificationFacts(kind: "expand", addsDistinctGoods: true, isPricedStandalone: false)
        let decision = TreatmentPolicy().decide(facts)
        let left = units - delivered + added
        let rest = PerformanceObligation(
            id: "goods",
            standalone: price,
            pattern: try .delivered([(Self.late, next)], of: left)
        )
        let change = try example.money("added-price").multiplied(by: added, over: 1)
        let modification = Modification(day: Self.middle, remaining: [rest], priceChange: change)
        let after = try before.modified(by: modification, decision: decision).changed
        let earned = try after.earned(before: Self.middle)
        let later = try after.earned(before: Self.late.adding(days: 1))
        let unit = try Ratio(after.unearned(from: Self.middle).minorUnits * 10, over: left)
        return [
            "treatment": [decision.treatment.rawValue], "before": [earned.decimal],
            "blended-thousandths": ["\(unit.rounded())"], "next": [try later.subtracting(earned).decimal],
        ]
    }

    static func cheaper(_ example: ReferenceCase) throws -> Numbers {
        let (service, day) = (try example.interval("service"), try example.date("on"))
        let monthly = try example.moneys("monthly")
        let before = try Self.arrangement(example.money("price"), service, .calendarMonth)
        let left = try before.unearned(from: day).share(of: monthly[0])
        let change = try monthly[1].subtracting(monthly[0]).multiplied(by: left)
        let rest = try #require(service.split(at: day).after)
        let modification = Modification(
            day: day,
            remaining: [Self.ratable("access", monthly[1], rest, .calendarMonth)],
            priceChange: change
        )
        let after = try before.modified(by: modification, decision: Self.decide("price-change")).changed
        return [
            "april": [try after.schedule(of: "access").amount(in: AccountingPeriod(containing: day)).decimal],
            "price": [after.price.decimal], "recognised": [try after.earned(before: day).decimal],
        ]
    }

    static func dearer(_ example: ReferenceCase) throws -> Numbers {
        let (service, day) = (try example.interval("service"), try example.date("on"))
        let monthly = try example.moneys("monthly")
        let before = try Self.arrangement(monthly[0].multiplied(by: 12, over: 1), service, .calendarMonth)
        let left = try before.unearned(from: day).share(of: monthly[0])
        let rest = try #require(service.split(at: day).after)
        let decision = Self.decide("price-change")
        let modification = Modification(
            day: day,
            remaining: [Self.ratable("access", monthly[1], rest, .calendarMonth)],
            priceChange: try monthly[1].subtracting(monthly[0]).multiplied(by: left)
        )
        let after = try before.modified(by: modification, decision: decision).changed
        let halves = [try after.earned(before: day), try after.unearned(from: day)]
        return ["halves": halves.decimals, "treatment": [decision.treatment.rawValue]]
    }

    static func cancelled(_ example: ReferenceCase) throws -> Numbers {
        let before = try Self.arrangement(example.money("price"), example.interval("service"), .calendarMonth)
        let choice = try #require(TreatmentPolicy.Choice(.catchUp, reason: example.text("reason")))
        let facts = ModificationFacts(kind: "cancel", addsDistinctGoods: false, isPricedStandalone: false)
        let decision = TreatmentPolicy(choices: ["cancel": choice]).decide(facts)
        let after = try before.cancelled(on: example.date("on"), decision: decision)
        let schedule = try after.schedule(of: "access")
        #expect(schedule.total == after.price)
        return ["price": [schedule.total.decimal], "treatment": [decision.treatment.rawValue]]
    }

    static func mixed(_ example: ReferenceCase) throws -> Numbers {
        let (ssp, service) = (try example.moneys("standalone"), try example.interval("service"))
        let step = EarningPattern.Progress(
            day: try example.date("measured-on"),
            share: try example.ratio("progress")
        )
        let revenue = try RevenueArrangement(
            price: example.money("price"),
            obligations: [
                Self.ratable("licence", ssp[0], service, .calendarMonth),
                PerformanceObligation(id: "service", standalone: ssp[1], pattern: .measured([step])),
                Self.ratable("support", ssp[2], service, .calendarMonth),
            ]
        )
        let january = AccountingPeriod(containing: service.from)
        let parts = try revenue.schedules().map { $0.amount(in: january) }
        return [
            "allocated": try revenue.allocation().map(\.amount.decimal),
            "january": [try Money.sum(parts, in: revenue.currency).decimal], "parts": parts.decimals,
        ]
    }

    static func reallocated(_ example: ReferenceCase) throws -> Numbers {
        let price = try Money.sum(example.moneys("prices"), in: example.unit())
        let (days, day) = (try example.dates("services"), try example.date("on"))
        let services = try [0, 2, 4].map { try #require(Interval(from: days[$0], until: days[$0 + 1])) }
        func promises(_ ssp: [Money], from day: LocalDate?) -> [PerformanceObligation] {
            zip(services, ssp).enumerated().map { place, promise in
                let rest = day.flatMap { promise.0.split(at: $0).after } ?? promise.0
                return Self.ratable("line \(place + 1)", promise.1, rest)
            }
        }
        let ssp = try example.moneys("standalone")
        let before = try RevenueArrangement(price: price, obligations: promises(ssp, from: nil))
        let modification = Modification(
            day: day,
            remaining: try promises(Self.left(before, ssp, from: day), from: day),
            priceChange: try example.money("change")
        )
        let after = try before.modified(by: modification, decision: Self.decide("price-change")).changed
        let through = try #require(AccountingPeriod(example.text("through")))
        let recognised = try [before, after].map { try $0.schedule(of: "line 1").recognised(through: through) }
        return ["allocated": try after.allocation().map(\.amount.decimal), "recognised": recognised.decimals]
    }

    /// What is left of each alone, by the share that is not rendered.
    private static func left(
        _ before: RevenueArrangement,
        _ ssp: [Money],
        from day: LocalDate
    ) throws -> [Money] {
        try zip(before.versions[0].obligations, ssp).map { promise, alone in
            try alone.subtracting(alone.multiplied(by: promise.pattern.share(before: day)))
        }
    }
}

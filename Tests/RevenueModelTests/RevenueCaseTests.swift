import RevenueModel
import Testing

@Suite("Revenue of worked cases")
struct RevenueCaseTests {
    typealias Numbers = [String: [String]]

    @Test("comes out as the table says", arguments: try ReferenceCase.load("revenue"))
    func revenue(_ example: ReferenceCase) throws {
        #expect(try Self.reproduce(example) == example.expected)
    }

    private static func reproduce(_ example: ReferenceCase) throws -> Numbers {
        switch example.id {
        case "ST-REV-01", "EN-DEF-01": try Self.periods(example)
        case "ST-REV-03": try Self.upgrade(example)
        case "ST-REV-06": try Self.refund(example)
        case "TR-DEF-01": try Self.deferral(example)
        case "RR-EX6": try Self.variable(example)
        case "RR-EX7": try Self.extended(example)
        case "RR-EX33", "RR-EX34A", "RR-OF-01": try Self.allocation(example)
        case "RR-BT-01": try Self.separate(example)
        case "RR-GA-01": try Self.blended(example)
        case "RR-SAAS-01": try Self.cheaper(example)
        case "RR-NW-01": try Self.mixed(example)
        case "RR-OF-02": try Self.reallocated(example)
        case "RR-ZU-01": try Self.dearer(example)
        case "RR-ZU-02": try Self.cancelled(example)
        default: throw ReferenceCase.Missing.value("a way to compute it", of: example.id)
        }
    }
}

extension RevenueCaseTests {
    /// One promise over a period.
    static func ratable(
        _ id: String,
        _ price: Money,
        _ service: Interval,
        _ granularity: RevenueGranularity = .day
    ) -> PerformanceObligation {
        PerformanceObligation(id: id, standalone: price, pattern: .ratable(service, granularity))
    }

    static func arrangement(
        _ price: Money,
        _ service: Interval,
        _ granularity: RevenueGranularity = .day
    ) throws -> RevenueArrangement {
        try RevenueArrangement(price: price, obligations: [Self.ratable("access", price, service, granularity)])
    }

    /// A price change of what is distinct, decided by the rule.
    static func decide(_ kind: String) -> TreatmentDecision {
        TreatmentPolicy().decide(ModificationFacts(kind: kind, addsDistinctGoods: false, isPricedStandalone: false))
    }

    private static func periods(_ example: ReferenceCase) throws -> Numbers {
        let schedule = try Self.arrangement(example.money("price"), example.interval("service")).schedule(of: "access")
        return ["periods": schedule.lines.map { "\($0.period) \($0.amount.decimal)" }]
    }

    private static func upgrade(_ example: ReferenceCase) throws -> Numbers {
        let (service, day) = (try example.interval("service"), try example.date("on"))
        let before = try Self.arrangement(example.money("price"), service)
        let rest = try #require(service.split(at: day).after)
        let share = try EarningPattern.ratable(service, .day).share(before: day)
        let left = try Ratio.one.subtracting(share)
        let change = try example.money("new-price").subtracting(example.money("price")).multiplied(by: left)
        let modification = Modification(
            day: day,
            remaining: [Self.ratable("access", try example.money("new-price"), rest)],
            priceChange: change
        )
        let after = try before.modified(by: modification, decision: Self.decide("upgrade")).changed
        return [
            "before": [try after.earned(before: day).decimal],
            "after": [try after.unearned(from: day).decimal],
            "periods": try after.schedule(of: "access").lines.map { "\($0.period) \($0.amount.decimal)" },
        ]
    }

    private static func refund(_ example: ReferenceCase) throws -> Numbers {
        let (sold, refunded) = (try example.money("sold"), try example.money("refunded"))
        var ledger = Ledger()
        let events = [
            BusinessEvent.charged(Consideration(earned: sold), fee: .zero(sold.currency)),
            .refunded(.revenue, booked: refunded, paid: refunded, from: .clearing),
        ]
        for (place, event) in events.enumerated() { try ledger.post(event, number: "S-1:\(place)") }
        let contra = try ledger.holding(.refunds, in: sold.currency)
        let revenue = try ledger.holding(.revenue, in: sold.currency)
        return [
            "refunds": [contra.decimal], "revenue": [revenue.decimal],
            "net": [try revenue.subtracting(contra).decimal],
        ]
    }

    /// The invoice defers; each close recognises what its periods earned.
    private static func deferral(_ example: ReferenceCase) throws -> Numbers {
        let price = try example.money("price")
        let schedule = try Self.arrangement(price, example.interval("service")).schedule(of: "access")
        var ledger = Ledger()
        try ledger.post(.invoiced(Consideration(deferred: price)), number: "INV-1")
        var counts: [String] = []
        for close in try example.texts("closes") {
            let period = try #require(AccountingPeriod(close))
            for line in schedule.lines where line.period <= period {
                let recognised = BusinessEvent.recognised(line.amount, deferred: line.amount)
                try ledger.post(recognised, number: "REV-\(line.period)", on: line.day)
            }
            counts.append("\(ledger.journals.count)")
        }
        return [
            "journals": counts,
            "deferred": [try ledger.holding(.deferredRevenue, in: price.currency).decimal],
        ]
    }

    private static func allocation(_ example: ReferenceCase) throws -> Numbers {
        let standalone = try example.moneys("standalone")
        let price =
            example.has("price")
            ? try example.money("price") : try Money.sum(example.moneys("prices"), in: example.unit())
        guard example.has("bundle") else {
            let unit = example.has("unit") ? try example.integer("unit") : 1
            return ["allocated": try PriceAllocation.relative(price, standalone: standalone, unit: unit).decimals]
        }
        let bundled = Set(try example.integers("bundled"))
        let bundle = try example.money("bundle")
        let parts = try PriceAllocation.relative(price, standalone: standalone, bundle: bundle, of: bundled)
        return ["allocated": parts.decimals]
    }
}

extension Ledger {
    /// Posts an event of the test's one entity.
    mutating func post(
        _ event: BusinessEvent,
        number: String,
        on day: LocalDate = LocalDate(daysSinceEpoch: 20_000)
    ) throws {
        let dating = PostingDate(day)
        let journal = try event.journal(number: number, of: "EU", source: number, dating: dating, memo: number)
        if let journal { try self.post(journal) }
    }
}

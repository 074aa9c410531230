import RevenueModel
import Testing

struct ProrationTests {
    private static func interval(_ from: String, _ until: String) throws -> Interval {
        let (first, end) = (try #require(LocalDate(from)), try #require(LocalDate(until)))
        return try #require(Interval(from: first, until: end))
    }

    @Test(arguments: ProrationMethod.allCases)
    func `a whole period is one, and a part is never more`(method: ProrationMethod) throws {
        for (from, until) in [("2024-02-01", "2024-03-01"), ("2024-01-31", "2024-02-29"), ("2023-03-15", "2024-03-15")]
        {
            let period = try Self.interval(from, until)
            #expect(try Prorator(method).share(of: period, in: period) == .one)
            for days in 1..<period.days {
                let part = try #require(Interval(from: period.from, until: period.from.adding(days: days)))
                let share = try Prorator(method).share(of: part, in: period)
                #expect(share >= .zero && share <= .one, "\(method) \(part)")
            }
        }
    }

    @Test(arguments: [
        (ProrationMethod.actualOverActual, "15/31"), (.actualOverThirty, "1/2"), (.strictThirty, "1/2"),
        (.monthsWeighted, "15/31"), (.full, "1"), (.none, "0"),
    ])
    func `each method has its own idea of half of January`(method: ProrationMethod, share: String) throws {
        let part = try Self.interval("2025-01-01", "2025-01-16")
        let period = try Self.interval("2025-01-01", "2025-02-01")
        #expect(try Prorator(method).share(of: part, in: period).description == share)
    }

    @Test func `a credit becomes days of another plan`() throws {
        let month = try Self.interval("2025-04-01", "2025-05-01")
        let credit = try TimeCredit(Money(minorUnits: 1_050, .euro), at: Money(minorUnits: 3_000, .euro), for: month)
        #expect(credit.days == 10)
        #expect(credit.rest.minorUnits == 50)
    }
}

import RevenueModel
import Testing

struct BillingCalendarTests {
    @Test func `a clamped day never drifts`() throws {
        let calendar = BillingCalendar(cycle: .month, anchor: try #require(LocalDate("2024-01-31")))
        let starts = (0..<5).map { calendar.boundary($0).description }
        #expect(starts == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"])
        #expect(calendar.boundary(-2).description == "2023-11-30")
    }

    @Test func `each day lies in exactly one period`() throws {
        let anchor = try #require(LocalDate("2024-01-31"))
        for cycle in [BillingCycle.week, .month, .quarter, .year, .days(10), .months(5)] {
            let calendar = BillingCalendar(cycle: cycle, anchor: anchor)
            for offset in -800...800 {
                let day = anchor.adding(days: offset)
                let period = calendar.period(containing: day)
                guard period.contains(day), calendar.period(containing: period.from) == period,
                    calendar.period(containing: period.until).from == period.until
                else {
                    Issue.record("\(cycle) \(day) in \(period)")
                    return
                }
            }
        }
    }

    @Test func `months are added and taken away across years`() throws {
        let day = try #require(LocalDate("2024-02-29"))
        #expect(day.adding(months: 12).description == "2025-02-28")
        #expect(day.adding(months: -14).description == "2022-12-29")
        #expect(day.adding(months: 1, anchorDay: 31).description == "2024-03-31")
        #expect(day.adding(years: 4).description == "2028-02-29")
    }

    @Test func `an interval has days, pieces and no end of its own`() throws {
        let (first, last) = (try #require(LocalDate("2024-03-01")), try #require(LocalDate("2024-03-31")))
        let march = try #require(Interval(from: first, through: last))
        #expect(march.days == 31)
        #expect(!march.contains(march.until))
        let week = try #require(Interval(from: first.adding(days: 7), until: first.adding(days: 14)))
        #expect(march.subtracting(week).map(\.days) == [7, 17])
        #expect(march.split(at: first).before == nil)
        #expect(march.intersection(week) == week)
        #expect(Interval(from: first, until: first) == nil)
    }
}

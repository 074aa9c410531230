import RevenueModel
import Testing

struct LocalDateTests {
    @Test func `days are counted on the civil calendar`() throws {
        let day = try #require(LocalDate("2026-11-21"))
        #expect(day.daysSinceEpoch == 20_778)
        #expect(day.adding(days: 10).description == "2026-12-01")
        #expect(try #require(LocalDate("2024-02-28")).adding(days: 1).description == "2024-02-29")
        #expect(try #require(LocalDate("2100-02-28")).adding(days: 1).description == "2100-03-01")
        #expect(day.period == "2026-11")
    }

    @Test func `each day of four centuries comes back from its number`() {
        for number in -80_000...80_000 {
            let day = LocalDate(daysSinceEpoch: number)
            guard day.daysSinceEpoch == number, LocalDate(day.description) == day else {
                Issue.record("\(number) became \(day)")
                return
            }
        }
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "21.11.2026", "", "2026-11-21T00:00:00"])
    func `a day that the calendar does not have is refused`(text: String) {
        #expect(LocalDate(text) == nil)
    }
}

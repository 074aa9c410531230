import SagaModel
import Testing

@testable import Adapters

@Suite("An answer that says later")
struct RetryAfterTests {
    private func outage(_ status: Int, _ retryAfter: String?, date: String? = nil) -> Outage? {
        HTTPAnswer(status: status, charset: nil, retryAfter: retryAfter, date: date, bytes: []).outage
    }

    @Test(
        "is understood in seconds, but for no longer than an hour",
        arguments: [
            ("30", 30), (" 0 ", 0), ("3600", 3600), ("86400", 3600), ("99999999999999999999999", 3600),
        ]
    )
    func seconds(_ text: String, _ seconds: Int) {
        #expect(self.outage(429, text) == Outage(after: .seconds(seconds)))
    }

    @Test("is understood as a date, counted from the answer's own")
    func dates() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT"
        #expect(self.outage(503, "Sun, 06 Nov 1994 08:50:07 GMT", date: date) == Outage(after: .seconds(30)))
        #expect(self.outage(503, "Mon, 07 Nov 1994 08:50:07 GMT", date: date) == Outage(after: .seconds(3600)))
        #expect(self.outage(503, "Sun, 06 Nov 1994 08:00:00 GMT", date: date) == Outage(after: .zero))
        #expect(self.outage(503, "Sun, 06 Nov 1994 08:50:07 GMT") == Outage())
        #expect(HTTPDate(date)?.seconds == 784_111_777)
        #expect(HTTPDate("Thu, 29 Feb 2024 00:00:00 GMT")?.seconds == 1_709_164_800)
    }

    @Test(
        "says nothing of a time when its words cannot be read",
        arguments: [
            "-1", "soon", "", "1.5", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Foo 1994 08:49:37 GMT", "++1",
        ]
    )
    func nonsense(_ text: String) {
        #expect(self.outage(429, text, date: "Sun, 06 Nov 1994 08:49:37 GMT") == Outage())
        #expect(self.outage(503, nil) == Outage())
        #expect(self.outage(500, text) == nil)
    }
}

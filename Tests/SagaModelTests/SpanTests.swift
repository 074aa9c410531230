import SagaModel
import Testing

@Suite("A span of time")
struct SpanTests {
    @Test(
        "is told in the unit that people would use",
        arguments: [
            (0, "0 s"), (250, "250 ms"), (1500, "1 s 500 ms"), (2000, "2 s"), (90 * 60_000, "90 min"),
            (3_600_000 * 24 * 3650, "3650 d"), (31_535_998_000, "364 d 23 h 59 min 58 s"),
        ]
    )
    func words(milliseconds: Int, words: String) {
        #expect(Span.milliseconds(milliseconds).words == words)
    }
}

import Foundation
import SagaModel
import Testing

/// What was said not to be there, and is; what did not leave; and a system that wants to be left alone.
struct ContradictionTests {
    /// `order` was sent, its answer lost, a look-up found nothing, and it is sent again.
    private func afterAbsence() -> (saga: Scenario, key: IdempotencyKey, number: Int) {
        var saga = Scenario(keyLifetime: nil)
        saga.reply("ok")
        let (_, key, number) = saga.out.removeFirst()
        saga.feed(.answered(key, number: number, .failed(.inDoubt("no answer"))))
        saga.settle()
        return (saga, key, number)
    }

    @Test func `done after absent parks the saga and names the flight that was declared`() throws {
        var (saga, key, number) = self.afterAbsence()
        #expect(saga.out.map(\.key) == [key])
        saga.feed(.answered(key, number: number, .done(Said(document: "doc-order"))))
        #expect(saga.machine.status == .parked)
        let blocker = try #require(saga.machine.blockers.first { $0.cause == .person })
        #expect(blocker.failure?.contains("the longest flight of 30 s that the adapter of") == true)
        #expect(saga.machine.facts?.learned == ["doc-order"])
    }

    @Test func `done after absent parks the saga even when the repetition is done already`() {
        var (saga, key, number) = self.afterAbsence()
        saga.reply("ok ok ok ok ok")
        #expect(saga.machine.status == .waiting)
        saga.feed(.answered(key, number: number, .done(Said(document: "doc-order"))))
        #expect(saga.machine.status == .parked)
        _ = saga.hear("bank-1")
        saga.reply("ok")
        #expect(saga.machine.status == .parked)
        saga.feed(.retried(by: "ana"))
        #expect(saga.machine.status == .done)
    }

    @Test func `a saga that was taken back is parked again when something landed after all`() {
        var (saga, key, number) = self.afterAbsence()
        saga.reply("no")
        #expect(saga.machine.status == .compensated)
        saga.feed(.answered(key, number: number, .done(Said(document: "doc-order"))))
        #expect(saga.machine.status == .parked)
        #expect(saga.machine.residuals == [key])
        saga.feed(.retried(by: "ana"))
        saga.reply("ok")
        #expect(saga.sent.last == "-order")
        #expect(saga.machine.status == .compensated)
    }

    @Test func `what did not leave is decided anew, and counts as no attempt`() {
        var saga = Scenario()
        let (_, key, number) = saga.out.removeFirst()
        saga.feed(.answered(key, number: number, .unsent))
        #expect(saga.out.map(\.key) == [key])
        #expect(saga.machine.runs.first?.forward.attempts == 1)
        #expect(
            saga.feed(.answered(key, number: number, .unsent)) == .ignored("late or repeated: the outcome is known")
        )
    }

    @Test func `a saga that was cancelled takes back what did not leave`() {
        var saga = Scenario()
        saga.reply("ok")
        let (_, key, number) = saga.out.removeFirst()
        saga.feed(.cancelled(by: "ana"))
        saga.feed(.answered(key, number: number, .unsent))
        #expect(saga.machine.status == .compensated)
        #expect(!saga.sent.contains { $0.hasPrefix("-") })
    }

    @Test func `a system that is down is outlasted, and what it asks for is counted only once it is back`() {
        var saga = Scenario()
        saga.reply("ok" + String(repeating: " down", count: 50))
        #expect(saga.machine.status == .retrying)
        saga.reply(".. .. ok")
        #expect(saga.machine.runs.last.map { $0.step } != "order", "the third attempt that counts succeeds")
        #expect(saga.machine.status != .compensated)
    }

    @Test func `a system that is down for longer than a day is given up`() {
        var saga = Scenario()
        saga.reply("ok down")
        saga.now = saga.now + .days(1)
        saga.reply("down down down")
        #expect(saga.machine.status == .compensated)
    }

    @Test func `a pause is as long as the other system wants it`() {
        var saga = Scenario()
        let (_, key, number) = saga.out.removeFirst()
        let outage = Outage(after: .seconds(120))
        saga.feed(.answered(key, number: number, .failed(.transient("too many", outage: outage))))
        #expect(saga.timers.map(\.at) == [Moment(milliseconds: 120_000)])
    }

    @Test(arguments: [
        (Failure.transient("busy"), #"{"kind":"transient","reason":"busy"}"#),
        (.transient("busy", outage: Outage()), #"{"kind":"transient","outage":{},"reason":"busy"}"#),
        (
            .transient("busy", outage: Outage(after: .seconds(30))),
            #"{"kind":"transient","outage":{"after":30000},"reason":"busy"}"#
        ),
        (.inDoubt("cut"), #"{"kind":"inDoubt","reason":"cut"}"#),
    ])
    func `a failure is stored as it always was, and with what is new beside it`(_ failure: Failure, _ text: String)
        throws
    {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        #expect(String(decoding: try encoder.encode(failure), as: UTF8.self) == text)
        #expect(try JSONDecoder().decode(Failure.self, from: Data(text.utf8)) == failure)
    }
}

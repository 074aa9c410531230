import Foundation
import SagaModel
import Testing

@Suite("A person's word")
struct InterventionTests {
    private func reason(_ reaction: Reaction<Ask>) -> String? {
        if case .ignored(let why) = reaction { why } else { nil }
    }

    private func key(_ step: StepName, isUndo: Bool = false) -> IdempotencyKey {
        IdempotencyKey(saga: "test/Q-1", step: step, round: 1, isUndo: isUndo)
    }

    private func say(_ word: Intervention<Said>, _ saga: inout Scenario) -> Reaction<Ask> {
        saga.feed(.intervened(word, by: "ana"))
    }

    /// Neither a key nor a search: whatever is lost stays in doubt.
    private func doubtful(_ script: String) -> Scenario {
        var saga = Scenario(keyLifetime: nil, canLookUp: false)
        saga.reply(script)
        saga.now = saga.now + .minutes(1)
        return saga
    }

    @Test("that a pivot is done leads forward, and teaches what it says")
    func pivotDone() {
        var saga = self.doubtful("ok ok ok ok ?!")
        #expect(saga.machine.status == .parked)
        let word = Intervention.resolve(
            self.key("post"),
            .done,
            .unverified(Said(document: "4711")),
            reason: "seen in the ERP"
        )
        #expect(self.reason(self.say(word, &saga)) == nil)
        #expect(saga.machine.isCommitted)
        #expect(saga.sent.last == "tell")
        let statement = saga.machine.runs.first { $0.step == "post" }?.forward.statement
        #expect(statement?.isVerified == false)
        #expect(statement?.by == "ana")
    }

    @Test("that a pivot is not done leads back")
    func pivotNotDone() {
        var saga = self.doubtful("ok ok ok ok ?!")
        let word = Intervention<Said>.resolve(self.key("post"), .notDone, .unverified(nil), reason: "not there")
        #expect(self.reason(self.say(word, &saga)) == nil)
        saga.reply("ok ok ok")
        #expect(saga.machine.status == .compensated)
        #expect(saga.sent.suffix(3) == ["-right", "-left", "-order"])
    }

    @Test("does not count while what was sent may still take effect")
    func stillInFlight() {
        var saga = Scenario(keyLifetime: nil, canLookUp: false)
        saga.reply("ok ok ok ok ?!")
        let word = Intervention<Said>.resolve(self.key("post"), .notDone, .unverified(nil), reason: "not there")
        #expect(self.reason(self.say(word, &saga)) == "what was sent for post may still take effect")
        #expect(saga.machine.status == .parked)
    }

    @Test("that the other system contradicts is recorded and changes nothing", arguments: [true, false])
    func contradicted(isThere: Bool) {
        var saga = self.doubtful("ok ok ok ok ?!")
        let word: Intervention<Said> = .resolve(
            self.key("post"),
            isThere ? .notDone : .done,
            isThere ? .found(Said(document: "4711")) : .absent,
            reason: "I believe so"
        )
        let before = saga.machine
        let why = isThere ? "erp has carried out post" : "erp knows nothing of post"
        #expect(self.reason(self.say(word, &saga)) == why)
        #expect(saga.machine == before)
    }

    @Test("about an undo ends the way back, or leaves it with a person")
    func undo() {
        var saga = self.doubtful("ok ok ok ok no ok no ok")
        #expect(saga.machine.course == .parked(reason: "post was refused: not allowed"))
        let left = self.key("left", isUndo: true)
        let no = Intervention<Said>.resolve(left, .notDone, .unverified(nil), reason: "it stands")
        #expect(self.reason(self.say(no, &saga)) == "it is known already how left/undo ended")
        let yes = Intervention<Said>.resolve(left, .done, .unverified(nil), reason: "taken back by hand")
        #expect(self.reason(self.say(yes, &saga)) == nil)
        #expect(saga.machine.status == .compensated)
    }

    @Test("skips a step after the pivot, never the pivot, and nothing that may have happened")
    func skip() {
        var saga = Scenario()
        saga.reply("ok ok ok ok ok no")
        #expect(self.reason(self.say(.skip("post", reason: "no"), &saga)) == "post needs no person")
        #expect(self.reason(self.say(.skip("tell", reason: "told by phone"), &saga)) == nil)
        #expect(saga.machine.status == .waiting)
        #expect(saga.machine.runs.first { $0.step == "tell" }?.skipped?.text == "told by phone")
        #expect(saga.machine.overlay.steps["tell"] == .skipped)

        var doubtful = self.doubtful("ok ok ok ok ?!")
        #expect(
            self.reason(self.say(.skip("post", reason: "no"), &doubtful)) == "post is the pivot, which nothing replaces"
        )
        var later = self.doubtful("ok ok ok ok ok ?!")
        #expect(
            self.reason(self.say(.skip("tell", reason: "no"), &later)) == "tell may have happened: resolve it first"
        )
        let word = Intervention<Said>.resolve(self.key("tell"), .notDone, .unverified(nil), reason: "no mail")
        #expect(self.reason(self.say(word, &later)) == nil)
        #expect(later.machine.status == .parked)
        #expect(self.reason(self.say(.skip("tell", reason: "no"), &later)) == nil)
        #expect(later.machine.status == .waiting)
    }

    @Test("lets a wait begin anew once its deadline has passed, and not before")
    func resume() {
        var saga = Scenario()
        saga.reply("ok ok ok ok ok ok")
        saga.passDeadline()
        #expect(self.reason(self.say(.resume(within: .days(14)), &saga)) == "no wait of the saga is past its deadline")
        saga.passDeadline()
        #expect(saga.machine.status == .parked)
        #expect(self.reason(self.say(.resume(within: .days(14)), &saga)) == nil)
        #expect(saga.machine.status == .waiting)
        #expect(saga.machine.blockers.first?.until == saga.now + .days(14))
        saga.passDeadline()
        #expect(saga.machine.status == .parked)
        _ = self.say(.resume(within: nil), &saga)
        #expect(saga.machine.blockers.first?.until == saga.now + .days(60))
        _ = saga.hear("bank-1")
        saga.reply("ok")
        #expect(saga.machine.status == .done)
    }

    @Test("turns a parked saga back, but not past the pivot, nor while that is in doubt")
    func turnBack() {
        var running = Scenario()
        running.reply("ok ok")
        #expect(self.reason(self.say(.turnBack(reason: "no"), &running))?.hasPrefix("it needs no person") == true)

        var saga = self.doubtful("ok ok ?!")
        #expect(saga.machine.status == .parked)
        #expect(self.reason(self.say(.turnBack(reason: "customer left"), &saga)) == nil)
        saga.reply("ok ok")
        #expect(saga.machine.status == .compensated)
        #expect(saga.sent.suffix(2) == ["-left", "-order"])

        var doubtful = self.doubtful("ok ok ok ok ?!")
        #expect(self.reason(self.say(.turnBack(reason: "no"), &doubtful)) == "post may have happened: resolve it first")
        var posted = Scenario()
        posted.reply("ok ok ok ok ok no")
        #expect(self.reason(self.say(.turnBack(reason: "no"), &posted)) == TestMachine.isPastPivot)
    }

    @Test("goes on with a way back that stopped")
    func turnBackAgain() {
        var saga = Scenario()
        saga.reply("ok ok ok ok no ok no ok")
        #expect(saga.machine.status == .parked)
        #expect(self.reason(self.say(.turnBack(reason: "again"), &saga)) == nil)
        saga.reply("ok")
        #expect(saga.machine.status == .compensated)
    }

    @Test("is kept beside the saga: whose it is, and what they wrote")
    func beside() {
        var saga = Scenario()
        saga.reply("ok ok ok ok ok no")
        #expect(self.reason(self.say(.assign(to: "ben"), &saga)) == nil)
        #expect(self.reason(self.say(.assign(to: "ben"), &saga)) == "ben sees to it already")
        #expect(self.reason(self.say(.note("called them"), &saga)) == nil)
        #expect(saga.machine.assignment?.text == "ben")
        #expect(saga.machine.notes == [Remark(text: "called them", by: "ana", at: saga.now)])
    }

    @Test("is stored in words that outlive this code", arguments: Self.golden)
    func stored(_ word: Intervention<Said>, text: String) throws {
        let event = TestMachine.Event.intervened(word, by: "ana")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let whole = #"{"by":"ana","kind":"intervened","word":\#(text)}"#
        #expect(String(decoding: try encoder.encode(event), as: UTF8.self) == whole)
        #expect(try JSONDecoder().decode(TestMachine.Event.self, from: Data(whole.utf8)) == event)
    }

    private static let post = IdempotencyKey(saga: "test/Q-1", step: "post", round: 1, isUndo: false)
    private static let golden: [(Intervention<Said>, String)] = [
        (
            .resolve(Self.post, .done, .found(Said(document: "4711")), reason: "seen"),
            #"{"evidence":{"kind":"found","reply":{"document":"4711"}},"key":"test/Q-1/post","kind":"resolve","#
                + #""outcome":"done","reason":"seen"}"#
        ),
        (
            .resolve(Self.post, .notDone, .absent, reason: "seen"),
            #"{"evidence":{"kind":"absent"},"key":"test/Q-1/post","kind":"resolve","outcome":"not-done","reason":"seen"}"#
        ),
        (
            .resolve(Self.post, .done, .unverified(nil), reason: "seen"),
            #"{"evidence":{"kind":"unverified"},"key":"test/Q-1/post","kind":"resolve","outcome":"done","reason":"seen"}"#
        ),
        (.skip("tell", reason: "by phone"), #"{"kind":"skip","reason":"by phone","step":"tell"}"#),
        (.resume(within: .seconds(2)), #"{"kind":"resume","within":2000}"#),
        (.resume(within: nil), #"{"kind":"resume"}"#),
        (.turnBack(reason: "left"), #"{"kind":"turnBack","reason":"left"}"#),
        (.assign(to: "ben"), #"{"kind":"assign","to":"ben"}"#),
        (.note("called"), #"{"kind":"note","text":"called"}"#),
    ]
}

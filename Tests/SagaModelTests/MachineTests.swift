import SagaModel
import Testing

struct MachineTests {
    @Test func `when all goes well it waits for the payment and then ends`() {
        var saga = Scenario()
        saga.reply("ok ok ok ok ok ok")
        #expect(saga.machine.status == .waiting)
        #expect(saga.machine.state == "awaiting")
        _ = saga.hear("bank-1")
        saga.reply("ok")
        #expect(saga.machine.status == .done)
        #expect(saga.sent == ["terms", "order", "left", "right", "post", "tell", "apply"])
        #expect(saga.machine.facts?.learned == ["doc-order"])
    }

    @Test func `a refused pivot undoes what was done, last first`() {
        var saga = Scenario()
        saga.reply("ok ok ok ok no ok ok ok")
        #expect(saga.machine.status == .compensated)
        #expect(saga.sent.suffix(3) == ["-right", "-left", "-order"])
    }

    @Test func `after the pivot a refusal calls a person and undoes nothing`() {
        var saga = Scenario()
        saga.reply("ok ok ok ok ok no")
        #expect(saga.machine.status == .parked)
        #expect(!saga.sent.contains { $0.hasPrefix("-") })
        saga.feed(.retried(by: "ana"))
        saga.reply("ok")
        #expect(saga.machine.status == .waiting)
    }

    @Test func `side by side, both requests are out at once`() {
        var saga = Scenario(sequences: Definition<TestFacts, Ask>.sample.allSideBySide)
        saga.reply("ok ok")
        #expect(saga.out.map(\.request.effect) == ["left", "right"])
    }

    @Test func `a lost answer with a key is repeated with the same key`() {
        var saga = Scenario()
        saga.reply("ok ?? ok")
        let order = saga.machine.runs.first { $0.step == "order" }
        #expect(order?.forward.attempts == 2)
        #expect(order?.forward.wasInDoubt == true)
        #expect(order?.forward.state == .done)
        #expect(saga.effects.values.count { $0 == "order" } == 1)
    }

    @Test func `a lost answer without a key is looked up only after nothing can be in flight`() {
        var saga = Scenario(keyLifetime: nil)
        saga.reply("ok")
        let (_, key, number) = saga.out.removeFirst()
        saga.feed(.answered(key, number: number, .failed(.inDoubt("no answer"))))
        #expect(saga.asked.isEmpty)
        #expect(saga.timers.map(\.at) == [Moment(milliseconds: 30_000)])
        #expect(saga.machine.status == .retrying)
    }

    @Test func `a lost answer that no question can settle needs a person`() {
        var saga = Scenario(keyLifetime: nil, canLookUp: false)
        saga.reply("ok ??")
        #expect(saga.machine.status == .parked)
        #expect(saga.machine.blockers.map(\.subject) == ["order"])
    }

    @Test func `compensation begins at a step whose outcome was never settled`() {
        var saga = Scenario(keyLifetime: nil, canLookUp: true)
        saga.reply("ok ok ok ??")
        saga.reply("ok")
        #expect(saga.machine.runs.first { $0.step == "right" }?.forward.state == .done)
        var other = Scenario(keyLifetime: nil, canLookUp: false)
        other.reply("ok ok ok ??")
        other.feed(.cancelled(by: "ana"))
        other.reply("ok ok ok")
        #expect(other.sent.suffix(3) == ["-right", "-left", "-order"])
        #expect(other.machine.status == .compensated)
    }

    @Test func `a pivot in doubt that is found moves forward`() {
        var saga = Scenario(keyLifetime: nil)
        saga.reply("ok ok ok ok ??")
        #expect(saga.machine.isCommitted)
        #expect(saga.out.map(\.request.effect) == ["tell"])
    }

    @Test func `a refusal after doubt is not believed until the look-up`() {
        var saga = Scenario()
        saga.reply("ok ok ok ok ?? no")
        #expect(saga.machine.isCommitted, "the first send had posted it")
        #expect(!saga.sent.contains { $0.hasPrefix("-") })
    }

    @Test func `a refusal after doubt that proves to be absence turns the saga back`() {
        var saga = Scenario()
        saga.reply("ok ok ok ok ?! no ok ok ok")
        #expect(saga.machine.status == .compensated)
        #expect(saga.sent.filter { $0 == "post" }.count == 2, "proven absent, it is not sent again")
    }

    @Test func `a cancel before the pivot undoes, after it is refused`() {
        var saga = Scenario()
        saga.reply("ok ok")
        saga.feed(.cancelled(by: "ana"))
        saga.reply("ok ok ok ok")
        #expect(saga.machine.status == .compensated)
        var late = Scenario()
        late.reply("ok ok ok ok ok ok")
        #expect(late.feed(.cancelled(by: "ana")) != .advanced([]))
        #expect(late.machine.status == .waiting)
    }

    @Test func `an answer that comes twice, and one to nobody, change nothing`() {
        var saga = Scenario()
        saga.reply("ok")
        let (_, key, number) = saga.out[0]
        saga.reply("ok")
        let before = saga.machine.runs
        #expect(saga.feed(.answered(key, number: number, .done(Said(document: "again")))) != .advanced([]))
        #expect(saga.feed(.answered("nobody", number: 1, .absent)) != .advanced([]))
        #expect(saga.machine.runs == before)
    }

    @Test func `its state is the last milestone whose steps are done, beside the one it heads for`() {
        var saga = Scenario()
        #expect(saga.machine.state == nil)
        #expect(saga.machine.nextState == "validated")
        saga.reply("ok ok ok ok")
        #expect(saga.machine.state == "provisioned")
        #expect(saga.machine.nextState == "posted")
        saga.reply("ok ok")
        #expect(saga.machine.state == "awaiting")
        #expect(saga.machine.nextState == "closed")
        saga.passDeadline()
        #expect(saga.machine.state == "overdue")
        #expect(saga.machine.nextState == "closed")
        _ = saga.hear("bank-1")
        saga.reply("ok")
        #expect(saga.machine.state == "closed")
        #expect(saga.machine.nextState == nil)
    }

    @Test func `a saga that was turned back keeps the milestone that it had reached, and heads for none`() {
        var saga = Scenario()
        saga.reply("ok ok ok ok no")
        #expect(saga.machine.state == "provisioned")
        #expect(saga.machine.nextState == nil)
    }

    @Test func `a payment that comes early is kept, the same one twice counts once, another's does not end the wait`() {
        var saga = Scenario()
        saga.reply("ok ok ok")
        #expect(saga.hear("bank-1") == .advanced([]))
        #expect(saga.hear("bank-1") == .ignored("heard before"))
        saga.reply("ok ok ok")
        #expect(saga.machine.state == "awaiting")
        #expect(saga.machine.nextState == "closed")
        var other = Scenario()
        other.reply("ok ok ok ok ok ok")
        _ = other.hear("bank-2", "Q-99")
        #expect(other.machine.status == .waiting)
    }

    @Test func `a missed deadline is overdue, a second one calls a person, and late money still settles it`() {
        var saga = Scenario()
        saga.reply("ok ok ok ok ok ok")
        saga.passDeadline()
        #expect(saga.machine.state == "overdue")
        #expect(saga.machine.status == .waiting)
        saga.passDeadline()
        #expect(saga.machine.status == .parked)
        _ = saga.hear("bank-1")
        saga.reply("ok")
        #expect(saga.machine.status == .done)
    }
}

import SagaModel
import Testing

@Suite("A machine whose clock is set")
struct ClockChangeTests {
    private static let days: [Span] = [.days(3), .days(-3), .days(4_000), .days(-40_000)]
    private static let ends: [Span] = [.milliseconds(.max), .milliseconds(.min)]

    /// A saga whose first order got no answer.
    private func doubtful(keyLifetime: Span?) throws -> (machine: TestMachine, key: IdempotencyKey, at: Moment) {
        var scenario = Scenario(keyLifetime: keyLifetime)
        let at = Moment(milliseconds: 1_700_000_000_000)
        let check = try #require(scenario.out.first)
        let done = Answer<Said>.done(Said(document: "terms"))
        let reaction = scenario.machine.handle(.answered(check.key, number: check.number, done), at: at)
        guard case .advanced(let commands) = reaction, case .send(_, let key, let number)? = commands.first else {
            throw Unexpected()
        }
        let lost = scenario.machine.handle(.answered(key, number: number, .failed(.inDoubt("cut off"))), at: at)
        guard case .advanced = lost else { throw Unexpected() }
        return (scenario.machine, key, at)
    }

    private struct Unexpected: Error {}

    @Test("keeps what is left of a rest", arguments: days)
    func keepsRest(by: Span) throws {
        var (machine, key, at) = try self.doubtful(keyLifetime: nil)
        let reaction = machine.handle(.clockSet(ClockChange(by: by, isMeasured: true)), at: (at + .seconds(10)) + by)
        #expect(reaction == .advanced([.wake(.exchange(key, serial: 1), at: (at + .seconds(30)) + by)]))
    }

    @Test("rests once more where nobody knows how long it has rested")
    func restsAgain() throws {
        var (machine, key, at) = try self.doubtful(keyLifetime: nil)
        let later = at + .days(3)
        let reaction = machine.handle(.clockSet(ClockChange(by: .zero, isMeasured: false)), at: later)
        #expect(reaction == .advanced([.wake(.exchange(key, serial: 1), at: later + .seconds(30))]))
    }

    @Test("repeats by its key only when no clock says that the key is too old")
    func keysNeverGrowYounger() throws {
        let changes: [(change: ClockChange?, now: Span, isRepeated: Bool)] = [
            (nil, .minutes(2), true),
            // It seems to be younger than its first send.
            (nil, .minutes(-2), false),
            (nil, .minutes(20), false),
            // Twenty minutes have passed, whatever the wall clock says now.
            (ClockChange(by: .minutes(-15), isMeasured: true), .minutes(5), false),
            (ClockChange(by: .minutes(-1), isMeasured: true), .minutes(1), true),
            // It may have been frozen while the world went on.
            (ClockChange(by: .days(3), isMeasured: true), .minutes(3 * 24 * 60 + 1), false),
            (ClockChange(by: .minutes(-1), isMeasured: false), .minutes(1), false),
            (ClockChange(by: .zero, isMeasured: false), .minutes(1), true),
        ]
        for (change, now, isRepeated) in changes {
            var (machine, key, at) = try self.doubtful(keyLifetime: .minutes(10))
            if let change { _ = machine.handle(.clockSet(change), at: at + now) }
            let reaction = machine.handle(.woke(.exchange(key, serial: 1)), at: at + now)
            guard case .advanced(let commands) = reaction else { throw Unexpected() }
            let sends = commands.contains { if case .send = $0 { true } else { false } }
            #expect(sends == isRepeated, "\(String(describing: change)), \(now.words) later")
        }
    }

    @Test("never stumbles over a time that cannot be", arguments: ends)
    func neverTraps(by: Span) throws {
        for isMeasured in [true, false] {
            var (machine, key, at) = try self.doubtful(keyLifetime: .minutes(10))
            let change = ClockChange(by: by, isMeasured: isMeasured)
            _ = machine.handle(.clockSet(change), at: at + by)
            _ = machine.handle(.clockSet(change), at: at)
            _ = machine.handle(.woke(.exchange(key, serial: 1)), at: .distantPast)
            _ = machine.handle(.retried(by: "anna"), at: Moment(milliseconds: .max))
            #expect(machine.status != .done)
        }
    }

    @Test("says nothing of it to a saga that waits for nothing that time brings")
    func ignores() {
        var fresh = TestMachine(id: "test/Q-2", definition: .sample)
        let reaction = fresh.handle(.clockSet(ClockChange(by: .days(3), isMeasured: true)), at: Moment(milliseconds: 0))
        #expect(reaction == .ignored("nothing of it depends on the time"))
    }
}

import SagaModel
import Testing

/// A posting, a hold, and every order in which they can meet: of intent, hold, send, effect, reply and release.
@Suite("A hold that comes while the posting is under way")
struct LateHoldTests {
    /// Also where a lost answer would be sent for again under the same key: a hold keeps that back.
    @Test(
        "is never silent: flagged once, until it is released, and nothing is sent under a hold that was known",
        arguments: [nil, Span.days(365)]
    )
    func everyInterleaving(keyLifetime: Span?) {
        var survey = LateHoldSurvey()
        survey.explore(LateHoldWorld(underWay: "flag", keyLifetime: keyLifetime))
        #expect(survey.violations.isEmpty, "\(survey.violations.prefix(3))")
        #expect(survey.schedules > 500, "\(survey.schedules)")
        // Each way to meet was met.
        #expect(survey.flagged > 50, "\(survey.counts)")
        #expect(survey.stopped > 20, "\(survey.counts)")
        #expect(survey.releasedInTime > 5, "\(survey.counts)")
    }

    @Test("where the policy only tells, the record says who must be told, and no flag is sent")
    func tells() {
        var survey = LateHoldSurvey()
        survey.explore(LateHoldWorld(underWay: nil, keyLifetime: nil))
        #expect(survey.violations.isEmpty, "\(survey.violations.prefix(3))")
        #expect(survey.flagged == 0)
        #expect(survey.told > 50, "\(survey.counts)")
    }
}

private struct Ask: SagaRequest {
    struct Reply: Codable, Equatable, Sendable {}
    var effect: String
}

private struct Facts: SagaFacts { var order = "Q-1" }

private typealias Machine = SagaMachine<Facts, Ask>

/// What may happen next.
private enum Turn: Equatable {
    case hold, release, time
    /// The other system does it; its answer comes, or is lost; or the request never left.
    case effect(Int), reply(Int), loss(Int), unsent(Int)
    case lookUp
}

private struct Message {
    let effect: String
    let key: IdempotencyKey
    let number: Int
    var isServed = false
}

/// A value: a copy is another future.
private struct LateHoldWorld {
    var machine: Machine
    let underWay: StepName?
    var path: [Turn] = []
    var violation: String?
    private var now = Moment(milliseconds: 0)
    private var out: [Message] = []
    private var asked: [(key: IdempotencyKey, number: Int)] = []
    private var timers: [(timer: SagaTimer, at: Moment)] = []
    private(set) var effects: [String: Int] = [:]
    private var served: Set<IdempotencyKey> = []
    private var isPlaced = false
    private var isReleased = false
    /// The hold came while the posting was out.
    private(set) var isLate = false
    /// It was gone before anybody knew that the posting had happened.
    private(set) var wasGoneInTime = false
    private var troubles = 0

    init(underWay: StepName?, keyLifetime: Span?) {
        self.underWay = underWay
        self.machine = Machine(id: "s/Q-1", definition: Self.definition)
        var policy = Policy(workflow: "s", version: "1")
        policy.holds["dispute"] = HoldRule(stops: ["post"], on: ["order"], owner: "finance", underWay: underWay)
        let capability = Capability(keyLifetime: keyLifetime, canLookUp: true, longestFlight: .seconds(30))
        self.feed(.started(Facts(), Terms(capability: capability, policy: policy)))
    }

    private static let order = PolicyFact<Facts>("order", .text, "The order.") { .text($0.order) }
    private static let definition = Definition<Facts, Ask>(version: 1, exposing: [Self.order]) {
        State("ordered") { Compensatable("order", run: Self.ask("order"), undo: Self.ask("-order")) }
        State("posted") {
            Pivot("post", run: Self.ask("post"))
            LateHold("flag", on: "post", place: Self.ask("flag"), release: Self.ask("-flag"))
        }
        State("told") { Retriable("tell", run: Self.ask("tell")) }
    }

    private static func ask(_ effect: String) -> @Sendable (Facts) -> Ask { { _ in Ask(effect: effect) } }

    var turns: [Turn] {
        guard self.violation == nil, self.machine.status != .done else { return [] }
        var turns: [Turn] = self.out.indices.map { self.out[$0].isServed ? .reply($0) : .effect($0) }
        if self.troubles < 1 {
            turns += self.out.indices.map { .loss($0) }
            turns += self.out.indices.filter { !self.out[$0].isServed }.map { .unsent($0) }
        }
        if !self.asked.isEmpty { turns.append(.lookUp) }
        if self.out.isEmpty, self.asked.isEmpty, !self.timers.isEmpty { turns.append(.time) }
        if !self.isPlaced { turns.append(.hold) }
        if self.isPlaced, !self.isReleased { turns.append(.release) }
        return turns
    }

    mutating func take(_ turn: Turn) {
        self.path.append(turn)
        switch turn {
        case .hold:
            self.isLate = self.isPostingUnderWay
            self.isPlaced = true
            let hold = Obstacle(id: "C-1", kind: .hold, subject: "Q-1", owner: "finance", reason: "r", hold: "dispute")
            self.feed(.placed(hold))
        case .release:
            self.isReleased = true
            self.wasGoneInTime = self.isLate && self.state(of: "post") != .done
            self.feed(.removed(obstacle: "C-1", by: "ana"))
        case .time:
            let item = self.timers.removeFirst()
            self.now = max(self.now, item.at)
            self.feed(.woke(item.timer))
        case .effect(let index):
            self.out[index].isServed = true
            // A repetition under the same key changes nothing.
            guard self.served.insert(self.out[index].key).inserted else { break }
            self.effects[self.out[index].effect, default: 0] += 1
        case .reply(let index):
            let message = self.out.remove(at: index)
            self.feed(.answered(message.key, number: message.number, .done(Ask.Reply())))
        case .loss(let index):
            let message = self.out.remove(at: index)
            self.troubles += 1
            self.feed(.answered(message.key, number: message.number, .failed(.inDoubt("lost"))))
        case .unsent(let index):
            let message = self.out.remove(at: index)
            self.troubles += 1
            self.feed(.answered(message.key, number: message.number, .unsent))
        case .lookUp:
            let (key, number) = self.asked.removeFirst()
            let effect = self.machine.exchange(key)?.request.effect ?? ""
            let isThere = self.effects[effect, default: 0] > 0
            self.feed(.answered(key, number: number, isThere ? .done(Ask.Reply()) : .absent))
        }
        self.check()
    }

    private mutating func feed(_ event: Machine.Event) {
        guard case .advanced(let commands) = self.machine.handle(event, at: self.now) else { return }
        for command in commands {
            switch command {
            case .send(let request, let key, let number):
                if request.effect == "post", self.isPlaced, !self.isReleased {
                    self.violation = "I7: the posting was sent under a hold"
                }
                self.out.append(Message(effect: request.effect, key: key, number: number))
            case .lookUp(_, let key, let number): self.asked.append((key, number))
            case .wake(let timer, let at): self.timers.append((timer, at))
            case .decided: break
            }
        }
    }

    private func state(of step: StepName) -> Exchange<Ask>.State? {
        self.machine.runs.last { $0.step == step }?.forward.state
    }

    private var isPostingUnderWay: Bool {
        switch self.state(of: "post") {
        case .out, .resting, .settling, .asking, .stuck: true
        case .ready, .holdingBack, .done, .refused, .contradicted, .dropped, nil: false
        }
    }

    private var flags: Int { self.effects["flag", default: 0] }
    private var isFlagged: Bool { self.flags > self.effects["-flag", default: 0] }

    private mutating func check() {
        if self.effects["post", default: 0] > 1 || self.flags > 1 { self.violation = "I1: \(self.effects)" }
        if self.flags > 0, !self.isLate || self.underWay == nil { self.violation = "a flag that nobody asked for" }
        // Nobody does anything but wait for the release.
        if self.turns == [.release], self.isUnasked {
            self.violation = "silence: it may have happened, and nobody asks"
        }
        if self.turns.isEmpty { self.checkEnd() }
    }

    /// Nothing moves any more, and what became of the posting is not known.
    private var isUnasked: Bool { self.machine.runs.contains { $0.step == "post" && $0.forward.mayHaveHappened } }

    /// What the record says about the hold after the posting.
    var isTold: Bool {
        self.machine.decisions.contains { $0.subject == "C-1" && $0.outcome.hasPrefix("came while it was out") }
    }

    private mutating func checkEnd() {
        guard self.machine.status == .done || !self.machine.blockers.isEmpty else {
            self.violation = "I2: it stands still, and nobody knows why"
            return
        }
        guard self.isLate, self.effects["post"] == 1, !self.wasGoneInTime, self.state(of: "post") == .done else {
            // It did not happen, came back unsent, or the hold was gone before anybody knew.
            return
        }
        let stands = self.isPlaced && !self.isReleased
        if !self.isTold, self.wasOutToTheEnd { self.violation = "silence: the posting happened under way" }
        if self.isFlagged, !stands { self.violation = "the flag stands, and the hold is gone" }
        if self.machine.status == .done, self.isFlagged { self.violation = "done, and the flag stands" }
    }

    /// Not called back before it left, and sent again only when the hold was gone.
    private var wasOutToTheEnd: Bool {
        guard let hold = self.path.firstIndex(of: .hold) else { return false }
        let post = self.path[hold...].contains { if case .unsent = $0 { true } else { false } }
        return !post
    }
}

private struct LateHoldSurvey {
    private(set) var schedules = 0
    private(set) var flagged = 0
    private(set) var told = 0
    private(set) var stopped = 0
    private(set) var releasedInTime = 0
    private(set) var violations: [String] = []

    var counts: [String: Int] {
        [
            "schedules": self.schedules, "flagged": self.flagged, "told": self.told, "stopped": self.stopped,
            "released in time": self.releasedInTime,
        ]
    }

    mutating func explore(_ world: LateHoldWorld) {
        let turns = world.turns
        guard !turns.isEmpty else { return self.count(world) }
        for turn in turns {
            var next = world
            next.take(turn)
            self.explore(next)
        }
    }

    private mutating func count(_ world: LateHoldWorld) {
        self.schedules += 1
        if let violation = world.violation { self.violations.append("\(violation): \(world.path)") }
        if world.effects["flag"] == 1 { self.flagged += 1 }
        if world.isTold { self.told += 1 }
        if !world.isLate, world.machine.decisions.contains(where: { $0.matter == .hold }) { self.stopped += 1 }
        if world.wasGoneInTime { self.releasedInTime += 1 }
    }
}

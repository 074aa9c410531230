import SagaModel
import Testing

/// SplitMix64: small, and the same everywhere.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Laws that hold in every world: the other systems lose answers after the work, refuse, are busy, answer late and
/// twice; somebody cancels; the engine is killed and the history replayed.
struct RandomWorldTests {
    @Test(arguments: Subject.allCases)
    func `whatever happens, all is done, all is undone, or a person is called`(_ subject: Subject) {
        for seed in UInt64(0)..<6000 {
            var world = World(seed: seed, subject)
            world.run()
            if let violation = world.violation {
                Issue.record("seed \(seed): \(violation)\n\(world.story)")
                return
            }
        }
    }
}

/// What is put to the test.
enum Subject: CaseIterable, Sendable {
    case sample, amendment

    var definition: Definition<TestFacts, Ask> {
        switch self {
        case .sample: .sample
        case .amendment: .amendment
        }
    }

    /// Orders, gates, periods, retries: a policy that says something about everything.
    var policy: Policy {
        let (group, pivot): (GroupName, StepName) =
            switch self {
            case .sample: ("provisioning", "post")
            case .amendment: ("telling", "difference")
            }
        return .sample {
            $0.sequencing[group] = [
                SequenceRule("eu", when: .isEuropean, order: [["success"], ["crm"]]),
                SequenceRule("large", when: .total(.above, "500.00"), order: [["left", "right"]]),
            ]
            $0.approvals["large"] = .large
            $0.approvals["large"]?.before = [pivot]
            $0.holds["dispute"] = HoldRule(stops: [pivot, "left"], on: ["order"], owner: "support")
            $0.cutoffs["books"] = CutoffRule(steps: [pivot], date: "postedOn", then: .redate, owner: "finance")
            $0.cutoffs["cash"] = CutoffRule(steps: ["apply"], date: "orderedOn", then: .refuse, owner: "finance")
            $0.retries.systems["erp"] = RetryRule(attempts: 4, pause: .seconds(7))
            $0.deadlines["awaiting"] = DeadlineRule(within: .days(5), owner: "collections")
            $0.ownership["document"] = ["erp", "crm"]
        }
    }

    /// Effects that a dispute stops where the policy holds.
    var stoppedByDispute: Set<String> {
        switch self {
        case .sample: ["left", "post"]
        case .amendment: ["left", "difference"]
        }
    }

    /// Effects that a saga which turned back must not leave behind.
    var undoable: [String] {
        switch self {
        case .sample: ["order", "left", "right", "post"]
        case .amendment: ["amend", "difference"]
        }
    }

    /// How many effects stand when all is done: at least, at most.
    var effects: ClosedRange<Int> {
        switch self {
        case .sample: 6...6
        case .amendment: 6...8
        }
    }
}

/// One schedule: a saga, an honest remote, and chance.
private struct World {
    let subject: Subject
    /// Sent although something stood in the way.
    var sentUnderGate: String?
    /// What a dispute stops.
    var shutByPolicy: Set<String> = []
    var chance: Seeded
    var saga: Scenario
    /// Effects counted at the remote: an effect with a key that it knows is no new one.
    var effects: [String: Int] = [:]
    var keys: Set<IdempotencyKey> = []
    var late: [TestMachine.Event] = []
    /// Landed although a look-up had said that it never would.
    var landing: [(request: Ask, key: IdempotencyKey, number: Int)] = []
    /// May land after all.
    var flying: [(request: Ask, key: IdempotencyKey, number: Int)] = []
    var hasContradicted = false
    /// Steps that somebody skipped: their effects are not missed.
    var skipped = 0
    /// The first law that was broken on the way.
    var broken: String?
    let honoursKeys: Bool
    /// Whether the flight that the adapter declares may be too short.
    let fliesLonger: Bool
    let canLookUp: Bool

    init(seed: UInt64, _ subject: Subject) {
        self.subject = subject
        self.chance = Seeded(state: seed)
        self.honoursKeys = Bool.random(using: &self.chance)
        self.canLookUp = Bool.random(using: &self.chance)
        self.fliesLonger = Int.random(in: 0..<4, using: &self.chance) == 0
        let isSideBySide = Bool.random(using: &self.chance)
        let hasPolicy = Bool.random(using: &self.chance)
        var facts = TestFacts()
        facts.amount = Bool.random(using: &self.chance) ? "100.00" : "60000.00"
        facts.isEuropean = Bool.random(using: &self.chance)
        facts.hasDifference = Int.random(in: 0..<4, using: &self.chance) > 0
        self.saga = Scenario(
            keyLifetime: self.honoursKeys ? .days(1) : nil,
            canLookUp: self.canLookUp,
            sequences: isSideBySide ? subject.definition.allSideBySide : [:],
            definition: subject.definition,
            facts: facts,
            policy: hasPolicy ? subject.policy : nil
        )
        self.shutByPolicy = hasPolicy ? subject.stoppedByDispute : []
    }

    mutating func run() {
        for _ in 0..<400 {
            if self.saga.machine.status.isFinal { return }
            guard self.step() else { return }
            self.checkStatus()
            if self.broken != nil { return }
        }
    }

    private mutating func step() -> Bool {
        if !self.landing.isEmpty, self.happens(15) {
            self.land()
        } else if !self.late.isEmpty, self.happens(20) {
            self.saga.feed(self.late.remove(at: Int.random(in: self.late.indices, using: &self.chance)))
        } else if !self.saga.out.isEmpty {
            self.answer(self.saga.out.remove(at: Int.random(in: self.saga.out.indices, using: &self.chance)))
        } else if !self.saga.asked.isEmpty {
            self.lookUp(self.saga.asked.removeFirst())
        } else if let index = self.nextTimer {
            let (timer, at) = self.saga.timers.remove(at: index)
            self.saga.now = max(self.saga.now, at)
            self.feedUnder(self.saga.machine.obstacles.map(\.obstacle), .woke(timer))
        } else if let obstacle = self.saga.machine.obstacles.first?.obstacle {
            self.saga.feed(.removed(obstacle: obstacle.id, by: "the end"))
        } else if self.saga.machine.status == .gated {
            self.shutAndOpenGates()
        } else {
            return false
        }
        if self.happens(2) { self.saga.feed(.cancelled(by: "chance")) }
        if self.happens(3) { _ = self.saga.hear("bank-\(Int.random(in: 0...3, using: &self.chance))") }
        if self.happens(5) { self.saga.feed(.retried(by: "chance")) }
        if self.happens(15) { self.intervene() }
        self.shutAndOpenGates()
        return true
    }

    /// Somebody who looks at the other system before they say how it ended, and who also skips, resumes and turns back.
    private mutating func intervene() {
        let subject = self.saga.machine.blockers.filter { $0.cause == .person }.randomElement(using: &self.chance)?
            .subject
        let word: Intervention<Said>
        switch Int.random(in: 0..<8, using: &self.chance) {
        case 0: word = .skip(StepName(rawValue: subject ?? "tell"), reason: "chance")
        case 1: word = .resume(within: .days(2))
        case 2: word = .turnBack(reason: "chance")
        case 3: word = .assign(to: "chance")
        case 4: word = .note("chance")
        case _:
            guard let inquiry = subject.flatMap(self.saga.machine.inquiry) else { return }
            word = self.statement(inquiry)
        }
        let skipped = self.saga.machine.runs.count { $0.skipped != nil }
        self.saga.feed(.intervened(word, by: "chance"))
        self.skipped += self.saga.machine.runs.count { $0.skipped != nil } - skipped
    }

    /// The truth, and what can be known of it; what still flies may land after it was said not to be there.
    private mutating func statement(_ inquiry: Inquiry<Ask>) -> Intervention<Said> {
        let said = Said(document: "doc-\(inquiry.request.effect)")
        let isThere = self.keys.contains(inquiry.key)
        let evidence: Evidence<Said> =
            if inquiry.canLookUp { isThere ? .found(said) : .absent } else { .unverified(isThere ? said : nil) }
        let before = self.saga.machine.runs
        let word = Intervention.resolve(inquiry.key, isThere ? .done : .notDone, evidence, reason: "looked")
        // What is decided here is fed by the caller; a statement that does not count lets nothing land.
        var told = self.saga.machine
        guard case .advanced = told.handle(.intervened(word, by: "chance"), at: self.saga.now), !isThere,
            before != told.runs
        else { return word }
        self.landing += self.flying.filter { $0.key == inquiry.key }
        self.flying.removeAll { $0.key == inquiry.key }
        return word
    }

    /// Holds come and go, a period closes, an approver decides; in the end all obstacles go.
    private mutating func shutAndOpenGates() {
        let before = self.saga.machine.obstacles.map(\.obstacle)
        if self.happens(6) { self.feedUnder(before, .placed(self.anyObstacle)) }
        if let one = before.randomElement(using: &self.chance), self.happens(20) {
            self.feedUnder(before.filter { $0.id != one.id }, .removed(obstacle: one.id, by: "chance"))
        }
        guard let gate = self.saga.machine.blockers.first(where: { $0.cause == .approval }), let name = gate.gate else {
            return
        }
        if self.happens(10) {
            self.saga.feed(.declined(name, subject: gate.subject, by: "chance", reason: "no"))
        } else {
            self.saga.feed(.approved(name, subject: gate.subject, by: "chance", role: .approver))
        }
    }

    private var anyObstacle: Obstacle {
        mutating get {
            let kinds: [(Obstacle.Kind, String)] = [
                (.hold, "Q-1"), (.cutoff, "2026-11"), (.capacity, "crm"), (.predecessor, "Q-1"), (.hold, "else"),
            ]
            let (kind, subject) = kinds[Int.random(in: kinds.indices, using: &self.chance)]
            if self.happens(30) { return .dispute("case \(Int.random(in: 0..<100_000, using: &self.chance))") }
            let id = "obstacle \(Int.random(in: 0..<100_000, using: &self.chance))"
            return Obstacle(id: id, kind: kind, subject: subject, owner: "chance", reason: "chance")
        }
    }

    /// Feeds, and looks whether anything left that these obstacles should have kept back.
    private mutating func feedUnder(_ obstacles: [Obstacle], _ event: TestMachine.Event) {
        let count = self.saga.sent.count
        self.saga.feed(event)
        let isDisputed = obstacles.contains { $0.hold == "dispute" && $0.subject == "Q-1" }
        for effect in self.saga.sent[count...] {
            let isShut = self.subject == .amendment && obstacles.contains { $0.keepsBack(effect) }
            if isShut || (isDisputed && self.shutByPolicy.contains(effect)) { self.sentUnderGate = effect }
        }
    }

    private var nextTimer: Int? {
        self.saga.timers.indices.min { self.saga.timers[$0].at < self.saga.timers[$1].at }
    }

    private mutating func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self.chance) < percent }

    /// A repeating step is not running.
    private mutating func checkStatus() {
        guard self.saga.machine.status == .running else { return }
        let exchanges = self.saga.machine.runs.flatMap { [$0.forward] + ($0.undo.map { [$0] } ?? []) }
        let repeating = exchanges.first { exchange in
            switch exchange.state {
            case .resting, .settling, .asking, .holdingBack: true
            case .ready, .out: exchange.attempts > 1
            case .done, .refused, .stuck, .contradicted, .dropped: false
            }
        }
        if let repeating { self.broken = "\(repeating.key) is \(repeating.state), and the saga is running" }
    }

    /// The request takes effect after a look-up has said that it did not and never would.
    private mutating func land() {
        let (request, key, number) = self.landing.removeFirst()
        self.perform(request, key)
        let reaction = self.saga.feed(.answered(key, number: number, .done(Said(document: "doc-\(request.effect)"))))
        guard case .advanced = reaction, self.isContradicted(key) else { return }
        self.hasContradicted = true
        if self.saga.machine.status != .parked { self.broken = "\(key) landed after all, and nobody is called" }
    }

    private func isContradicted(_ key: IdempotencyKey) -> Bool {
        self.saga.machine.runs.contains { run in
            (run.forward.key == key && run.forward.state == .contradicted)
                || (run.undo?.key == key && run.undo?.state == .contradicted)
        }
    }

    private mutating func answer(_ message: (request: Ask, key: IdempotencyKey, number: Int)) {
        let (request, key, number) = message
        if self.happens(5) {
            self.saga.feed(.answered(key, number: number, .unsent))
            return
        }
        let isUndo = request.effect.hasPrefix("-")
        let said = Said(document: "doc-\(request.effect)")
        switch Int.random(in: 0..<10, using: &self.chance) {
        case 0: self.saga.feed(.answered(key, number: number, .failed(.transient("busy"))))
        case 1 where !isUndo && self.mayRefuse(key):
            self.saga.feed(.answered(key, number: number, .failed(.rejected("closed"))))
        case 2:
            self.saga.feed(.answered(key, number: number, .failed(.inDoubt("not done"))))
            if self.fliesLonger { self.flying.append(message) }
        case 3, 4:
            self.perform(request, key)
            self.saga.feed(.answered(key, number: number, .failed(.inDoubt("done, but no answer"))))
            if self.happens(30) { self.late.append(.answered(key, number: number, .done(said))) }
        case 5:
            self.perform(request, key)
            self.saga.feed(.answered(key, number: number, .done(said)))
            self.late.append(.answered(key, number: number, .done(said)))
        case _:
            self.perform(request, key)
            self.saga.feed(.answered(key, number: number, .done(said)))
        }
    }

    /// Some systems check the period before they look at the key, and refuse what they have done already.
    ///
    /// One that cannot be asked either must not: its answer to a repetition is the only way to the truth.
    private func mayRefuse(_ key: IdempotencyKey) -> Bool {
        self.canLookUp || !self.honoursKeys || !self.keys.contains(key)
    }

    private mutating func lookUp(_ message: (request: Ask, key: IdempotencyKey, number: Int)) {
        let (request, key, number) = message
        if self.happens(15) {
            self.saga.feed(.answered(key, number: number, .failed(.transient("busy"))))
        } else if self.keys.contains(key) {
            self.saga.feed(.answered(key, number: number, .done(Said(document: "doc-\(request.effect)"))))
        } else {
            self.saga.feed(.answered(key, number: number, .absent))
            self.landing += self.flying.filter { $0.key == key }
            self.flying.removeAll { $0.key == key }
        }
    }

    /// Does the work at the remote.
    ///
    /// Taking back what is not there succeeds and changes nothing.
    private mutating func perform(_ request: Ask, _ key: IdempotencyKey) {
        if self.honoursKeys, self.keys.contains(key) { return }
        self.keys.insert(key)
        if request.effect.hasPrefix("-") {
            self.effects[String(request.effect.dropFirst())] = 0
        } else {
            self.effects[request.effect, default: 0] += 1
        }
    }

    /// What broke a law; `nil` in a good world.
    var violation: String? {
        if let broken { return broken }
        // A person has been told, and looks after what stands there twice.
        if self.hasContradicted { return self.replayDiffers }
        if let sentUnderGate { return "\(sentUnderGate) was sent although something stood in its way" }
        let writes = self.effects.filter { $0.key != "terms" && $0.key != "price" }
        if let twice = writes.first(where: { $0.value > 1 }) { return "\(twice.key) happened \(twice.value) times" }
        let undone = self.subject.undoable.filter { (self.effects[$0] ?? 0) > 0 }
        switch self.saga.machine.status {
        case .done where !self.isComplete(writes): return "done, but only \(writes)"
        case .compensated where !undone.isEmpty: return "compensated, but \(undone) stand"
        case .parked where self.saga.machine.blockers.isEmpty: return "parked, and nobody knows why"
        case .running, .retrying, .gated, .compensating: return "nothing moves, and it is \(self.saga.machine.status)"
        case .done, .compensated, .parked, .waiting: return self.replayDiffers
        }
    }

    private func isComplete(_ writes: [String: Int]) -> Bool {
        let isSkipped = self.subject == .amendment && self.saga.machine.facts?.hasDifference == false
        return self.subject.effects.contains(writes.count + (isSkipped ? 1 : 0) + self.skipped)
            && !writes.values.contains(0)
    }

    private var replayDiffers: String? {
        var again = TestMachine(id: self.saga.machine.id, definition: self.subject.definition)
        for (event, at, reaction) in self.saga.log where again.handle(event, at: at) != reaction {
            return "a replay differs at \(event)"
        }
        guard again.decisions == self.saga.machine.decisions else { return "a replay decides otherwise" }
        return again.runs == self.saga.machine.runs ? nil : "a replay ends elsewhere"
    }

    var story: String {
        self.saga.log.suffix(60).map { "\($0.at.milliseconds) \($0.event) → \($0.reaction)" }.joined(separator: "\n")
    }
}

extension Obstacle {
    /// Whether the effect stands behind a gate that this obstacle shuts.
    fileprivate func keepsBack(_ effect: String) -> Bool {
        switch self.kind {
        case .hold: self.subject == "Q-1" && (effect == "difference" || effect.hasPrefix("remind"))
        case .cutoff: effect == "difference"
        case .capacity: ["left", "middle", "right"].contains(effect)
        case .predecessor: effect == "price"
        }
    }
}

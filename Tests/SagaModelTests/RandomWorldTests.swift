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
    @Test func `whatever happens, all is done, all is undone, or a person is called`() {
        for seed in UInt64(0)..<6000 {
            var world = World(seed: seed)
            world.run()
            if let violation = world.violation {
                Issue.record("seed \(seed): \(violation)\n\(world.story)")
                return
            }
        }
    }
}

/// One schedule: a saga, an honest remote, and chance.
private struct World {
    var chance: Seeded
    var saga: Scenario
    /// Effects counted at the remote: an effect with a key that it knows is no new one.
    var effects: [String: Int] = [:]
    var keys: Set<IdempotencyKey> = []
    var late: [TestMachine.Event] = []
    let honoursKeys: Bool
    let canLookUp: Bool

    init(seed: UInt64) {
        self.chance = Seeded(state: seed)
        self.honoursKeys = Bool.random(using: &self.chance)
        self.canLookUp = Bool.random(using: &self.chance)
        let sideBySide: [GroupName] = Bool.random(using: &self.chance) ? ["provisioning"] : []
        self.saga = Scenario(
            keyLifetime: self.honoursKeys ? .days(1) : nil,
            canLookUp: self.canLookUp,
            sideBySide: sideBySide
        )
    }

    mutating func run() {
        for _ in 0..<200 {
            if self.saga.machine.status.isFinal { return }
            guard self.step() else { return }
        }
    }

    private mutating func step() -> Bool {
        if !self.late.isEmpty, self.happens(20) {
            self.saga.feed(self.late.remove(at: Int.random(in: self.late.indices, using: &self.chance)))
        } else if !self.saga.out.isEmpty {
            self.answer(self.saga.out.remove(at: Int.random(in: self.saga.out.indices, using: &self.chance)))
        } else if !self.saga.asked.isEmpty {
            self.lookUp(self.saga.asked.removeFirst())
        } else if let index = self.nextTimer {
            let (timer, at) = self.saga.timers.remove(at: index)
            self.saga.now = max(self.saga.now, at)
            self.saga.feed(.woke(timer))
        } else {
            return false
        }
        if self.happens(2) { self.saga.feed(.cancelled(by: "chance")) }
        if self.happens(3) { _ = self.saga.hear("bank-\(Int.random(in: 0...3, using: &self.chance))") }
        if self.happens(5) { self.saga.feed(.retried(by: "chance")) }
        return true
    }

    private var nextTimer: Int? {
        self.saga.timers.indices.min { self.saga.timers[$0].at < self.saga.timers[$1].at }
    }

    private mutating func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self.chance) < percent }

    private mutating func answer(_ message: (request: Ask, key: IdempotencyKey, number: Int)) {
        let (request, key, number) = message
        let isUndo = request.effect.hasPrefix("-")
        let said = Said(document: "doc-\(request.effect)")
        switch Int.random(in: 0..<10, using: &self.chance) {
        case 0: self.saga.feed(.answered(key, number: number, .failed(.transient("busy"))))
        case 1 where !isUndo && self.mayRefuse(key):
            self.saga.feed(.answered(key, number: number, .failed(.rejected("closed"))))
        case 2: self.saga.feed(.answered(key, number: number, .failed(.inDoubt("not done"))))
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
        let writes = self.effects.filter { $0.key != "terms" }
        if let twice = writes.first(where: { $0.value > 1 }) { return "\(twice.key) happened \(twice.value) times" }
        let undone = ["order", "left", "right", "post"].filter { (self.effects[$0] ?? 0) > 0 }
        switch self.saga.machine.status {
        case .done where writes.count != 6 || writes.values.contains(0): return "done, but only \(writes)"
        case .compensated where !undone.isEmpty: return "compensated, but \(undone) stand"
        case .parked where self.saga.machine.blockers.isEmpty: return "parked, and nobody knows why"
        case .running, .retrying, .compensating: return "nothing moves, and it is \(self.saga.machine.status)"
        case .done, .compensated, .parked, .waiting: return self.replayDiffers
        }
    }

    private var replayDiffers: String? {
        var again = TestMachine(id: self.saga.machine.id, definition: .sample)
        for (event, at, reaction) in self.saga.log where again.handle(event, at: at) != reaction {
            return "a replay differs at \(event)"
        }
        return again.runs == self.saga.machine.runs ? nil : "a replay ends elsewhere"
    }

    var story: String {
        self.saga.log.map { "\($0.at.milliseconds) \($0.event) → \($0.reaction)" }.joined(separator: "\n")
    }
}

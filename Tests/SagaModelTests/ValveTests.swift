import SagaModel
import Testing

@Suite("A valve")
struct ValveTests {
    private static let start = Moment(milliseconds: 1_000_000)

    @Test("lets no more out than its limits, in any second, whatever happens")
    func keepsLimits() {
        for seed in UInt64(0)..<400 {
            var world = ValveWorld(seed: seed)
            for _ in 0..<300 { world.step() }
            if let violation = world.violation {
                Issue.record("seed \(seed): \(violation)")
                return
            }
        }
    }

    @Test("names a moment at which a request may then leave, and is not stuck without one")
    func keepsItsWord() {
        for seed in UInt64(0)..<400 {
            var world = ValveWorld(seed: seed)
            for _ in 0..<200 { world.step() }
            world.drain()
            for urgency in Valve.Urgency.allCases where !world.leavesInTime(urgency) {
                Issue.record("seed \(seed): \(urgency) cannot leave although nothing is out")
                return
            }
        }
    }

    @Test("keeps room for look-ups and undos that steps cannot take")
    func reserves() {
        var valve = Valve(CapacityLimits(inFlight: 5, perSecond: 10))
        while valve.verdict(.step, Self.start) == .now { valve.depart(.step, Self.start) }
        #expect(valve.verdict(.step, Self.start) == .afterAnswer)
        #expect(valve.verdict(.relief, Self.start) == .now)
        valve.depart(.relief, Self.start)
        #expect(valve.verdict(.relief, Self.start) == .afterAnswer)
    }

    @Test("opens its circuit after three outages in a row, lets one request try, and closes when that is answered")
    func opens() {
        var valve = Valve(.none)
        for _ in 0..<3 {
            valve.depart(.step, Self.start)
            valve.arrive(.step, .outage("refused", after: nil), Self.start)
        }
        let then = Self.start + .seconds(2)
        #expect(valve.verdict(.relief, Self.start) == .at(then))
        #expect(valve.circuit.since == Self.start)
        #expect(valve.verdict(.step, then) == .now)
        valve.depart(.step, then)
        #expect(valve.verdict(.relief, then) == .afterAnswer)
        valve.arrive(.step, .outage("refused", after: nil), then)
        #expect(valve.verdict(.step, then) == .at(then + .seconds(4)))
        valve.depart(.step, then + .seconds(4))
        valve.arrive(.step, .reached, then + .seconds(5))
        #expect(valve.verdict(.step, then + .seconds(5)) == .now)
        #expect(valve.circuit == Circuit())
    }

    @Test("is not opened by refusals, however many")
    func ignoresRefusals() {
        var valve = Valve(.none)
        for _ in 0..<50 {
            valve.depart(.step, Self.start)
            valve.arrive(.step, .outage("refused", after: nil), Self.start)
            valve.depart(.step, Self.start)
            valve.arrive(.step, .reached, Self.start)
        }
        #expect(valve.circuit.state == .closed)
    }

    @Test("leaves a system alone for as long as it asks")
    func respectsRetryAfter() {
        var valve = Valve(.none)
        valve.depart(.step, Self.start)
        valve.arrive(.step, .outage("too many", after: .seconds(30)), Self.start)
        #expect(valve.verdict(.relief, Self.start + .seconds(29)) == .at(Self.start + .seconds(30)))
        #expect(valve.verdict(.step, Self.start + .seconds(30)) == .now)
    }

    @Test("lets the next one try when the one that tried never left, or its process died")
    func forgetsProbes() {
        var valve = Valve(.none)
        for _ in 0..<3 {
            valve.depart(.step, Self.start)
            valve.arrive(.step, .outage("refused", after: nil), Self.start)
        }
        let later = Self.start + .seconds(3)
        valve.depart(.step, later)
        #expect(Valve(.none, circuit: valve.circuit).verdict(.step, later) == .now)
        valve.cancel(.step)
        #expect(valve.verdict(.step, later) == .now)
    }
}

/// Requests that want to leave, answers that come, and chance.
private struct ValveWorld {
    var chance: Seeded
    var valve: Valve
    var now = Moment(milliseconds: 1_000_000)
    var out: [Valve.Urgency] = []
    var departures: [Moment] = []
    var violation: String?
    let inFlight: Int
    let perSecond: Int

    init(seed: UInt64) {
        self.chance = Seeded(state: seed)
        self.inFlight = Int.random(in: 1...8, using: &self.chance)
        self.perSecond = Int.random(in: 1...12, using: &self.chance)
        self.valve = Valve(CapacityLimits(inFlight: self.inFlight, perSecond: self.perSecond))
    }

    mutating func step() {
        switch Int.random(in: 0..<10, using: &self.chance) {
        case 0...4: self.tryToLeave(Bool.random(using: &self.chance) ? .step : .relief)
        case 5...7: self.answer()
        case 8: self.now = self.now + .milliseconds(Int.random(in: 0...400, using: &self.chance))
        case _: self.now = self.now + .milliseconds(Int.random(in: 0...5000, using: &self.chance))
        }
    }

    mutating func tryToLeave(_ urgency: Valve.Urgency) {
        let rest = self.valve.notBefore
        guard self.valve.verdict(urgency, self.now) == .now else { return }
        if let rest, self.now < rest { self.violation = "it left before the system wanted it" }
        if self.valve.circuit.state == .halfOpen { self.violation = "two requests try at once" }
        self.valve.depart(urgency, self.now)
        self.out.append(urgency)
        self.departures.append(self.now)
        if self.out.count > self.inFlight { self.violation = "\(self.out.count) are out, not \(self.inFlight)" }
        let recent = self.departures.filter { self.now < $0 + .seconds(1) }.count
        if recent > self.perSecond { self.violation = "\(recent) left within a second, not \(self.perSecond)" }
    }

    mutating func answer() {
        guard !self.out.isEmpty else { return }
        let urgency = self.out.remove(at: Int.random(in: self.out.indices, using: &self.chance))
        let arrival: Valve.Arrival =
            switch Int.random(in: 0..<6, using: &self.chance) {
            case 0...1: .outage("refused", after: nil)
            case 2: .outage("too many", after: .seconds(Int.random(in: 0...20, using: &self.chance)))
            case 3: .unknown
            case _: .reached
            }
        self.valve.arrive(urgency, arrival, self.now)
    }

    mutating func drain() { while !self.out.isEmpty { self.answer() } }

    /// Follows the valve's own word until the request may leave.
    mutating func leavesInTime(_ urgency: Valve.Urgency) -> Bool {
        for _ in 0..<4 {
            switch self.valve.verdict(urgency, self.now) {
            case .now: return true
            case .at(let moment) where moment > self.now: self.now = moment
            case .at, .afterAnswer: return false
            }
        }
        return false
    }
}

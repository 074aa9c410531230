import RuntimeConformance
import SagaModel
import Synchronization

@testable import Simulator

/// The simulation as a runtime: its value is the disk.
struct MemoryRuntime: RuntimeUnderTest {
    var bug: Bug?

    func inNewPlace(_ world: World, _ body: (any Place) async throws -> Void) async throws {
        try await body(MemoryPlace(world, self.bug))
    }
}

typealias TinySimulation = Simulation<TinyWorkflow>

/// What is kept between one runtime and the next.
final class MemoryPlace: Place {
    let world: World
    let bug: Bug?
    private let disk: Mutex<Disk>

    struct Disk {
        var simulation: TinySimulation
        /// What was there one event earlier, for a disk that loses the last one.
        var before: TinySimulation
        var opened = 0
    }

    init(_ world: World, _ bug: Bug?) {
        let simulation = TinySimulation(TinyWorkflow(), now: world.clock.now())
        self.world = world
        self.bug = bug
        self.disk = Mutex(Disk(simulation: simulation, before: simulation))
    }

    func open(onPoint: @escaping @Sendable () throws -> Void) async throws -> any OpenRuntime {
        self.disk.withLock { disk in
            disk.opened += 1
            self.bug?.whenOpened(&disk)
            if self.bug != .forgetsDoubt { disk.simulation.restart() }
        }
        return MemoryEngine(place: self, onPoint: onPoint)
    }

    func history(_ id: SagaID) throws -> [Recorded] {
        let lines = self.disk.withLock { $0.simulation.sagas[id]?.history ?? [] }
        let recorded = lines.enumerated().map {
            Recorded(seq: $0 + 1, at: $1.at, event: $1.event, reaction: $1.reaction)
        }
        return self.bug?.falsified(recorded) ?? recorded
    }

    func snapshot(_ id: SagaID) throws -> Snapshot? {
        self.disk.withLock { disk in
            let source = self.bug == .showsStale ? disk.before : disk.simulation
            return source.sagas[id].map { saga in
                let (machine, lines) = (saga.machine, saga.history.count)
                return Snapshot(revision: lines, status: machine.status, state: machine.state, facts: machine.facts)
            }
        }
    }

    /// One write, with a point before and after it; the clock outside is the simulation's.
    func write<Result: Sendable>(
        _ onPoint: () throws -> Void,
        _ body: (inout TinySimulation) throws -> Result
    ) throws -> Result {
        try onPoint()
        let result = try self.disk.withLock { disk in
            disk.before = disk.simulation
            disk.simulation.pass(to: self.world.clock.now())
            defer { self.world.clock.pass(to: disk.simulation.now) }
            return try body(&disk.simulation)
        }
        try onPoint()
        return result
    }
}

/// A life of the simulation, until a crash.
struct MemoryEngine: OpenRuntime {
    let place: MemoryPlace
    let onPoint: @Sendable () throws -> Void

    func start(_ id: SagaID, _ facts: TinyFacts, _ terms: Terms) async throws -> StartOutcome {
        try self.place.write(self.onPoint) { $0.start(id, facts: facts, terms: terms) } ? .new : .existing
    }

    func hear(_ signal: Signal<Ask.Reply>, businessKey: String) async throws -> HearOutcome {
        if self.place.bug == .dropsEvents { return .taken }
        if self.place.bug == .renamesEvents { return try self.hear(again: signal, businessKey) }
        return try self.place.write(self.onPoint) { $0.hear(signal, businessKey: businessKey).outcome }
    }

    /// As if the second delivery were another event.
    private func hear(again signal: Signal<Ask.Reply>, _ key: String) throws -> HearOutcome {
        try self.place.write(self.onPoint) { simulation in
            let first = simulation.hear(signal, businessKey: key)
            guard first == .repeated else { return first.outcome }
            let renamed = Signal(id: "\(signal.id)'", name: signal.name, body: signal.body)
            return simulation.hear(renamed, businessKey: key).outcome
        }
    }

    func cancel(_ id: SagaID) async throws -> Bool {
        if self.place.bug == .cancelsSilently { return false }
        return try self.place.write(self.onPoint) { $0.cancel(id, by: "anna").isAdvanced }
    }

    func retry(_ id: SagaID) async throws -> Bool {
        try self.place.write(self.onPoint) { $0.retry(id, by: "anna").isAdvanced }
    }

    func answer(_ id: SagaID, _ key: IdempotencyKey, number: Int, _ answer: Answer<Ask.Reply>) async throws {
        if self.place.bug == .ignoresLateAnswers { return }
        _ = try self.place.write(self.onPoint) { $0.answer(id, key, number: number, answer) }
    }

    func run(patience: Span) async throws {
        let (remote, onPoint, bug) = (self.place.world.remote, self.onPoint, self.place.bug)
        try self.place.write({}) { simulation in
            let end = bug == .firesEarly ? simulation.now + .days(30) : simulation.now + patience
            try simulation.run(until: end, onPoint: onPoint) { errand in
                try onPoint()
                switch errand.kind {
                case .send: return remote.carryOut(errand.request, errand.key)
                case .lookUp: return bug == .guessesAbsence ? .absent : remote.find(errand.request, errand.key)
                }
            }
        }
    }
}

extension Hearing {
    var outcome: HearOutcome {
        switch self {
        case .taken: .taken
        case .ignored: .ignored
        case .repeated: .repeated
        case .unclaimed: .unclaimed
        }
    }
}

extension Reaction<Ask>? {
    fileprivate var isAdvanced: Bool { if case .advanced? = self { true } else { false } }
}

import Foundation
import RuntimeConformance
import SagaModel
import Synchronization
import Testing

@testable import SQLiteRuntime

/// A request to one of two systems.
struct Wish: SagaRequest {
    typealias Reply = Ask.Reply
    let system: String
    let order: String
    var target: String { self.system }
}

/// Two systems of which one may be dead; counts what is under way at once.
private final class TwoSystems: Gateway {
    struct State {
        var dead: Set<String> = []
        var after: Span?
        var out: [String: Int] = [:]
        var mostOut: [String: Int] = [:]
        var arrivals: [(system: String, key: String, at: Moment)] = []
        var refused = 0
    }

    let state = Mutex(State())
    let now: @Sendable () -> Moment

    init(_ now: @escaping @Sendable () -> Moment) { self.now = now }

    func kill(_ system: String) { self.state.withLock { _ = $0.dead.insert(system) } }
    func revive(_ system: String) { self.state.withLock { _ = $0.dead.remove(system) } }

    func send(_ request: Wish, key: IdempotencyKey) async throws(Failure) -> Ask.Reply {
        let now = self.now()
        let failure: Failure? = self.state.withLock { state in
            let count = (state.out[request.system] ?? 0) + 1
            state.out[request.system] = count
            state.mostOut[request.system] = max(state.mostOut[request.system] ?? 0, count)
            guard state.dead.contains(request.system) else {
                state.arrivals.append((request.system, key.rawValue, now))
                return nil
            }
            state.refused += 1
            return .transient("connection refused", outage: Outage(after: state.after))
        }
        await Task.yield()
        self.state.withLock { $0.out[request.system, default: 1] -= 1 }
        if let failure { throw failure }
        return Ask.Reply(reference: nil)
    }

    func lookUp(_ request: Wish, key: IdempotencyKey) async throws(Failure) -> Ask.Reply? { nil }

    func capability(of request: Wish) -> Capability { Remote.capability }
}

/// The one system's step, and the other's.
private struct OneStep: Workflow {
    let name: WorkflowName = "one"

    var rehearsals: [Rehearsal<TinyFacts, Wish>] {
        [Rehearsal("it goes", facts: TinyFacts(order: "erp 1"), signals: []) { _ in Ask.Reply(reference: nil) }]
    }

    var definition: Definition<TinyFacts, Wish> {
        Definition(version: 1) {
            State("posted") {
                Pivot("post", run: { Wish(system: String($0.order.prefix { $0 != " " }), order: $0.order) })
            }
        }
    }

    func businessKeys(_ facts: TinyFacts) -> [String] { [facts.order] }
    func amount(_ facts: TinyFacts) -> String? { nil }
}

@Suite("Capacity")
struct CapacityTests {
    private let clock = Clock()
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("skald-\(UUID().uuidString)")
    private let systems: TwoSystems

    private var path: String { self.folder.appendingPathComponent("skald.db").path }

    init() throws {
        let clock = self.clock
        self.systems = TwoSystems { clock.now() }
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
    }

    private func open(_ capacities: [String: CapacityLimits]) throws -> Engine<Wish> {
        let clock = self.clock
        return try Engine(
            path: self.path,
            workflows: [OneStep()],
            gateway: self.systems,
            now: { clock.now() },
            capacities: capacities,
            sleep: { clock.pass($0) }
        )
    }

    private func start(_ engine: Engine<Wish>, _ system: String, _ count: Int, attempts: Int = 3) async throws {
        for number in 1...count {
            _ = try await engine.start(
                OneStep(),
                id: SagaID(rawValue: "one/\(system)-\(String(1000 + number).dropFirst())"),
                facts: TinyFacts(order: "\(system) \(number)"),
                terms: Terms(attempts: attempts, capability: Remote.capability)
            )
        }
    }

    @Test("bounds what is under way at one system, in order of arrival, and nothing is lost or sent twice")
    func boundsInFlight() async throws {
        defer { try? FileManager.default.removeItem(at: self.folder) }
        let engine = try self.open(["erp": CapacityLimits(inFlight: 4)])
        try await self.start(engine, "erp", 60)
        try await self.start(engine, "crm", 10)
        _ = try await engine.run(patience: .minutes(1))
        let state = self.systems.state.withLock { $0 }
        // Of four, one is kept for look-ups and undos.
        #expect(state.mostOut["erp"] == 3)
        #expect(Set(state.arrivals.map(\.key)).count == 70)
        #expect(state.arrivals.count == 70)
        #expect(try SagaReader(path: self.path).list([.done]).count == 70)
    }

    @Test("lets no more leave in a second than the limit")
    func boundsRate() async throws {
        defer { try? FileManager.default.removeItem(at: self.folder) }
        let engine = try self.open(["erp": CapacityLimits(inFlight: nil, perSecond: 10)])
        try await self.start(engine, "erp", 45)
        _ = try await engine.run(patience: .minutes(1))
        let times = self.systems.state.withLock { $0.arrivals.map(\.at) }
        #expect(times.count == 45)
        for time in times {
            #expect(times.filter { $0 >= time && $0 < time + .seconds(1) }.count <= 10)
        }
    }

    @Test("a dead system holds up its own sagas on disk, and nobody else's; they say so, and go on when it is back")
    func isolates() async throws {
        defer { try? FileManager.default.removeItem(at: self.folder) }
        self.systems.kill("erp")
        var engine: Engine<Wish>? = try self.open(["erp": CapacityLimits(inFlight: 5)])
        try await self.start(try #require(engine), "erp", 40, attempts: 100)
        try await self.start(try #require(engine), "crm", 40)
        _ = try await engine?.run(patience: .zero)
        let reader = try SagaReader(path: self.path)
        #expect(try reader.list([.done]).count == 40)
        #expect(try reader.list([.running]).isEmpty)
        let gated = try reader.list([.gated])
        #expect(gated.count >= 35)
        #expect(gated.allSatisfy { $0.blockers.map(\.cause) == [.capacity] && $0.blockers.map(\.subject) == ["erp"] })
        let closed = try #require(try reader.closedSystems().first)
        #expect(closed.target == "erp" && closed.since != nil && closed.reason?.contains("refused") == true)
        // A new process knows it, too: nobody who waited is in doubt, and nobody knocks before the time.
        engine = nil
        let again = try await self.reopen(["erp": CapacityLimits(inFlight: 5)])
        let knocks = self.systems.state.withLock(\.refused)
        #expect(knocks < 10)
        self.systems.revive("erp")
        let summary = try await again.run(patience: .minutes(5))
        #expect(summary.lookUps == 0)
        #expect(try reader.list([.done]).count == 80)
        let arrivals = self.systems.state.withLock { $0.arrivals.map(\.key) }
        #expect(arrivals.count == 80 && Set(arrivals).count == 80)
    }

    @Test("leaves a system alone for as long as it asks, all sagas together")
    func respectsRetryAfter() async throws {
        defer { try? FileManager.default.removeItem(at: self.folder) }
        self.systems.kill("erp")
        self.systems.state.withLock { $0.after = .seconds(90) }
        let engine = try self.open([:])
        try await self.start(engine, "erp", 1)
        let before = self.clock.now()
        _ = try await engine.run(patience: .zero)
        self.systems.revive("erp")
        try await self.start(engine, "erp", 5)
        _ = try await engine.run(patience: .seconds(60))
        #expect(self.systems.state.withLock { $0.arrivals.isEmpty })
        _ = try await engine.run(patience: .minutes(5))
        let times = self.systems.state.withLock { $0.arrivals.map(\.at) }
        #expect(times.count == 5)
        #expect(times.allSatisfy { $0 >= before + .seconds(90) })
    }

    @Test("turning back does not wait for a dead system that was never asked")
    func cancels() async throws {
        defer { try? FileManager.default.removeItem(at: self.folder) }
        self.systems.kill("erp")
        let engine = try self.open(["erp": CapacityLimits(inFlight: 2)])
        try await self.start(engine, "erp", 6, attempts: 100)
        _ = try await engine.run(patience: .zero)
        #expect(try await engine.act(.cancel, on: "one/erp-006", by: "anna") == .advanced)
        #expect(try SagaReader(path: self.path).list([.compensated]).map(\.id) == ["one/erp-006"])
    }

    private func reopen(_ capacities: [String: CapacityLimits]) async throws -> Engine<Wish> {
        var tries = 200
        while true {
            do {
                return try self.open(capacities)
            } catch RuntimeError.locked where tries > 0 {
                tries -= 1
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }
}

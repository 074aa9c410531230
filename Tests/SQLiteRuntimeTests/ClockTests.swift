import Foundation
import GRDB
import RuntimeConformance
import SagaModel
import Testing

@testable import SQLiteRuntime

@Suite("A clock that is set")
struct ClockTests {
    @Test("by three days at any point of a saga, either way, changes nothing outside", arguments: ClockLife.all)
    func anyPoint(life: ClockLife) async throws {
        let calm = try await life.live(nil)
        #expect(calm.violations.isEmpty)
        let points: [Int?] = [nil] + (1...calm.points).map { $0 }
        for (point, by) in points.flatMap({ point in [Span.days(3), .days(-3)].map { (point, $0) } }) {
            let outcome = try await life.live(ClockLife.Jump(point: point, by: by))
            let place = "set by \(by.words) at \(point.map { "point \($0)" } ?? "the wait")"
            #expect(outcome.violations.isEmpty, "\(place)")
            #expect(outcome.keys == calm.keys, "\(place)")
        }
    }

    @Test("while an engine is dead changes nothing outside", arguments: ClockLife.all, ClockLife.Death.all)
    func anyDeath(life: ClockLife, death: ClockLife.Death) async throws {
        let points = try await life.live(nil).points
        // Each way to die takes its own quarter of the points: all of them would take minutes.
        for point in stride(from: 1 + death.quarter, through: points, by: 4) {
            let outcome = try await life.die(at: point, death)
            #expect(outcome.violations.isEmpty, "dead at point \(point)")
        }
    }

    @Test("is fatal to an engine that knows the wall clock only: the laws find it")
    func plantedBug() async throws {
        let late = ClockLife.all[0]
        var found: Set<String> = []
        for point in try await 1...late.live(nil).points where found.isEmpty {
            found.formUnion(try await late.live(ClockLife.Jump(point: point, by: .days(3)), .wall).violations)
        }
        found.formUnion(try await late.live(ClockLife.Jump(point: nil, by: .days(3)), .wall).violations)
        #expect(found.contains("tiny/Q-1/crm-order took effect 2 times"), "\(found)")
        #expect(found.contains("the deadline came early"), "\(found)")
        let keyed = ClockLife.all[2]
        let pause = ClockLife.Death(isRestart: false, length: .minutes(20), by: .minutes(-15))
        var doubled: [String] = []
        for point in try await 1...keyed.live(nil).points where doubled.isEmpty {
            doubled += try await keyed.die(at: point, pause, .wall).violations
        }
        #expect(doubled.contains { $0.hasSuffix("took effect 2 times") }, "\(doubled)")
    }

    @Test("stands in the history, and moves what people are told")
    func isRecorded() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let clock = SettableClock()
        let engine = try desk.open(clock)
        try await desk.run(engine)
        let before = try #require(try desk.report())
        clock.set(by: .days(-3))
        _ = try await engine.run(patience: .zero)
        let after = try #require(try desk.report())
        #expect(after.revision == before.revision + 1)
        #expect(after.status == .waiting)
        let line = try #require(try SagaReader(path: desk.path).history(desk.id).last)
        #expect(line.event == #"{"change":{"by":-259200000,"isMeasured":true},"kind":"clockSet"}"#)
        #expect(line.at == clock.wall)
        #expect(after.blockers.compactMap(\.until) != before.blockers.compactMap(\.until))
        #expect(try desk.found().isEmpty)
        // Little by little it is kept in time, and no saga hears of it.
        clock.set(by: .seconds(9))
        _ = try await engine.run(patience: .zero)
        #expect(try desk.report()?.revision == after.revision)
        clock.set(by: .seconds(2))
        _ = try await engine.run(patience: .zero)
        #expect(try desk.report()?.revision == after.revision + 1)
    }

    @Test("frees a system that was to be left alone no later than it would have been")
    func movesCircuits() async throws {
        let clock = SettableClock()
        var capacity = Capacity([:], [:], waiting: [:])
        let lane = Lane(target: "erp", urgency: .step)
        for _ in 0..<3 { capacity.arrive(lane, .outage("gone", after: .minutes(1)), clock.wall) }
        capacity.changed = []
        clock.set(by: .days(-3))
        capacity.shift(.days(-3))
        #expect(capacity.verdict(lane, clock.wall) == .at(clock.wall + .minutes(1)))
        #expect(capacity.changed == ["erp"])
        clock.pass(.minutes(1))
        #expect(capacity.verdict(lane, clock.wall) == .now)
    }

    @Test("of a file that an older program wrote begins anew")
    func migrates() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let clock = SettableClock()
        try await desk.run(try desk.open(clock))
        let queue = try DatabaseQueue(path: desk.path)
        try await queue.write {
            try $0.execute(sql: "DROP TABLE clock; DELETE FROM grdb_migrations WHERE identifier = '7-uptime'")
        }
        try queue.close()
        #expect(try SagaReader(path: desk.path).read { try Clocks.mark($0) } == nil)
        #expect(try desk.found().isEmpty)
        let engine = try desk.open(clock)
        #expect(try await desk.pay(engine) == .taken(desk.id))
        #expect(try SagaReader(path: desk.path).read { try Clocks.mark($0) }?.uptime == clock.uptime)
    }
}

extension Desk {
    fileprivate func open(_ clock: SettableClock) throws -> Engine<Ask> {
        try Engine(
            path: self.path,
            workflows: [TinyWorkflow()],
            gateway: self.remote,
            now: { clock.wall },
            uptime: { clock.uptime },
            sleep: { clock.pass($0) }
        )
    }
}

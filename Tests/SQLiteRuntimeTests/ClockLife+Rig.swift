import Foundation
import RuntimeConformance
import SagaModel
import Synchronization

@testable import SQLiteRuntime

extension ClockLife {
    /// How many points were passed.
    final class Count: Sendable {
        private let value = Mutex(0)
        var count: Int { self.value.withLock { $0 } }
        func add() { self.value.withLock { $0 += 1 } }
    }

    /// A file, a clock, the other systems, and what was seen of them.
    struct Rig {
        let desk: Desk
        let clock: SettableClock
        let remote: TruthfulRemote
        let points = Count()
        var outcome = Outcome()

        /// A dropped engine may take a moment to let go of its lock.
        func open(
            _ knowledge: Knowledge,
            onPoint: @escaping @Sendable (String) throws -> Void = { _ in }
        ) async throws -> Engine<Ask> {
            let (clock, points) = (self.clock, self.points)
            while true {
                do {
                    return try Engine(
                        path: self.desk.path,
                        workflows: [TinyWorkflow()],
                        gateway: self.remote,
                        now: { clock.wall },
                        uptime: { knowledge == .both ? clock.uptime : nil },
                        sleep: { clock.pass($0) },
                        onPoint: {
                            points.add()
                            try onPoint($0)
                        }
                    )
                } catch RuntimeError.locked {
                    try await Task.sleep(for: .milliseconds(2))
                }
            }
        }

        func start(_ engine: Engine<Ask>, _ terms: Terms) async throws {
            _ = try await engine.start(TinyWorkflow(), id: self.desk.id, facts: TinyFacts(order: "Q-1"), terms: terms)
        }

        /// The customer has thirty days, neither fewer nor more, and never pays.
        mutating func waitOut(_ engine: Engine<Ask>, after waited: Span = .zero) async throws {
            guard try self.desk.report()?.status == .waiting else { return try self.expectEnd() }
            self.clock.pass(.days(30) - waited - .minutes(5))
            _ = try await engine.run(patience: .zero)
            if try self.isOverdue() { self.outcome.violations.append("the deadline came early") }
            self.clock.pass(.minutes(10))
            _ = try await engine.run(patience: .zero)
            try self.expectEnd()
        }

        mutating func expectEnd() throws {
            let status = try self.desk.report()?.status
            if try !self.isOverdue(), status != .compensated {
                self.outcome.violations.append("it is \(status?.rawValue ?? "gone"), and its deadline did not come")
            }
        }

        private func isOverdue() throws -> Bool {
            try self.events().contains { if case .woke(.deadline) = $0 { true } else { false } }
        }

        private func events() throws -> [SagaEvent<TinyFacts, Ask.Reply>] {
            try SagaReader(path: self.desk.path).history(self.desk.id).map {
                try JSON.value(SagaEvent<TinyFacts, Ask.Reply>.self, $0.event)
            }
        }
    }
}

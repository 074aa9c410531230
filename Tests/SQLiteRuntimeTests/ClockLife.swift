import Foundation
import RuntimeConformance
import SagaModel
import Testing

@testable import SQLiteRuntime

/// The life of one saga under a clock that is set at one point of it.
struct ClockLife: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var script: [String: TruthfulRemote.Trouble] = [:]
    var capability = Capability(keyLifetime: nil, canLookUp: true, longestFlight: .minutes(1))

    private static let forgetful = Capability(keyLifetime: .minutes(10), canLookUp: true, longestFlight: .minutes(1))
    private static let justInTime = Span.seconds(59)

    static let all = [
        Self(
            testDescription: "what was lost lands just in time, or never",
            script: ["order": .lost(landsAfter: justInTime), "post": .lost(landsAfter: nil), "schedule": .busy]
        ),
        Self(
            testDescription: "an undo waits for what it takes back",
            script: ["order": .lost(landsAfter: justInTime), "subscribe": .refused]
        ),
        Self(
            testDescription: "keys are forgotten after ten minutes",
            script: ["order": .lost(landsAfter: .zero), "post": .lost(landsAfter: .zero)],
            capability: forgetful
        ),
    ]

    /// What happens to the computer while an engine is dead.
    struct Death: CustomTestStringConvertible, Sendable {
        let isRestart: Bool
        let length: Span
        let by: Span

        var testDescription: String {
            "\(self.isRestart ? "restart" : "pause") of \(self.length.words), set by \(self.by.words)"
        }

        var quarter: Int { (Self.all.firstIndex { $0.testDescription == self.testDescription } ?? 0) % 4 }

        /// After a restart less than the pause cannot be noticed: no clock has gone on.
        static let all = [
            Self(isRestart: false, length: .minutes(20), by: .days(3)),
            Self(isRestart: false, length: .minutes(20), by: .days(-3)),
            Self(isRestart: false, length: .minutes(20), by: .minutes(-15)),
            Self(isRestart: true, length: .minutes(20), by: .days(3)),
            Self(isRestart: true, length: .minutes(20), by: .days(-3)),
            Self(isRestart: true, length: .zero, by: .days(3)),
            Self(isRestart: true, length: .zero, by: .days(-3)),
        ]
    }

    /// What an engine knows of the time: `.wall` is a planted bug.
    enum Knowledge: Sendable { case both, wall }

    /// Where the clock is set: at a point of the engine, or during the wait for the customer.
    struct Jump: Sendable {
        let point: Int?
        let by: Span
    }

    struct Outcome: Sendable {
        var points = 0
        var violations: [String] = []
        var keys: Set<String> = []
    }

    func live(_ jump: Jump?, _ knowledge: Knowledge = .both) async throws -> Outcome {
        try await self.inNewPlace { rig in
            let (clock, points) = (rig.clock, Fuse(jump?.point ?? .max))
            let engine = try await rig.open(knowledge) { _ in
                guard !points.hasBlown, (try? points.burn()) == nil else { return }
                clock.set(by: jump?.by ?? .zero)
            }
            try await rig.start(engine, self.terms)
            _ = try await engine.run(patience: .minutes(60))
            if let jump, jump.point == nil { clock.set(by: jump.by) }
            try await rig.waitOut(engine)
        }
    }

    func die(at point: Int, _ death: Death, _ knowledge: Knowledge = .both) async throws -> Outcome {
        try await self.inNewPlace { rig in
            let fuse = Fuse(point)
            do {
                let engine = try await rig.open(knowledge) { _ in try fuse.burn() }
                try await rig.start(engine, self.terms)
                _ = try await engine.run(patience: .minutes(60))
            } catch {
                guard fuse.hasBlown else { throw error }
            }
            let waited = try rig.desk.report()?.status == .waiting ? death.length : .zero
            rig.clock.pass(death.length)
            rig.clock.set(by: death.by)
            if death.isRestart { rig.clock.restartComputer() }
            let engine = try await rig.open(knowledge)
            try await rig.start(engine, self.terms)
            _ = try await engine.run(patience: .minutes(60))
            if !death.isRestart { return try await rig.waitOut(engine, after: waited) }
            rig.clock.pass(.days(60))
            _ = try await engine.run(patience: .minutes(60))
            try rig.expectEnd()
        }
    }

    private var terms: Terms {
        Terms(capability: self.capability, sequences: TinyWorkflow().definition.allSideBySide)
    }

    private func inNewPlace(_ body: (inout Rig) async throws -> Void) async throws -> Outcome {
        let desk = try Desk()
        defer { desk.remove() }
        let clock = SettableClock()
        var rig = Rig(desk: desk, clock: clock, remote: TruthfulRemote(self.script, self.capability, clock))
        try await body(&rig)
        rig.outcome.points = rig.points.count
        rig.outcome.keys = rig.remote.keys
        rig.outcome.violations += rig.remote.wrongs
        rig.outcome.violations += try desk.found().map { "\($0) does not hold" }
        return rig.outcome
    }
}

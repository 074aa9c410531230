import Foundation
import GRDB
import RuntimeConformance
import SagaModel
import Testing

@testable import SQLiteRuntime

/// Files as released programs wrote them, with a saga stopped in every way there is.
///
/// One file a schema, made by the program of its time: `RECORD_SNAPSHOTS=1` writes that of the present one.
@Suite("A file of every released schema")
struct GoldenTests {
    @Test("is opened, and its sagas go on", arguments: ["5-turns", "6-obstacles", "7-uptime"])
    func goesOn(schema: String) async throws {
        let file = Self.folder.appending(path: "\(schema).db").path
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil, schema == Schema.migrator.migrations.last {
            try await Self.record(file)
        }
        let desk = try Desk()
        defer { desk.remove() }
        for suffix in ["", ".head"] {
            try FileManager.default.copyItem(atPath: file + suffix, toPath: desk.path + suffix)
        }
        #expect(try Self.statuses(desk.path) == Stopped.all.reduce(into: [:]) { $0[$1.id] = $1.status })

        let engine = try await desk.open()
        _ = try await engine.act(.retry, on: Stopped.parked.id, by: "anna")
        #expect(try await desk.pay(engine, key: Stopped.waiting.name) == .taken(Stopped.waiting.id))
        _ = try await engine.run(patience: .minutes(10))
        let reader = try SagaReader(path: desk.path)
        for saga in Stopped.all { #expect(try reader.damage(saga.id) == nil) }
        #expect(try Self.statuses(desk.path) == Stopped.all.reduce(into: [:]) { $0[$1.id] = $1.afterwards })
    }

    @Test("is there for the present one")
    func isComplete() throws {
        let newest = try #require(Schema.migrator.migrations.last)
        let path = Self.folder.appending(path: "\(newest).db").path
        #expect(FileManager.default.fileExists(atPath: path), "RECORD_SNAPSHOTS=1 swift test --filter GoldenTests")
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "golden")

    private static func statuses(_ path: String) throws -> [SagaID: SagaStatus] {
        try SagaReader(path: path).list().reduce(into: [:]) { $0[$1.id] = $1.status }
    }

    private static func record(_ file: String) async throws {
        let desk = try Desk()
        defer { desk.remove() }
        for saga in Stopped.all { try await saga.stop(in: desk) }
        try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
        for suffix in ["", ".head"] {
            try? FileManager.default.removeItem(atPath: file + suffix)
            try FileManager.default.copyItem(atPath: desk.path + suffix, toPath: file + suffix)
        }
    }
}

/// A saga that stands still, and what becomes of it when all goes well from then on.
private struct Stopped: Sendable {
    let name: String
    let status: SagaStatus
    let afterwards: SagaStatus
    var script: [String: [Remote.Trouble]] = [:]
    /// The point at which the process dies.
    var diesAt: Int?
    var isLarge = false

    var id: SagaID { SagaID(rawValue: "tiny/\(self.name)") }

    static let waiting = Self(name: "waits", status: .waiting, afterwards: .done)
    static let parked = Self(
        name: "needs-a-person",
        status: .parked,
        afterwards: .waiting,
        script: ["schedule": [.rejected("closed")]]
    )
    static let all = [
        waiting, parked,
        Self(name: "is-undone", status: .compensated, afterwards: .compensated, script: ["post": [.rejected("no")]]),
        Self(name: "rests", status: .retrying, afterwards: .waiting, script: ["quote": [.transient("busy")]]),
        Self(name: "doubts", status: .retrying, afterwards: .waiting, script: ["post": [.inDoubt("cut")]]),
        Self(name: "is-gated", status: .gated, afterwards: .gated, isLarge: true),
        Self(name: "is-out", status: .running, afterwards: .waiting, diesAt: 4),
    ]

    func stop(in desk: Desk) async throws {
        let (remote, clock) = (Remote(self.script), desk.clock)
        let fuse = Fuse(self.diesAt ?? .max)
        var facts = TinyFacts(order: self.name)
        facts.isLarge = self.isLarge
        do {
            let engine = try await Self.open(desk.path, remote, clock, fuse)
            _ = try await engine.start(TinyWorkflow(), id: self.id, facts: facts, terms: Remote.terms)
            _ = try await engine.run(patience: .zero)
        } catch is Crash {
            // As it was to be.
        }
    }

    private static func open(_ path: String, _ remote: Remote, _ clock: Clock, _ fuse: Fuse) async throws -> Engine<Ask>
    {
        while true {
            do {
                return try Engine(
                    path: path,
                    workflows: [TinyWorkflow()],
                    gateway: remote,
                    now: { clock.now() },
                    sleep: { clock.pass($0) },
                    onPoint: { _ in try fuse.burn() }
                )
            } catch RuntimeError.locked {
                // A dropped engine may take a moment to let go of its lock.
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }
}

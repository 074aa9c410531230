import Foundation
import RuntimeConformance
import SQLiteRuntime
import SagaModel

/// A place on disk, the other systems and a clock: what outlives an engine.
struct Desk: Sendable {
    let folder: URL
    let world: World
    let id: SagaID = "tiny/Q-1"

    var path: String { self.folder.appendingPathComponent("skald.db").path }

    var remote: Remote { self.world.remote }
    var clock: Clock { self.world.clock }

    init(_ remote: Remote = Remote()) throws { try self.init(World(remote)) }

    init(_ world: World) throws {
        self.world = world
        self.folder = FileManager.default.temporaryDirectory.appendingPathComponent("skald-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
    }

    /// A dropped engine may take a moment to let go of its lock.
    func open(
        _ workflow: any Workflow<Ask> = TinyWorkflow(),
        beside others: [any Workflow<Ask>] = [],
        onPoint: @escaping @Sendable (String) throws -> Void = { _ in }
    ) async throws -> Engine<Ask> {
        let clock = self.clock
        var tries = 200
        while true {
            do {
                return try Engine(
                    path: self.path,
                    workflows: [workflow] + others,
                    gateway: self.remote,
                    now: { clock.now() },
                    sleep: { clock.pass($0) },
                    onPoint: onPoint
                )
            } catch RuntimeError.locked where tries > 0 {
                tries -= 1
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    func start(_ engine: Engine<Ask>, order: String = "Q-1") async throws -> Started {
        try await engine.start(TinyWorkflow(), id: self.id, facts: TinyFacts(order: order), terms: Remote.terms)
    }

    func pay(_ engine: Engine<Ask>, event: String = "e-1", key: String = "Q-1") async throws -> Heard {
        try await engine.hear(
            source: "bank",
            id: event,
            signal: "paid",
            body: Ask.Reply(reference: nil),
            businessKey: key,
            raw: "{}"
        )
    }

    /// From the start as far as it goes.
    @discardableResult
    func run(_ engine: Engine<Ask>) async throws -> RunSummary {
        _ = try await self.start(engine)
        return try await engine.run(patience: .minutes(10))
    }

    func report() throws -> SagaReport? {
        guard case .found(let report) = try SagaReader(path: self.path).report(self.id.rawValue) else { return nil }
        return report
    }

    func remove() { try? FileManager.default.removeItem(at: self.folder) }
}

extension Ask.Reply: Referencing {}

import RuntimeConformance
import SagaModel
import Synchronization
import Testing

@testable import SQLiteRuntime

@Suite("The engine on SQLite")
struct ConformanceTests {
    @Test("keeps every law of a runtime", arguments: RuntimeLaw.allCases)
    func conforms(law: RuntimeLaw) async throws {
        #expect(try await law.violation(by: SQLiteRuntimeUnderTest()) == nil)
    }
}

private struct SQLiteRuntimeUnderTest: RuntimeUnderTest {
    func inNewPlace(_ world: World, _ body: (any Place) async throws -> Void) async throws {
        let desk = try Desk(world)
        defer { desk.remove() }
        try await body(DeskPlace(desk))
    }
}

/// A file, and somebody who reads it beside the engine as an auditor would.
private final class DeskPlace: Place {
    private let desk: Desk
    private let reader = Mutex<SagaReader?>(nil)

    init(_ desk: Desk) { self.desk = desk }

    func open(onPoint: @escaping @Sendable () throws -> Void) async throws -> any OpenRuntime {
        OpenEngine(engine: try await self.desk.open(onPoint: { _ in try onPoint() }))
    }

    private func read() throws -> SagaReader {
        try self.reader.withLock { reader in
            let open = try reader ?? SagaReader(path: self.desk.path)
            reader = open
            return open
        }
    }

    func history(_ id: SagaID) throws -> [Recorded] {
        let reader = try self.read()
        if let line = try reader.damage(id) { throw RuntimeError.chainBroken(id, seq: line) }
        return try reader.history(id).map { line in
            let commands = try JSON.value([SagaCommand<Ask>].self, line.commands)
            return Recorded(
                seq: line.seq,
                at: line.at,
                event: try JSON.value(SagaEvent<TinyFacts, Ask.Reply>.self, line.event),
                reaction: line.ignored.map { .ignored($0) } ?? .advanced(commands)
            )
        }
    }

    func snapshot(_ id: SagaID) throws -> Snapshot? {
        guard case .found(let report) = try self.read().report(id.rawValue), report.id == id else { return nil }
        let facts = try JSON.value(TinyFacts.self, JSON.text(report.facts))
        return Snapshot(revision: report.revision, status: report.status, state: report.state, facts: facts)
    }
}

private struct OpenEngine: OpenRuntime {
    let engine: Engine<Ask>

    func start(_ id: SagaID, _ facts: TinyFacts, _ terms: Terms) async throws -> StartOutcome {
        switch try await self.engine.start(TinyWorkflow(), id: id, facts: facts, terms: terms) {
        case .new: .new
        case .existing: .existing
        }
    }

    func hear(_ signal: Signal<Ask.Reply>, businessKey: String) async throws -> HearOutcome {
        let parts = signal.id.split(separator: "/", maxSplits: 1).map(String.init)
        let heard = try await self.engine.hear(
            source: parts.first ?? "",
            id: parts.last ?? "",
            signal: signal.name,
            body: signal.body,
            businessKey: businessKey,
            raw: "{}"
        )
        return switch heard {
        case .taken: .taken
        case .ignored, .stale: .ignored
        case .repeated: .repeated
        case .unclaimed, .waiting, .parked, .dead: .unclaimed
        }
    }

    func cancel(_ id: SagaID) async throws -> Bool {
        try await self.engine.act(.cancel, on: id, by: "anna") == .advanced
    }
    func retry(_ id: SagaID) async throws -> Bool { try await self.engine.act(.retry, on: id, by: "anna") == .advanced }

    func answer(_ id: SagaID, _ key: IdempotencyKey, number: Int, _ answer: Answer<Ask.Reply>) async throws {
        try await self.engine.deliver(id, key, number: number, answer)
    }

    func run(patience: Span) async throws { _ = try await self.engine.run(patience: patience) }
}

extension Engine {
    /// An answer past the gateway: the gateway gives each but once.
    fileprivate func deliver(
        _ id: SagaID,
        _ key: IdempotencyKey,
        number: Int,
        _ answer: Answer<Request.Reply>
    ) throws {
        try self.commit([try self.advance(id, .answered(key, number: number, answer))])
    }
}

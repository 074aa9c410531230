import Foundation
import RuntimeConformance
import SagaModel
import Synchronization
import Testing

@testable import SQLiteRuntime

/// What one saga of the workflow below changes: `contract/date/name`.
private struct Change {
    let contract: String
    let effectiveOn: String

    init(_ order: String) {
        let parts = order.split(separator: "/").map(String.init)
        self.contract = parts.first ?? ""
        self.effectiveOn = parts.count > 1 ? parts[1] : ""
    }
}

/// Two requests on a contract, a wait, and one more request.
private struct ChangeOfContract: Workflow {
    let name: WorkflowName = "change"

    var rehearsals: [Rehearsal<TinyFacts, Ask>] {
        let paid = Signal(id: "bank/1", name: "paid", body: Ask.Reply(reference: nil))
        return [
            Rehearsal("it goes", facts: TinyFacts(order: "C-1/2026-01-01/a"), signals: [paid]) { _ in
                Ask.Reply(reference: nil)
            }
        ]
    }

    var definition: Definition<TinyFacts, Ask> {
        Definition(version: 1) {
            State("amended") {
                Gate(.hold, on: \.order)
                Compensatable(
                    "amend",
                    run: { Ask(verb: "amend", order: $0.order) },
                    undo: { Ask(verb: "undo", order: $0.order) }
                )
                Pivot("post", run: { Ask(verb: "post", order: $0.order) })
            }
            State("awaiting-payment") {
                Wait(for: "paid", within: { _ in .days(30) }, otherwise: .park("overdue"), learn: { _, _ in })
            }
            State("settled") {
                Retriable("settle", run: { Ask(verb: "settle", order: $0.order) })
            }
        }
    }

    func businessKeys(_ facts: TinyFacts) -> [String] { [facts.order] }
    func amount(_ facts: TinyFacts) -> String? { nil }
    func claim(_ facts: TinyFacts) -> Claim? {
        let change = Change(facts.order)
        return Claim(keys: ["contract \(change.contract)"], effectiveOn: change.effectiveOn)
    }
}

/// A system that sees who works on which contract, and that answers when it is told to.
private final class Ledger: Gateway {
    struct State {
        var done: [String] = []
        var under: [String: Set<String>] = [:]
        var overlaps = 0
        var failing: Set<String> = []
    }

    let state = Mutex(State())

    var done: [String] { self.state.withLock(\.done) }

    func fail(_ order: String) { self.state.withLock { _ = $0.failing.insert(order) } }
    func mend() { self.state.withLock { $0.failing = [] } }

    func send(_ request: Ask, key: IdempotencyKey) async throws(Failure) -> Ask.Reply {
        let contract = Change(request.order).contract
        let isFailing = self.state.withLock { state in
            state.under[contract, default: []].insert(request.order)
            if (state.under[contract]?.count ?? 0) > 1 { state.overlaps += 1 }
            return state.failing.contains(request.order)
        }
        await Task.yield()
        self.state.withLock { state in
            state.under[contract]?.remove(request.order)
            if !isFailing { state.done.append("\(request.verb) \(request.order)") }
        }
        if isFailing { throw .transient("closed for lunch") }
        return Ask.Reply(reference: nil)
    }

    func lookUp(_ request: Ask, key: IdempotencyKey) async throws(Failure) -> Ask.Reply? { nil }
    func capability(of request: Ask) -> Capability { Remote.capability }
}

@Suite("Turns")
struct TurnTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "turns-\(UUID()).db").path
    private let ledger = Ledger()
    private let ticks = Ticks()

    private func engine() throws -> Engine<Ask> {
        try Engine(
            path: self.path,
            workflows: [ChangeOfContract()],
            gateway: self.ledger,
            now: { [ticks = self.ticks] in ticks.next() },
            sleep: { _ in await Task.yield() }
        )
    }

    private func start(_ engine: Engine<Ask>, _ order: String) async throws {
        let terms = Terms(attempts: 3, pause: .seconds(1), capability: Remote.capability)
        let id = SagaID(rawValue: "change/\(order)")
        _ = try await engine.start(ChangeOfContract(), id: id, facts: TinyFacts(order: order), terms: terms)
    }

    private func report(_ order: String) throws -> SagaReport {
        let found = try SagaReader(path: self.path).report("change/\(order)")
        guard case .found(let report) = found else { throw RuntimeError.noSuchSaga(SagaID(rawValue: order)) }
        return report
    }

    @Test("one saga at a time works on a contract, in order of the dates from which the changes are in force")
    func inOrder() async throws {
        let engine = try self.engine()
        for order in ["C-1/2026-03-01/c", "C-1/2026-01-01/a", "C-1/2026-02-01/b", "C-2/2026-09-01/z"] {
            try await self.start(engine, order)
        }
        _ = try await engine.run(patience: .seconds(60))
        let first = self.ledger.done.filter { $0.contains("C-1") }
        #expect(
            first == [
                "amend C-1/2026-03-01/c", "post C-1/2026-03-01/c", "amend C-1/2026-01-01/a", "post C-1/2026-01-01/a",
                "amend C-1/2026-02-01/b", "post C-1/2026-02-01/b",
            ],
            "the first one was at work already"
        )
        #expect(self.ledger.done.contains("post C-2/2026-09-01/z"))
        #expect(self.ledger.state.withLock(\.overlaps) == 0)
    }

    @Test("one that waits says for whom and why, also to a later process, and one in a wait holds nothing")
    func saysForWhom() async throws {
        self.ledger.fail("C-1/2026-01-01/a")
        do {
            let engine = try self.engine()
            try await self.start(engine, "C-1/2026-01-01/a")
            try await self.start(engine, "C-1/2026-02-01/b")
            _ = try await engine.run(patience: .zero)
        }
        let report = try self.report("C-1/2026-02-01/b")
        #expect(report.status == .gated)
        let blocker = try #require(report.blockers.first)
        #expect(blocker.cause == .predecessor)
        #expect(blocker.subject == "contract C-1")
        #expect(blocker.owner == "change/C-1/2026-01-01/a")
        #expect(blocker.failure?.contains("waits until change/C-1/2026-01-01/a is through with contract C-1") == true)

        self.ledger.mend()
        let engine = try self.engine()
        _ = try await engine.run(patience: .seconds(60))
        #expect(try self.report("C-1/2026-01-01/a").status == .waiting)
        #expect(try self.report("C-1/2026-02-01/b").status == .waiting)
        #expect(self.ledger.done.last == "post C-1/2026-02-01/b")
    }

    @Test("a hold before an earlier change keeps the later one back, and the other way round it does not")
    func gates() async throws {
        let engine = try self.engine()
        let obstacle = Obstacle(
            id: "CASE-1",
            kind: .hold,
            subject: "C-1/2026-01-01/a",
            owner: "support",
            reason: "looked into"
        )
        try await self.start(engine, "C-1/2026-06-01/first")
        try await self.start(engine, "C-1/2026-01-01/a")
        _ = try await engine.place(obstacle, by: "support")
        try await self.start(engine, "C-1/2026-02-01/b")
        _ = try await engine.run(patience: .seconds(60))
        #expect(try self.report("C-1/2026-06-01/first").status == .waiting)
        #expect(try self.report("C-1/2026-01-01/a").blockers.map(\.cause) == [.hold])
        #expect(try self.report("C-1/2026-02-01/b").blockers.map(\.cause) == [.predecessor])

        _ = try await engine.remove("CASE-1", by: "support", because: "settled")
        _ = try await engine.run(patience: .seconds(60))
        #expect(self.ledger.done.suffix(2) == ["amend C-1/2026-02-01/b", "post C-1/2026-02-01/b"])
    }

    @Test("whoever is cancelled while it waits for its turn has done nothing, and lets the next one by")
    func cancelled() async throws {
        self.ledger.fail("C-1/2026-01-01/a")
        let engine = try self.engine()
        for order in ["C-1/2026-01-01/a", "C-1/2026-02-01/b", "C-1/2026-03-01/c"] {
            try await self.start(engine, order)
        }
        _ = try await engine.run(patience: .zero)
        _ = try await engine.act(.cancel, on: "change/C-1/2026-02-01/b", by: "ada")
        #expect(try self.report("C-1/2026-02-01/b").status == .compensated)
        self.ledger.mend()
        _ = try await engine.run(patience: .seconds(60))
        #expect(!self.ledger.done.contains { $0.hasSuffix("/b") })
        #expect(self.ledger.done.last == "post C-1/2026-03-01/c")
    }
}

/// A clock that moves at every look.
private final class Ticks: Sendable {
    private let count = Mutex(0)

    func next() -> Moment {
        self.count.withLock {
            $0 += 100
            return Moment(milliseconds: $0)
        }
    }
}

import RuntimeConformance
import SagaModel
import Synchronization
import Testing

@testable import SQLiteRuntime

/// A policy's time-out bounds a request, whatever its adapter waits.
@Suite("A policy's time-out")
struct PatienceTests {
    /// Answers everything but one verb, whose answer never comes: it waits until it is cancelled.
    private struct Mute: Gateway {
        let remote: Remote
        let verb: String

        func send(_ request: Ask, key: IdempotencyKey) async throws(Failure) -> Ask.Reply {
            guard request.verb == self.verb else { return try await self.remote.send(request, key: key) }
            while !Task.isCancelled { await Task.yield() }
            throw .inDoubt("the connection was given up")
        }

        func lookUp(_ request: Ask, key: IdempotencyKey) async throws(Failure) -> Ask.Reply? {
            try await self.remote.lookUp(request, key: key)
        }

        func capability(of request: Ask) -> Capability { self.remote.capability(of: request) }
    }

    private func open(_ desk: Desk, _ slept: Slept) throws -> Engine<Ask> {
        let clock = desk.clock
        return try Engine(
            path: desk.path,
            workflows: [TinyWorkflow()],
            gateway: Mute(remote: desk.remote, verb: "quote"),
            now: { clock.now() },
            sleep: { span in
                slept.add(span)
                // Nobody waits for ever here: what is not the time-out does not pass.
                guard span == .seconds(7) else { throw CancellationError() }
            }
        )
    }

    /// How long was slept.
    private final class Slept: Sendable {
        private let spans = Mutex<[Span]>([])
        var all: [Span] { self.spans.withLock { $0 } }
        func add(_ span: Span) { self.spans.withLock { $0.append(span) } }
    }

    @Test("ends a send that nobody answers: it is in doubt, and not simply sent again")
    func bounds() async throws {
        let (desk, slept) = (try Desk(), Slept())
        defer { desk.remove() }
        let engine = try self.open(desk, slept)
        var terms = Remote.terms
        var policy = Policy(workflow: "tiny", version: "1")
        policy.retries.steps["quote"] = RetryRule(timeout: .seconds(7))
        terms.policy = policy
        _ = try await engine.start(TinyWorkflow(), id: desk.id, facts: TinyFacts(order: "Q-1"), terms: terms)
        let summary = try await engine.run(patience: .zero)
        #expect(slept.all == [.seconds(7)], "only the step that the rule names has a clock")
        #expect(summary.sends == 2)
        let step = try #require(try desk.report()?.steps.first { $0.name == "quote" })
        #expect(step.wasInDoubt)
        #expect(step.failure == "no answer within 7 s, as long as the policy waits: the connection was given up")
    }

    @Test("says nothing where the answer comes first, or the engine stops")
    func answersFirst() async throws {
        let patience = Patience(span: .seconds(7)) { _ in try await Task.sleep(for: .seconds(3600)) }
        #expect(await patience.answer { Answer<Ask.Reply>.absent } == .absent)
        let stopped = Task {
            await patience.answer { () async -> Answer<Ask.Reply> in
                while !Task.isCancelled { await Task.yield() }
                return .failed(.inDoubt("cut"))
            }
        }
        stopped.cancel()
        #expect(await stopped.value == .failed(.inDoubt("cut")))
    }
}

package import SagaModel
import Synchronization

/// The other systems, which no crash of ours touches.
///
/// They recognise no repetition: every send that reaches them counts.
package final class Remote: Gateway {
    /// What goes wrong with a send, and whether it is done all the same.
    package struct Trouble: Sendable {
        let failure: Failure
        let isDone: Bool

        package static func transient(_ reason: String) -> Self { Self(failure: .transient(reason), isDone: false) }
        package static func rejected(_ reason: String) -> Self { Self(failure: .rejected(reason), isDone: false) }
        package static func inDoubt(_ reason: String, isDone: Bool = false) -> Self {
            Self(failure: .inDoubt(reason), isDone: isDone)
        }
    }

    private struct State {
        /// Trouble by verb, used up one by one; then everything succeeds.
        var script: [String: [Trouble]]
        var order: [String] = []
    }

    private let state: Mutex<State>

    package init(_ script: [String: [Trouble]] = [:]) { self.state = Mutex(State(script: script)) }

    /// How often each key had an effect.
    package var effects: [String: Int] { self.order.reduce(into: [:]) { $0[$1, default: 0] += 1 } }
    /// The keys in the order of their effects.
    package var order: [String] { self.state.withLock(\.order) }

    package func carryOut(_ request: Ask, _ key: IdempotencyKey) -> Answer<Ask.Reply> {
        self.state.withLock { state in
            let trouble = state.script[request.verb]?.first
            if trouble != nil { state.script[request.verb]?.removeFirst() }
            if trouble?.isDone ?? true { state.order.append(key.rawValue) }
            return trouble.map { .failed($0.failure) } ?? .done(Self.reply(request))
        }
    }

    package func find(_ request: Ask, _ key: IdempotencyKey) -> Answer<Ask.Reply> {
        self.order.contains(key.rawValue) ? .done(Self.reply(request)) : .absent
    }

    package func send(_ request: Ask, key: IdempotencyKey) async throws(Failure) -> Ask.Reply {
        switch self.carryOut(request, key) {
        case .done(let reply): return reply
        case .failed(let failure): throw failure
        case .absent, .unsent: throw .inDoubt("a send is neither absent nor unsent")
        }
    }

    package func lookUp(_ request: Ask, key: IdempotencyKey) async throws(Failure) -> Ask.Reply? {
        switch self.find(request, key) {
        case .done(let reply): return reply
        case .absent, .unsent: return nil
        case .failed(let failure): throw failure
        }
    }

    package func capability(of request: Ask) -> Capability { Self.capability }

    private static func reply(_ request: Ask) -> Ask.Reply { Ask.Reply(reference: "\(request.verb)-\(request.order)") }

    package static let capability = Capability(keyLifetime: nil, canLookUp: true, longestFlight: .seconds(60))
    package static let terms = Terms(capability: Remote.capability, sequences: TinyWorkflow().definition.allSideBySide)
}

/// Time that passes only when somebody waits.
package final class Clock: Sendable {
    private let time = Mutex(1_700_000_000_000)

    package init() {}

    package func now() -> Moment { Moment(milliseconds: self.time.withLock { $0 }) }
    package func pass(_ span: Span) { self.time.withLock { $0 += span.milliseconds } }
    package func pass(to moment: Moment) { self.time.withLock { $0 = max($0, moment.milliseconds) } }
}

/// The process died here.
package struct Crash: Error {
    package init() {}
}

/// Crashes at the n-th point, and at every one after it.
package final class Fuse: Sendable {
    private let left: Mutex<Int>

    package init(_ count: Int) { self.left = Mutex(count) }

    package var hasBlown: Bool { self.left.withLock { $0 <= 0 } }

    package func burn() throws {
        let left = self.left.withLock { count in
            count -= 1
            return count
        }
        if left <= 0 { throw Crash() }
    }
}

import RuntimeConformance
import SQLiteRuntime
import SagaModel
import Synchronization

/// A wall clock that people set, the uptime of a computer, and the time that really passes.
final class SettableClock: Sendable {
    private struct State {
        var real = 0
        var wall = 1_700_000_000_000
        var boot = 1
        var booted = -86_400_000
    }

    private let state = Mutex(State())

    var wall: Moment { Moment(milliseconds: self.state.withLock(\.wall)) }
    var uptime: Uptime? {
        self.state.withLock { Uptime(boot: "boot \($0.boot)", milliseconds: $0.real - $0.booted) }
    }
    /// What no clock of an engine shows.
    var real: Int { self.state.withLock(\.real) }

    func pass(_ span: Span) {
        self.state.withLock {
            $0.real += span.milliseconds
            $0.wall += span.milliseconds
        }
    }

    func set(by span: Span) { self.state.withLock { $0.wall += span.milliseconds } }

    func restartComputer() {
        self.state.withLock {
            $0.boot += 1
            $0.booted = $0.real
        }
    }
}

/// Other systems that live in real time: what was lost on the way lands later, and keys are forgotten.
final class TruthfulRemote: Gateway {
    /// What becomes of the first send of a verb.
    enum Trouble: Sendable {
        case busy, refused
        /// No answer comes; it takes effect after this, or never.
        case lost(landsAfter: Span?)
    }

    private struct State {
        var script: [String: Trouble]
        /// When each effect came about, by key.
        var effects: [IdempotencyKey: [Int]] = [:]
        /// When each key was first seen.
        var keys: [IdempotencyKey: Int] = [:]
    }

    private let state: Mutex<State>
    private let clock: SettableClock
    let capability: Capability

    init(_ script: [String: Trouble], _ capability: Capability, _ clock: SettableClock) {
        self.state = Mutex(State(script: script))
        self.capability = capability
        self.clock = clock
    }

    /// What came about twice, or was taken back before it came about.
    var wrongs: [String] {
        self.state.withLock { state in
            let twice = state.effects.filter { $0.value.count > 1 && !$0.key.rawValue.hasSuffix("/terms") }
            let overtaken = state.effects.filter { key, times in
                guard key.isUndo, let undone = times.first else { return false }
                let step = IdempotencyKey(rawValue: String(key.rawValue.dropLast("/undo".count)))
                return state.effects[step]?.contains { $0 > undone } ?? false
            }
            return twice.map { "\($0.key) took effect \($0.value.count) times" }.sorted()
                + overtaken.map { "\($0.key) overtook what it takes back" }.sorted()
        }
    }

    /// The keys of everything that took effect.
    var keys: Set<String> { self.state.withLock { Set($0.effects.keys.map(\.rawValue)) } }

    func send(_ request: Ask, key: IdempotencyKey) async throws(Failure) -> Ask.Reply {
        let now = self.clock.real
        let failure = self.state.withLock { state -> Failure? in
            let seen = state.keys[key] ?? now
            let isKnown = self.capability.keyLifetime.map { now < seen + $0.milliseconds } ?? false
            if isKnown, state.keys[key] != nil { return nil }
            let trouble = state.script.removeValue(forKey: request.verb)
            switch trouble {
            case .busy: return .transient("busy")
            case .refused: return .rejected("closed")
            case .lost(nil): return .inDoubt("cut off")
            case .lost(let after?):
                state.keys[key] = now
                state.effects[key, default: []].append(now + after.milliseconds)
                return .inDoubt("cut off")
            case nil:
                state.keys[key] = now
                state.effects[key, default: []].append(now)
                return nil
            }
        }
        if let failure { throw failure }
        return Self.reply(request)
    }

    func lookUp(_ request: Ask, key: IdempotencyKey) async throws(Failure) -> Ask.Reply? {
        let now = self.clock.real
        let isThere = self.state.withLock { $0.effects[key]?.contains { $0 <= now } ?? false }
        return isThere ? Self.reply(request) : nil
    }

    func capability(of request: Ask) -> Capability { self.capability }

    private static func reply(_ request: Ask) -> Ask.Reply { Ask.Reply(reference: "\(request.verb)-\(request.order)") }
}

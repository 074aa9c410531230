import SQLiteRuntime
import SagaModel
import Synchronization

struct Ask: SagaRequest {
    struct Reply: Codable, Equatable, Sendable, Referencing {
        var reference: String?
    }

    let verb: String
    let order: String
}

struct TinyFacts: SagaFacts {
    var order: String
    var invoice: String?
    var isPaid = false
}

/// A check, two steps side by side, the pivot, a step after it, and a wait.
struct TinyWorkflow: Workflow {
    var version = 1
    var first = "crm-order"
    let name: WorkflowName = "tiny"

    var definition: Definition<TinyFacts, Ask> {
        Definition(version: self.version) {
            State("checked") {
                Check("terms", ask: { Ask(verb: "check", order: $0.order) })
            }
            State("prepared") {
                Unordered("systems") {
                    Compensatable(
                        StepName(rawValue: self.first),
                        run: { Ask(verb: "order", order: $0.order) },
                        undo: { Ask(verb: "cancel-order", order: $0.order) }
                    )
                    Compensatable(
                        "subscription",
                        run: { Ask(verb: "subscribe", order: $0.order) },
                        undo: { Ask(verb: "unsubscribe", order: $0.order) }
                    )
                }
            }
            State("posted") {
                Pivot(
                    "invoice",
                    run: { Ask(verb: "post", order: $0.order) },
                    learn: { $0.invoice = $1.reference }
                )
            }
            State("recognised") {
                Retriable("schedule", run: { Ask(verb: "schedule", order: $0.order) })
            }
            State("awaiting-payment") {
                Wait(
                    for: "paid",
                    within: { _ in .days(30) },
                    otherwise: .park("overdue"),
                    learn: { facts, _ in
                        facts.isPaid = true
                    }
                )
            }
        }
    }

    func businessKeys(_ facts: TinyFacts) -> [String] { [facts.order] + (facts.invoice.map { [$0] } ?? []) }
    func amount(_ facts: TinyFacts) -> String? { "EUR 10.00" }
}

/// The other systems.
///
/// They recognise no repetition: every send that reaches them counts.
actor Remote: Gateway {
    private(set) var effects: [String: Int] = [:]
    private(set) var order: [String] = []
    /// Answers by verb, used up one by one; then everything succeeds.
    private var script: [String: [Failure]]
    private let doesItAllTheSame: Bool

    init(_ script: [String: [Failure]] = [:], doesItAllTheSame: Bool = false) {
        self.script = script
        self.doesItAllTheSame = doesItAllTheSame
    }

    func send(_ request: Ask, key: IdempotencyKey) async throws(Failure) -> Ask.Reply {
        if let failure = self.script[request.verb]?.first {
            self.script[request.verb]?.removeFirst()
            if self.doesItAllTheSame { self.count(key) }
            throw failure
        }
        self.count(key)
        return Ask.Reply(reference: "\(request.verb)-\(request.order)")
    }

    func lookUp(_ request: Ask, key: IdempotencyKey) async throws(Failure) -> Ask.Reply? {
        self.effects[key.rawValue] == nil ? nil : Ask.Reply(reference: "\(request.verb)-\(request.order)")
    }

    nonisolated func capability(of request: Ask) -> Capability { Self.capability }

    private func count(_ key: IdempotencyKey) {
        self.effects[key.rawValue, default: 0] += 1
        self.order.append(key.rawValue)
    }

    static let capability = Capability(keyLifetime: nil, canLookUp: true, longestFlight: .seconds(60))
    static let terms = Terms(capability: Remote.capability, sideBySide: ["systems"])
}

/// Time that passes only when somebody waits.
final class Clock: Sendable {
    private let time = Mutex(1_700_000_000_000)

    func now() -> Moment { Moment(milliseconds: self.time.withLock { $0 }) }
    func pass(_ span: Span) { self.time.withLock { $0 += span.milliseconds } }
}

struct Crash: Error {}

/// Crashes at the n-th point.
final class Fuse: Sendable {
    private let left: Mutex<Int>
    init(_ count: Int) { self.left = Mutex(count) }

    var hasBlown: Bool { self.left.withLock { $0 <= 0 } }

    func burn() throws {
        let left = self.left.withLock { count in
            count -= 1
            return count
        }
        if left <= 0 { throw Crash() }
    }
}

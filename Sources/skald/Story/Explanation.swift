internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// Why a saga is where it is, and what to do: the documented schema that `explain` prints.
struct Explanation: Encodable {
    var schema = "skald.explanation/1"
    let saga: SagaID
    let status: SagaStatus
    let sentence: String
    let cause: String
    let since: String
    let money: String
    /// From what the saga waits for to what that waits for: the last one is the true cause.
    let causes: [Cause]
    /// Who can end it.
    let owner: String?
    /// What happens if nobody does.
    let otherwise: String?
    let assignment: RemarkReport?
    let notes: [RemarkReport]
    /// What its policy decided, with the rule that won, those that lost, and what they saw.
    let decisions: [Decision]
    let doubts: [Doubt]
    /// Events about it that it has not heard yet, and why.
    let events: [String]
    let next: [String]

    init(_ story: Story, _ chain: CauseChain) {
        let report = story.report
        let remedy = story.leadingBlocker.map { story.remedy($0) }
        self.causes = chain.causes
        self.owner = chain.causes.last?.owner ?? remedy?.owner
        self.otherwise = remedy?.otherwise
        self.assignment = report.assignment
        self.notes = report.notes ?? []
        self.decisions = story.machine.decisions
        self.saga = report.id
        self.status = report.status
        self.since = report.since
        self.cause = story.cause
        self.money = story.money
        self.doubts = story.doubts
        self.events = chain.events.map(\.sentence)
        self.next = chain.next
        self.sentence = "\(report.id) \(report.status.phrase) since \(report.since.short), because \(story.cause)."
    }

    var text: String {
        let doubts = self.doubts.map { "  \($0.sentence)\n  (\($0.reason))" }
        return
            ([self.sentence] + doubts + self.events.map { "  \($0)" } + self.chain + self.people
            + ["money: \(self.money)"] + self.decisions.map { "policy: \($0.sentence)" }
            + self.next.map { "→ \($0)" })
            .joined(separator: "\n")
    }

    /// More than one link is worth telling.
    private var chain: [String] { self.causes.count > 1 ? self.causes.map { "  cause: \($0.sentence)" } : [] }

    private var people: [String] {
        let who = self.owner.map { ["who: \($0)\(self.otherwise.map { "; if nobody acts, \($0)" } ?? "")"] } ?? []
        let assigned = self.assignment.map { ["assigned to \($0.text) by \($0.by), \($0.at.short)"] } ?? []
        return who + assigned + self.notes.map { "note: \($0.text) (\($0.by), \($0.at.short))" }
    }
}

extension SagaStatus {
    fileprivate var phrase: String {
        switch self {
        case .running: "is running"
        case .retrying: "is retrying"
        case .waiting: "is waiting"
        case .gated: "stands at a closed gate"
        case .compensating: "is being taken back"
        case .parked: "needs a person"
        case .done: "has been done"
        case .compensated: "has been compensated"
        }
    }
}

extension Story {
    fileprivate var cause: String {
        switch self.machine.course {
        case .done: return "every step is done"
        case .compensated(let reason): return "\(self.refusal ?? reason), and what was done before was taken back"
        case .parked(let reason):
            return [self.blocker, self.refusal ?? reason].compactMap(\.self).joined(separator: "; ")
        case .turning(let reason), .backward(let reason): return self.blocker ?? self.refusal ?? reason
        case .ready, .forward: return self.blocker ?? "its next request has not left yet"
        }
    }

    /// The step that the other system refused, in that system's words.
    private var refusal: String? {
        self.report.steps.first { $0.status == .refused }
            .map { "\($0.name) was refused (\($0.failure ?? "no reason given"))" }
    }

    private var blocker: String? {
        self.leadingBlocker.map { "it \($0.words)" }
    }

    var money: String {
        guard let facts = self.machine.told else { return "nothing was sent" }
        guard self.machine.isCommitted, let outcome = facts.outcome else { return self.moneyBeforePosting }
        return outcome
    }

    private var moneyBeforePosting: String {
        let standing = self.report.steps
            .filter { $0.kind == .compensatable && [.done, .undoing, .needsPerson].contains($0.status) }
            .map { step in step.reference.map { "\(step.name) \($0)" } ?? step.name.rawValue }
        let pivot = self.report.steps.first { $0.kind == .pivot }
        let isUnknown = pivot.map { [.retrying, .needsPerson].contains($0.status) } ?? false
        let name = pivot.map { $0.name.rawValue.replacing("-", with: " ") } ?? "document"
        let posted = isUnknown ? "whether the \(name) is posted is not known" : "no \(name) is posted"
        return standing.isEmpty
            ? "\(posted), nothing is left in the other systems"
            : "\(posted); still there: \(standing.joined(separator: ", "))"
    }

    var next: [String] {
        let key = self.report.id.rawValue
        switch self.report.status {
        case .done: return ["skald show \(key)"]
        case .compensated: return ["skald start \(self.report.workflow) --order FILE --again"]
        case .parked where self.leadingBlocker == nil: return ["skald compensate \(key) --reason WHY"]
        case .parked, .gated, .waiting, .running, .retrying, .compensating:
            return (self.leadingBlocker.map { self.remedy($0).commands } ?? ["skald run"]) + ["skald show \(key)"]
        }
    }
}

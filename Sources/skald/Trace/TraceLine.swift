internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// One thing that happened: a document in another system, an event, a hold, a person's word.
struct TraceLine: Encodable {
    enum Kind: String, Encodable { case saga, document, trouble, event, obstacle, word }

    let at: String
    let kind: Kind
    var saga: SagaID?
    var system: String?
    let what: String
    var reference: String?
    var by: String?

    static func all(of story: Story, _ reader: SagaReader) throws -> [Self] {
        try reader.history(story.report.id).filter { $0.ignored == nil }.compactMap { line in
            let event = try JSONDecoder().decode(Story.Event.self, from: Data(line.event.utf8))
            return Self(event, line.at.rfc3339, story)
        }
    }

    static func all(of standing: StandingObstacle) -> [Self] {
        let (obstacle, placed) = (standing.obstacle, standing.placed)
        let what = "\(obstacle.kind.rawValue) \(obstacle.id) on \(obstacle.subject)"
        let begin = Self(
            at: placed.at.rfc3339,
            kind: .obstacle,
            what: "\(what) placed: \(placed.why)",
            reference: obstacle.id,
            by: placed.who
        )
        guard let removed = standing.removed else { return [begin] }
        return [
            begin,
            Self(
                at: removed.at.rfc3339,
                kind: .obstacle,
                what: "\(what) removed: \(removed.why)",
                reference: obstacle.id,
                by: removed.who
            ),
        ]
    }

    init(_ line: InboxLine) {
        self.init(
            at: line.received.rfc3339,
            kind: .event,
            saga: line.saga,
            system: line.source,
            what:
                "\(line.signal?.rawValue ?? "event") is \(line.outcome.rawValue): \(line.reason ?? "no saga took it")",
            reference: line.name
        )
    }

    private init(
        at: String,
        kind: Kind,
        saga: SagaID? = nil,
        system: String? = nil,
        what: String,
        reference: String? = nil,
        by: String? = nil
    ) {
        self.at = at
        self.kind = kind
        self.saga = saga
        self.system = system
        self.what = what
        self.reference = reference
        self.by = by
    }

    /// Timers, and what came to nothing, are no part of the story; obstacles are told once, for all sagas.
    private init?(_ event: Story.Event, _ at: String, _ story: Story) {
        let saga = story.report.id
        func word(_ what: String, _ who: String) -> Self {
            Self(at: at, kind: .word, saga: saga, what: what, by: who)
        }
        switch event {
        case .started(_, let terms):
            self.init(at: at, kind: .saga, saga: saga, what: "started", by: terms.startedBy)
        case .answered(let key, _, let answer):
            guard let line = Self(key, answer, at, story) else { return nil }
            self = line
        case .heard(let signal):
            let source = String(signal.id.prefix { $0 != "/" })
            self.init(at: at, kind: .event, saga: saga, system: source, what: "\(signal.name)", reference: signal.id)
        case .approved(let gate, let subject, let who, let role):
            self = word("\(gate) approved\(role.map { " as \($0)" } ?? ""): \(subject)", who)
        case .declined(let gate, let subject, let who, let reason):
            self = word("\(gate) declined (\(subject)): \(reason)", who)
        case .cancelled(let who): self = word("cancelled", who)
        case .retried(let who): self = word("tried again", who)
        case .intervened(let intervention, let who): self = word(intervention.words, who)
        case .woke, .placed, .removed, .clockSet, .migrated: return nil
        }
    }

    private init?(_ key: IdempotencyKey, _ answer: Answer<RevenueReply>, _ at: String, _ story: Story) {
        let name = key.rawValue.split(separator: "/").dropFirst(2).joined(separator: "/")
        let system = story.machine.exchange(key)?.request.system.rawValue
        let saga = story.report.id
        func trouble(_ what: String) -> Self {
            Self(at: at, kind: .trouble, saga: saga, system: system, what: "\(name) \(what)")
        }
        switch answer {
        case .done(let reply):
            self.init(
                at: at,
                kind: .document,
                saga: saga,
                system: system,
                what: "\(name) done",
                reference: reply.reference
            )
        case .absent: self = trouble("had not happened")
        case .failed(.rejected(let why)): self = trouble("was refused: \(why)")
        case .failed(.inDoubt(let why)): self = trouble("has an unknown outcome: \(why)")
        case .failed(.transient(let why, _)): self = trouble("was put off: \(why)")
        case .unsent: return nil
        }
    }
}

extension Intervention {
    /// What somebody said, for a line.
    var words: String {
        switch self {
        case .resolve(let key, let outcome, let evidence, let reason):
            "\(key) stated as \(outcome.rawValue) (\(evidence.words)): \(reason)"
        case .skip(let step, let reason): "\(step) skipped: \(reason)"
        case .resume(let span): "waits again\(span.map { " for \($0.words)" } ?? "")"
        case .turnBack(let reason): "taken back: \(reason)"
        case .assign(let name): "assigned to \(name)"
        case .note(let text): "note: \(text)"
        }
    }
}

extension Evidence {
    fileprivate var words: String {
        switch self {
        case .found: "found there"
        case .absent: "not found there"
        case .unverified: "unverified"
        }
    }
}

internal import Documents
internal import FoundationEssentials
internal import SQLiteRuntime
internal import SagaModel

/// An event that stands still, or did: the documented schema that `skald dlq` prints.
struct DeadLetter: Encodable {
    static let schema = "skald.dlq/1"

    /// What somebody did with it.
    struct Act: Encodable {
        let verb: InboxAct.Verb
        let at: String
        let who: String
        let why: String
        let patch: JSONValue?
    }

    private enum CodingKeys: CodingKey {
        case schema, source, id, outcome, reason, remedy, type, businessKey, subject, sequence, attempts, received
        case since, until, saga, body, base64, acts
    }

    let schema = Self.schema
    let source: String
    let id: String
    let outcome: InboxLine.Outcome
    /// Where in it, and what is wrong there.
    let reason: String?
    /// The next command.
    let remedy: String
    let type: String?
    let businessKey: String?
    let subject: String?
    let sequence: Int?
    let attempts: Int
    let received: String
    let since: String
    let until: String?
    let saga: String?
    /// What came, where it is text.
    let body: String?
    /// What came, where it is not.
    let base64: String?
    let acts: [Act]

    init(_ line: InboxLine, _ reader: SagaReader) throws {
        self.source = line.source
        self.id = line.id
        self.outcome = line.outcome
        self.reason = line.reason
        self.remedy = line.remedy
        self.type = line.signal?.rawValue
        self.businessKey = line.businessKey
        self.subject = line.turn?.object
        self.sequence = line.turn?.number
        self.attempts = line.attempts
        self.received = line.received.rfc3339
        self.since = line.since.rfc3339
        self.until = line.due?.rfc3339
        self.saga = line.saga?.rawValue
        let text = String(validating: line.bytes, as: UTF8.self)
        self.body = text
        self.base64 = text == nil ? Data(line.bytes).base64EncodedString() : nil
        self.acts = try reader.acts(on: line).map { act in
            Act(
                verb: act.verb,
                at: act.at.rfc3339,
                who: act.who,
                why: act.why,
                patch: act.patch.map { JSONValue(of: Data($0.utf8)) }
            )
        }
    }

    var name: String { "\(self.source)/\(self.id)" }

    var needsPerson: Bool { self.outcome.needsPerson }

    var page: String {
        let turn = self.subject.flatMap { subject in self.sequence.map { " · number \($0) of \(subject)" } } ?? ""
        let until = self.until.map { ", until \($0.short)" } ?? ""
        let why = self.reason.map { ": \($0)" } ?? ""
        let acts = self.acts.map { act in
            let patch = act.patch.flatMap { try? JSONText.line($0) }.map { "  \($0)" } ?? ""
            return "\(act.at.short)  \(act.verb.rawValue) by \(act.who): \(act.why)\(patch)"
        }
        return
            ([
                "\(self.name)  \(self.outcome.words)\(why)",
                "type \(self.type ?? "-") · key \(self.businessKey ?? "-")\(turn) · tries \(self.attempts)",
                "received \(self.received.short), so since \(self.since.short)\(until)",
                self.body ?? "base64 \(self.base64 ?? "")",
            ] + acts + (self.needsPerson ? ["→ \(self.remedy)"] : [])).joined(separator: "\n")
    }
}

extension InboxLine {
    var needsPerson: Bool { self.outcome.needsPerson }

    /// Who sees to events that stand still.
    static let owner = "finance"

    /// A mistyped kind is put right at once; for anything else a person writes what it should have been.
    private var correction: String {
        guard let word = (try? JSONDecoder().decode(EventKind.self, from: Data(self.bytes)))?.type,
            let kind = IncomingEvent.kinds.map(\.rawValue).sorted().nearest(to: word), kind != word
        else { return "--edit FILE" }
        return "--patch '{\"type\":\"\(kind)\"}'"
    }

    private struct EventKind: Decodable { let type: String }

    /// For whoever asks about its saga.
    var sentence: String {
        "Event \(self.name) is \(self.outcome.rawValue) since \(self.since.rfc3339.short): \(self.reason ?? "no reason given")"
    }

    /// The next command for whoever sees to it.
    var remedy: String {
        switch self.outcome {
        case .open: "skald run"
        case .dead where self.signal == nil: "skald dlq replay \(self.name.quoted) \(self.correction) --reason WHY"
        case .dead, .parked, .waiting: "skald dlq replay \(self.name.quoted)"
        case .claimed, .ignored, .stale, .discarded: "skald dlq show \(self.name)"
        }
    }
}

extension InboxLine.Outcome {
    /// One that waits in good time does not; one that a dead process left does.
    fileprivate var needsPerson: Bool {
        switch self {
        case .open, .parked, .dead: true
        case .claimed, .ignored, .stale, .waiting, .discarded: false
        }
    }

    /// A sign beside the word, so that it is never colour only.
    var words: String {
        switch self {
        case .open: "● being handled"
        case .claimed: "✓ used"
        case .ignored: "✗ not wanted"
        case .stale: "✗ stale"
        case .waiting: "◐ waiting"
        case .parked: "■ parked"
        case .dead: "■ dead letter"
        case .discarded: "✗ discarded"
        }
    }
}

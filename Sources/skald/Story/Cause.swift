internal import SQLiteRuntime
internal import SagaModel

/// One link of the chain that keeps a saga where it is.
struct Cause: Encodable {
    let saga: SagaID
    /// What a saga waits for (`Blocker.Cause`); or `event`, one that has come and that stands still itself; or
    /// `definition`, which this program has in another form.
    let cause: String
    let subject: String
    var step: StepName?
    let since: String
    var until: String?
    let failure: String?
    let owner: String
    let sentence: String

    init(_ blocker: BlockerReport, of story: Story) {
        self.saga = story.report.id
        self.cause = blocker.cause.rawValue
        self.subject = blocker.subject
        self.step = blocker.step
        self.since = blocker.since
        self.until = blocker.until
        self.failure = blocker.failure
        self.owner = story.remedy(blocker).owner
        self.sentence = "\(story.report.id) \(blocker.words), since \(blocker.since.short)"
    }

    init(_ report: SagaReport, _ other: OtherDefinition) {
        self.saga = report.id
        self.cause = "definition"
        self.subject = other.pin.workflow.rawValue
        self.since = report.since
        self.failure = other.sentence
        self.owner = OtherDefinition.owner
        self.sentence = "\(report.id) stands still, because \(other.sentence)"
    }

    init(_ event: InboxLine, awaitedBy story: Story) {
        self.saga = story.report.id
        self.cause = "event"
        self.subject = event.name
        self.since = event.since.rfc3339
        self.failure = event.reason
        self.owner = InboxLine.owner
        self.sentence = event.sentence
    }
}

/// From saga to saga, as long as one waits for another: the last cause is the true one.
struct CauseChain {
    private(set) var causes: [Cause] = []
    /// The saga in which the true cause lies.
    private(set) var end: Story
    /// Events that have come and that the last saga has not heard.
    let events: [InboxLine]

    init(_ story: Story, _ reader: SagaReader) throws {
        var (present, seen): (Story, Set<SagaID>) = (story, [])
        while seen.insert(present.report.id).inserted, let blocker = present.leadingBlocker {
            self.causes.append(Cause(blocker, of: present))
            guard blocker.cause == .predecessor || blocker.cause == .hold, let ahead = blocker.owner,
                case .found(let report) = try reader.report(ahead)
            else { break }
            present = try Story(report, reader)
        }
        self.end = present
        self.events = try reader.unsettledEvents(about: present.report.businessKeys)
        // What it waits for has come, and only seems not to have.
        guard present.leadingBlocker?.cause == .signal else { return }
        self.causes += self.events.map { Cause($0, awaitedBy: present) }
    }

    /// What ends the true cause.
    var next: [String] { self.events.map(\.remedy) + self.end.next }
}

extension BlockerReport {
    /// `is held for Q-1042 until 11-23 (case 88123)`.
    var words: String {
        let until = self.until.map { " until \($0.short)" } ?? ""
        let failure = self.failure.map { " (\($0))" } ?? ""
        return "\(self.cause.words) \(self.subject)\(until)\(failure)"
    }
}

extension Decision {
    /// For people: what holds, by which rule, instead of which, on what.
    var sentence: String {
        let place = self.step.map { " before \($0)" } ?? ""
        let winner = self.winner.map { ", by rule \($0)" } ?? ", as no rule applies"
        let losers = self.losers.map { "; not \($0.rule), because \($0.why)" }.joined()
        let inputs = self.inputs.map { "\($0.fact) \($0.value.map { "\($0)" } ?? "not known")" }
        let seen = inputs.isEmpty ? "" : " (saw \(inputs.joined(separator: ", ")))"
        return "\(self.matter.rawValue) \(self.subject)\(place): \(self.outcome)\(winner)\(losers)\(seen)"
    }
}

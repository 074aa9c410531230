internal import SQLiteRuntime
internal import SagaModel

/// One link of the chain that keeps a saga where it is.
struct Cause: Encodable {
    let saga: SagaID
    let cause: Blocker.Cause
    let subject: String
    let step: StepName?
    let since: String
    let until: String?
    let failure: String?
    let owner: String
    let sentence: String

    init(_ blocker: BlockerReport, of story: Story) {
        self.saga = story.report.id
        self.cause = blocker.cause
        self.subject = blocker.subject
        self.step = blocker.step
        self.since = blocker.since
        self.until = blocker.until
        self.failure = blocker.failure
        self.owner = story.remedy(blocker).owner
        self.sentence = "\(story.report.id) \(blocker.words), since \(blocker.since.short)"
    }

    /// From saga to saga, as long as one waits for another.
    static func chain(_ story: Story, _ reader: SagaReader) throws -> [Self] {
        var (chain, story, seen): ([Self], Story?, Set<SagaID>) = ([], story, [])
        while let present = story, seen.insert(present.report.id).inserted, let blocker = present.leadingBlocker {
            chain.append(Self(blocker, of: present))
            story = nil
            guard blocker.cause == .predecessor || blocker.cause == .hold, let ahead = blocker.owner,
                case .found(let report) = try reader.report(ahead)
            else { continue }
            story = try Story(report, reader)
        }
        return chain
    }
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

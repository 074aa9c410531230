internal import ArgumentParser
internal import SQLiteRuntime
internal import SagaModel

struct Stuck: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List sagas that are parked, retrying, gated or past a deadline. Exit status 3 when there are any.",
        discussion: "The most money first, each currency by itself; then whatever has stood still longest."
    )

    @OptionGroup var options: Options

    /// One stuck saga, as a line.
    fileprivate struct Entry: Encodable {
        private enum CodingKeys: CodingKey {
            case saga, state, nextState, status, why, who, since, until, notes, amount, next
        }

        let saga: SagaID
        let state: StateName?
        let nextState: StateName?
        let status: SagaStatus
        let why: String
        let who: String
        let since: String
        let until: String?
        let notes: String?
        let amount: String?
        let next: String
        let milestones: String
        let isDamaged: Bool
    }

    private struct Listing: Encodable {
        var schema = "skald.stuck/1"
        let stuck: [Entry]
    }

    func run() throws {
        let reader = try self.options.reader()
        let closed = try reader.closedSystems()
        let entries = try reader.list([.parked, .retrying, .gated, .compensating, .waiting, .running])
            .compactMap { try Self.entry($0.explained(by: closed, at: .current), reader) }
            .sorted { ($0.stake, $0.since, $0.saga) < ($1.stake, $1.since, $1.saga) }
        switch self.options.output {
        case .table: Self.table(entries)
        case .json: Terminal.say(try JSONText.pretty(Listing(stuck: entries)))
        case .ndjson: for entry in entries { Terminal.say(try JSONText.line(entry)) }
        }
        if entries.contains(where: \.isDamaged) { throw Finding(status: .integrity) }
        if !entries.isEmpty { throw Finding(status: .findings) }
    }

    private static func entry(_ report: SagaReport, _ reader: SagaReader) throws -> Entry? {
        if let line = try reader.damage(report.id) { return Entry(damaged: report, line: line) }
        if let other = try report.otherDefinition(reader) { return Entry(report, other) }
        let now = Moment.current.rfc3339
        let story = try Story(report, reader)
        let isLate = story.isPastDeadline || report.blockers.contains { ($0.until ?? now) < now }
        let isHeldUp = report.blockers.contains { $0.failure != nil }
        let events = try reader.unsettledEvents(about: report.businessKeys)
        if let event = events.first(where: \.needsPerson) { return Entry(report, event) }
        switch report.status {
        case .parked, .retrying, .gated: break
        case .compensating where isHeldUp: break
        case .waiting where isLate, .running where isLate: break
        case .running, .waiting, .compensating, .done, .compensated: return nil
        }
        return Entry(story)
    }

    private static func table(_ entries: [Entry]) {
        guard !entries.isEmpty else { return Terminal.say("nothing is stuck") }
        var table = Table(["SAGA", "STATUS", "STATE", "WHY", "WHO", "SINCE", "AMOUNT", "NEXT"])
        for entry in entries {
            table.add([
                entry.saga.rawValue, entry.status.words, entry.milestones, entry.why, entry.who,
                entry.since.short,
                entry.amount ?? "-", entry.next,
            ])
        }
        for line in table.lines { Terminal.say(line) }
    }
}

extension Stuck.Entry {
    fileprivate var stake: Stake { Stake(self.amount) }

    fileprivate init(_ story: Story) {
        let (report, blocker) = (story.report, story.leadingBlocker)
        self.saga = report.id
        self.state = report.state
        self.nextState = report.nextState
        self.milestones = report.milestones
        self.status = report.status
        self.why = blocker?.words ?? "nothing moves"
        self.who = blocker.map { story.remedy($0).owner } ?? "finance"
        self.since = blocker?.since ?? report.since
        self.until = blocker?.until
        self.notes = report.notes?.last?.text
        self.amount = report.amount
        self.isDamaged = false
        self.next = story.next.first ?? "skald explain \(report.id)"
    }

    /// A saga whose event somebody must see to before it hears it.
    fileprivate init(_ report: SagaReport, _ event: InboxLine) {
        self.saga = report.id
        self.state = report.state
        self.nextState = report.nextState
        self.milestones = report.milestones
        self.status = report.status
        self.why = event.sentence
        self.who = "finance"
        self.since = event.since.rfc3339
        self.until = nil
        self.notes = nil
        self.amount = report.amount
        self.isDamaged = false
        self.next = event.remedy
    }

    /// A saga that nobody moves until its definition is here again, or it goes over to the present one.
    fileprivate init(_ report: SagaReport, _ other: OtherDefinition) {
        self.saga = report.id
        self.state = report.state
        self.nextState = report.nextState
        self.milestones = report.milestones
        self.status = .parked
        self.why = "stands still: \(other.sentence)"
        self.who = OtherDefinition.owner
        self.until = nil
        self.notes = nil
        self.since = report.since
        self.amount = report.amount
        self.isDamaged = false
        self.next = other.remedy
    }

    /// A saga of which only this is sure: that its history was changed.
    fileprivate init(damaged report: SagaReport, line: Int) {
        self.saga = report.id
        self.state = report.state
        self.nextState = report.nextState
        self.milestones = report.milestones
        self.status = .parked
        self.why = "line \(line) of its history is not what was written"
        self.who = "whoever keeps the database"
        self.until = nil
        self.notes = nil
        self.since = report.since
        self.amount = report.amount
        self.isDamaged = true
        self.next = "skald explain \(report.id)"
    }
}

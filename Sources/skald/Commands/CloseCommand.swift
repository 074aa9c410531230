internal import ArgumentParser
internal import SQLiteRuntime
internal import SagaModel

struct CloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "What stands between a period and its close.",
        subcommands: [Check.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "List what is still to post into a period, and events nobody has settled. Exit status 3 when any is.",
            discussion: """
                A saga whose posting date is not known yet is listed where it may still fall into the period: not \
                before anything that is known of it, and not later than this month. One that cannot be read is named: \
                nobody can say what it has still to post. Nothing is closed: skald period close does that.
                """
        )

        @Argument(help: "Such as northwind-de/2026-11.") var period: String
        @OptionGroup var options: Options

        func validate() throws { try PeriodName.check(self.period) }

        func run() throws {
            let check = try CloseCheck(self.period, try self.options.reader())
            switch self.options.output {
            case .table: for line in check.text { Terminal.say(line) }
            case .json: Terminal.say(try JSONText.pretty(check))
            case .ndjson: for line in check.lines { Terminal.say(try JSONText.line(line)) }
            }
            try check.leftOut.tell()
            if !check.lines.isEmpty || !check.leftOut.isEmpty { throw Finding(status: .findings) }
        }
    }
}

/// What stands between a period and its close: the documented schema that `close check` prints.
struct CloseCheck: Encodable {
    struct Line: Encodable {
        let saga: SagaID?
        let event: String?
        let what: String
        let why: String
        let owner: String
        let amount: String?
        let next: String
    }

    var schema = "skald.close-check/1"
    let period: String
    let isClosed: Bool
    let totals: Totals
    let lines: [Line]
    /// Open sagas of which nobody can say what they have still to post.
    let leftOut: [Stories.LeftOut]

    init(_ period: String, _ reader: SagaReader) throws {
        self.period = period
        self.isClosed = try reader.obstacles(.cutoff).contains { $0.removed == nil && $0.obstacle.subject == period }
        let open = Set(SagaStatus.allCases.filter { !$0.isFinal })
        let stories = try Stories(try reader.list(open), reader)
        let sagas = try stories.all.flatMap { story in
            Self.lines(story, period, since: try reader.history(story.report.id).first?.at)
        }
        self.leftOut = stories.leftOut
        let events = try reader.inbox([.open, .parked, .dead]).map { Line($0) }
        self.lines = sagas + events
        self.totals = Totals(sagas.map(\.amount))
    }

    private static func lines(_ story: Story, _ period: String, since start: Moment?) -> [Line] {
        let months = story.months(since: start)
        let steps = story.machine.stepsToPost(into: period).filter { _, isKnown in
            isKnown || story.mayStillPost && months.contains(String(period.suffix(7)))
        }
        return steps.map { step, isKnown in
            let blocker = story.leadingBlocker
            return Line(
                saga: story.report.id,
                event: nil,
                what: isKnown ? "\(step) posts into it" : "\(step) may post into it: its date is not known yet",
                why: blocker?.words ?? "is \(story.report.status.rawValue)",
                owner: blocker.map { story.remedy($0).owner } ?? "skald",
                amount: story.report.amount,
                next: story.next.first ?? "skald explain \(story.report.id)"
            )
        }
    }

    var text: [String] {
        let state = self.isClosed ? "is closed" : "is open"
        guard !self.lines.isEmpty else {
            let unread = self.leftOut.isEmpty ? "" : " of what can be read"
            return ["\(self.period) \(state), and nothing\(unread) stands before its close"]
        }
        var table = Table(["WHO OR WHAT", "AMOUNT", "OWNER", "WHAT", "WHY", "NEXT"])
        for line in self.lines {
            table.add([
                line.saga?.rawValue ?? line.event ?? "-", line.amount ?? "-", line.owner, line.what, line.why,
                line.next,
            ])
        }
        return ["\(self.period) \(state); \(self.lines.count) before its close: \(self.totals.words)"] + table.lines
    }
}

extension CloseCheck.Line {
    fileprivate init(_ event: InboxLine) {
        self.init(
            saga: event.saga,
            event: event.name,
            what: "an event is not settled",
            why: event.sentence,
            owner: "finance",
            amount: nil,
            next: event.remedy
        )
    }
}

extension Story {
    /// The months in which a date may lie that is not known yet: from the first thing that is known of it to now.
    fileprivate func months(since start: Moment?) -> ClosedRange<String> {
        let dates = (self.machine.sheet?.values.values.map { $0 } ?? []).compactMap { value in
            if case .date(let date) = value { String(date.prefix(7)) } else { nil }
        }
        let now = String(Moment.current.rfc3339.prefix(7))
        let first = (dates + (start.map { [String($0.rfc3339.prefix(7))] } ?? [])).min() ?? now
        return min(first, now)...now
    }

    /// A saga that turns back posts nothing more.
    fileprivate var mayStillPost: Bool {
        switch self.machine.course {
        case .ready, .forward: true
        case .turning, .backward, .done, .compensated, .parked: false
        }
    }
}

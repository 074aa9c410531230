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
                A saga whose posting date is not known yet is listed as well: it may fall into the period. Nothing is \
                closed: skald period close does that.
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
            if !check.lines.isEmpty { throw Finding(status: .findings) }
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

    init(_ period: String, _ reader: SagaReader) throws {
        self.period = period
        self.isClosed = try reader.obstacles(.cutoff).contains { $0.removed == nil && $0.obstacle.subject == period }
        let open = Set(SagaStatus.allCases.filter { !$0.isFinal })
        let sagas = try reader.list(open).flatMap { try Self.lines(try Story($0, reader), period) }
        let events = try reader.inbox([.open, .parked, .dead]).map { Line($0) }
        self.lines = sagas + events
        self.totals = Totals(sagas.map(\.amount))
    }

    private static func lines(_ story: Story, _ period: String) throws -> [Line] {
        story.machine.stepsToPost(into: period).filter { $0.isKnown || story.mayStillPost }.map { step, isKnown in
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
        guard !self.lines.isEmpty else { return ["\(self.period) \(state), and nothing stands before its close"] }
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
    /// A saga that turns back posts nothing more.
    fileprivate var mayStillPost: Bool {
        switch self.machine.course {
        case .ready, .forward: true
        case .turning, .backward, .done, .compensated, .parked: false
        }
    }
}

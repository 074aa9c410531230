internal import SQLiteRuntime
internal import SagaModel

/// Sagas that somebody selected, as they were then: one that moves is left alone.
struct Batch {
    struct Entry: Encodable {
        let saga: SagaID
        let revision: Int
        let status: SagaStatus
        let amount: String?
        let why: String
    }

    let filter: SagaFilter
    let sagas: [Entry]
    /// Open sagas of which nobody can say whether they are meant.
    let leftOut: [Stories.LeftOut]
    /// Names exactly these sagas at these revisions.
    let name: String

    var totals: Totals { Totals(self.sagas.map(\.amount)) }

    init(_ filter: SagaFilter, _ reader: SagaReader) throws {
        let open = Set(SagaStatus.allCases.filter { !$0.isFinal })
        self.filter = filter
        let stories = try Stories(try reader.list(open), reader)
        self.leftOut = stories.leftOut
        self.sagas = stories.all.filter(filter.selects).map { story in
            Entry(
                saga: story.report.id,
                revision: story.report.revision,
                status: story.report.status,
                amount: story.report.amount,
                why: story.leadingBlocker?.words ?? "nothing moves"
            )
        }
        .sorted { $0.saga < $1.saga }
        let text = self.sagas.map { "\($0.saga)@\($0.revision)" }.joined(separator: "\n")
        self.name = "s_\(Fingerprint.of(text).prefix(8))"
    }

    var headline: String { "selection \(self.name): \(self.sagas.count) sagas · \(self.totals.words)" }

    private var lines: [String] {
        var table = Table(["SAGA", "REV", "STATUS", "AMOUNT", "WHY"])
        for entry in self.sagas {
            table.add([
                entry.saga.rawValue, "\(entry.revision)", entry.status.words, entry.amount ?? "-", entry.why,
            ])
        }
        return table.lines
    }

    func show(_ output: OutputFormat) throws {
        switch output {
        case .table: for line in [self.headline] + self.lines { Terminal.say(line) }
        case .json, .ndjson: try BatchReport(self, []).show(output)
        }
    }

    /// - Throws: 7 where nobody can be asked; 1 when they say no.
    func confirm() throws(OperatorError) {
        for line in [self.headline] + self.lines { Terminal.note(line) }
        guard let answer = Confirmation.ask("Try them again? Type \(self.sagas.count) to go on:") else {
            throw Confirmation.missing("\(self.sagas.count) sagas are not retried yet", add: "--yes")
        }
        guard answer == "\(self.sagas.count)" else {
            throw OperatorError(
                .failure,
                "nothing was retried",
                why: "you typed “\(answer)”",
                next: "skald retry --where \(self.filter.text.quoted)"
            )
        }
    }

    func hasChanged(since selection: String) -> OperatorError {
        OperatorError(
            .changed,
            "selection \(selection) has changed",
            why: "it is \(self.name) now: \(self.sagas.count) sagas, \(self.totals.words)",
            next: "skald retry --where \(self.filter.text.quoted) --dry-run"
        )
    }

    /// Does it to each, in the engine, and tells how each stands afterwards.
    func outcomes(_ act: Act, _ desk: Desk) async throws -> [BatchReport.Outcome] {
        var said: [(entry: Entry, why: String?)] = []
        for entry in self.sagas {
            let heeded = try await desk.sagas.act(act, on: entry.saga, by: Operator.name, seen: entry.revision)
            said.append((entry, heeded.obstacle))
        }
        try await desk.move()
        return try said.map { entry, why in
            let story = try Story(try desk.report(entry.saga), try desk.options.reader())
            return BatchReport.Outcome(entry.saga, entry.amount, story, why)
        }
    }
}

/// What became of each saga of a selection: the documented schema that `retry --where` prints.
struct BatchReport: Encodable {
    struct Outcome: Encodable {
        let saga: SagaID
        let amount: String?
        let status: SagaStatus
        /// Why nothing was done to it, or why it stands still again.
        let why: String?

        init(_ saga: SagaID, _ amount: String?, _ story: Story, _ why: String?) {
            self.saga = saga
            self.amount = amount
            self.status = story.report.status
            self.why = why ?? (story.report.status.needsSomebody ? story.leadingBlocker?.words : nil)
        }

        var isThrough: Bool { self.why == nil }
    }

    var schema = "skald.batch/1"
    let selection: String
    let sagas: [Batch.Entry]
    let totals: Totals
    let outcomes: [Outcome]
    let leftOut: [Stories.LeftOut]

    init(_ batch: Batch, _ outcomes: [Outcome]) {
        self.selection = batch.name
        self.sagas = batch.sagas
        self.totals = batch.totals
        self.outcomes = outcomes
        self.leftOut = batch.leftOut
    }

    func show(_ output: OutputFormat) throws {
        switch output {
        case .table:
            var table = Table(["SAGA", "STATUS", "AMOUNT", "WHY"])
            for line in self.outcomes {
                table.add([line.saga.rawValue, line.status.words, line.amount ?? "-", line.why ?? "-"])
            }
            let through = self.outcomes.count(where: \.isThrough)
            for line in table.lines + ["\(through) of \(self.outcomes.count) went on"] { Terminal.say(line) }
        case .json: Terminal.say(try JSONText.pretty(self))
        case .ndjson: for line in self.outcomes { Terminal.say(try JSONText.line(line)) }
        }
    }
}

extension SagaStatus {
    fileprivate var needsSomebody: Bool {
        switch self {
        case .parked, .retrying, .gated: true
        case .running, .waiting, .compensating, .done, .compensated: false
        }
    }
}

extension Heeded {
    /// Why nothing was done; `nil` when it was.
    fileprivate var obstacle: String? {
        switch self {
        case .advanced: nil
        case .ignored(let why), .unanswered(let why): why
        case .changed(let revision): "it has moved to revision \(revision) since it was selected"
        }
    }
}

internal import SQLiteRuntime
internal import SagaModel

/// Prints sagas in the form that was asked for.
enum Printer {
    struct Listing: Encodable {
        let schema: String
        let sagas: [SagaReport]
    }

    static func show(_ report: SagaReport, _ format: OutputFormat) throws {
        switch format {
        case .table: Terminal.say(report.page)
        case .json: Terminal.say(try JSONText.pretty(report))
        case .ndjson: Terminal.say(try JSONText.line(report))
        }
    }

    static func list(_ reports: [SagaReport], _ format: OutputFormat) throws {
        switch format {
        case .table: Self.table(reports)
        case .json: Terminal.say(try JSONText.pretty(Listing(schema: "skald.sagas/1", sagas: reports)))
        case .ndjson: for report in reports { Terminal.say(try JSONText.line(report)) }
        }
    }

    private static func table(_ reports: [SagaReport]) {
        var table = Table(["SAGA", "STATE", "STATUS", "AMOUNT", "SINCE"])
        for report in reports {
            table.add([
                report.id.rawValue, report.milestones, report.status.words, report.amount ?? "-", report.since.short,
            ])
        }
        for line in table.lines { Terminal.say(line) }
    }
}

extension SagaReport {
    /// The saga on one page: what it is, its steps, what it waits for.
    var page: String {
        let head = "\(self.id)  \(self.workflow) v\(self.version)  \(self.status.coloured)  rev \(self.revision)"
        let keys = "keys \(self.businessKeys.joined(separator: ", "))"
        let amount = self.amount.map { " · \($0)" } ?? ""
        return
            ([head, "state \(self.milestones) · \(keys)\(amount)"] + self.stepLines + self.blockerLines + self.wordLines)
            .joined(
                separator: "\n"
            )
    }

    /// How far it came, and where it is going: `invoiced → posted`.
    var milestones: String {
        ([self.state?.rawValue ?? "-"] + (self.nextState.map { [$0.rawValue] } ?? [])).joined(separator: " → ")
    }

    var stepLines: [String] {
        var table = Table(["#", "step", "state", "at (UTC)", "tries", "reference", "undo"])
        for (index, step) in self.steps.enumerated() {
            let at = (step.endedAt ?? step.startedAt)?.short ?? "-"
            table.add([
                String(index + 1), step.name.rawValue, self.words(of: step), at, String(step.attempts),
                step.reference ?? "-",
                step.wayBack,
            ])
        }
        return table.lines.map { " \($0)" }
    }

    /// What is pending when a saga ends will not be taken any more.
    private func words(of step: StepReport) -> String {
        self.status.isFinal && step.status == .pending ? "- not taken" : step.status.words
    }

    /// What people said: of steps, and beside the saga.
    private var wordLines: [String] {
        let steps = self.steps.flatMap { step in
            let skipped = step.skipped.map { "\(step.name) skipped by \($0.by), \($0.at.short): \($0.text)" }
            return [
                skipped, step.statement?.words(step.name.rawValue), step.undo?.statement?.words("\(step.name)/undo"),
            ]
            .compactMap(\.self)
        }
        let assigned = self.assignment.map { ["assigned to \($0.text) by \($0.by), \($0.at.short)"] } ?? []
        return steps + assigned + (self.notes ?? []).map { "note by \($0.by), \($0.at.short): \($0.text)" }
    }

    private var blockerLines: [String] {
        self.blockers.map { blocker in
            let until = blocker.until.map { ", until \($0.short)" } ?? ""
            let owner = ", with \(self.assignment?.text ?? blocker.owner ?? blocker.cause.owner)"
            let failure = blocker.failure.map { ": \($0)" } ?? ""
            return "\(blocker.cause.words) \(blocker.subject), since \(blocker.since.short)\(until)\(owner)\(failure)"
        }
    }
}

extension StepReport {
    fileprivate var wayBack: String {
        if let undo { return undo.status.words }
        switch self.kind {
        case .compensatable: return "undo"
        case .kept: return "keep"
        case .check, .pivot, .retriable: return "-"
        }
    }
}

extension StepReport.Status {
    var words: String {
        switch self {
        case .pending: "· pending"
        case .running: "● running"
        case .retrying: "◐ retrying"
        case .done: "✓ done"
        case .refused: "✗ refused"
        case .needsPerson: "■ needs a person"
        case .undone: "↺ undone"
        case .undoing: "↺ undoing"
        case .dropped: "- dropped"
        case .skipped: "» skipped"
        }
    }
}

extension Blocker.Cause {
    var words: String {
        switch self {
        case .reply: "waits for the answer to"
        case .pause: "repeats"
        case .window: "waits until nothing is in flight any more of"
        case .lookUp: "asks what became of"
        case .signal: "waits for"
        case .person: "needs a person for"
        case .hold: "is held for"
        case .approval: "waits for the approval of"
        case .cutoff: "waits for an open period:"
        case .predecessor: "comes after"
        case .capacity: "waits for room at"
        }
    }

    /// Who can end it.
    var owner: String {
        switch self {
        case .reply, .lookUp: "the other system"
        case .pause, .window: "skald"
        case .signal: "customer"
        case .person, .hold, .approval, .cutoff: "finance"
        case .predecessor, .capacity: "skald"
        }
    }
}

extension String {
    /// A timestamp as tables have it: `11-21 09:14:03`.
    var short: String {
        let text = self.prefix { $0 != "." && $0 != "Z" }.dropFirst(5)
        return String(text.map { $0 == "T" ? " " : $0 })
    }
}

extension StatementReport {
    fileprivate func words(_ subject: String) -> String {
        let proof = self.isVerified ? "verified" : "unverified"
        return
            "\(subject) stated as \(self.outcome.rawValue) (\(proof)) by \(self.by), \(self.at.short): \(self.reason)"
    }
}

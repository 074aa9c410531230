internal import ArgumentParser
internal import SQLiteRuntime
internal import SagaModel

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show on one screen how it stands. Exit status 3 when something needs a person."
    )

    @OptionGroup var options: Options

    func run() async throws {
        let status = try StatusReport(
            try self.options.reader(),
            hasEngine: await EngineBeside(self.options.db)?.isAlive() ?? false
        )
        switch self.options.output {
        case .table: for line in status.lines { Terminal.say(line) }
        case .json: Terminal.say(try JSONText.pretty(status))
        case .ndjson: Terminal.say(try JSONText.line(status))
        }
        if status.needsPerson { throw Finding(status: .findings) }
    }
}

/// How a file with sagas stands: the documented schema that `status` prints.
struct StatusReport: Encodable {
    struct Count: Encodable {
        let status: SagaStatus
        let count: Int
        let totals: Totals
    }

    var schema = "skald.status/1"
    let hasEngine: Bool
    let sagas: [Count]
    /// Systems that are not asked now, and why.
    let closedSystems: [String]
    let deadLetters: Int
    let holds: Int
    let closedPeriods: [String]
    let nextDue: String?
    let needsPerson: Bool

    init(_ reader: SagaReader, hasEngine: Bool) throws {
        let reports = try reader.list()
        self.hasEngine = hasEngine
        self.sagas = SagaStatus.allCases.compactMap { status in
            let those = reports.filter { $0.status == status }
            guard !those.isEmpty else { return nil }
            return Count(status: status, count: those.count, totals: Totals(those.map(\.amount)))
        }
        self.closedSystems = try reader.closedSystems().compactMap { $0.words(at: .current) }
        self.deadLetters = try reader.inbox([.open, .parked, .dead]).count
        self.holds = try reader.obstacles(.hold).count { $0.removed == nil }
        self.closedPeriods = try reader.obstacles(.cutoff).filter { $0.removed == nil }.map(\.obstacle.subject)
        self.nextDue = try reader.nextDue()?.rfc3339
        let isGated = reports.contains { $0.blockers.contains { $0.cause == .approval || $0.cause == .hold } }
        self.needsPerson = self.deadLetters > 0 || isGated || reports.contains { $0.status == .parked }
    }

    var lines: [String] {
        var table = Table(["SAGAS", "COUNT", "TOTAL"])
        for line in self.sagas { table.add([line.status.words, "\(line.count)", line.totals.words]) }
        let closed = self.closedSystems.isEmpty ? ["every system may be asked"] : self.closedSystems
        let periods = self.closedPeriods.isEmpty ? "no period is closed" : self.closedPeriods.joined(separator: ", ")
        return [
            self.hasEngine ? "● an engine runs and answers" : "· no engine runs; commands move the sagas themselves"
        ]
            + table.lines + closed + [
                "dead letters \(self.deadLetters) · holds \(self.holds) · closed periods: \(periods)",
                "next timer: \(self.nextDue?.short ?? "none")",
            ] + (self.needsPerson ? ["→ skald stuck"] : [])
    }
}

internal import ArgumentParser
internal import Cases
internal import RevenueModel

struct SimulateCase: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Calculate how a customer's case would go: steps, credit, receivable, journals and the ledger.",
        discussion: """
            Opens nothing but the fixture: no network, no database, no clock. The steps are those of the definition that \
            sagas follow. Exit status 3 when the credit that is asked for cannot be given, or when two numbers that \
            should be one are not.
            """
    )

    @Argument(
        help: "A fixture, as skald simulate schema case describes it.",
        completion: .file(extensions: ["yaml", "yml", "json"])
    )
    var fixture: String
    @Option(help: "Calculate it as of another day: 2026-11-21.") var asOf: String?
    @Option(name: [.short, .long], help: "table, json or ndjson.") var output: OutputFormat = .table

    func validate() throws {
        guard let asOf, LocalDate(asOf) == nil else { return }
        throw ValidationError("--as-of takes a date such as 2026-11-21.")
    }

    func run() throws {
        let fixture = try CaseFixture.read(self.fixture, asOf: self.asOf.flatMap { LocalDate($0) })
        let report = try CaseReport(fixture, fixture.simulation.run())
        switch self.output {
        case .table: for line in CaseTable(report).lines { Terminal.say(line) }
        case .json: Terminal.say(try JSONText.pretty(report))
        case .ndjson: Terminal.say(try JSONText.line(report))
        }
        if !report.findings.isEmpty || report.objection != nil { throw Finding(status: .findings) }
    }
}

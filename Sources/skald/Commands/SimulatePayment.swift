internal import ArgumentParser
internal import Payments
internal import RevenueModel

struct SimulatePayment: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payment",
        abstract: "Calculate what payments, returns, chargebacks and refunds do to receivables and the ledger.",
        discussion: """
            Opens nothing but the fixture: no network, no database, no clock. For each event that begins a saga the \
            steps are shown that it would send, in their order. Exit status 3 when the ledger does not balance, or \
            when something is not as the fixture expects it.
            """
    )

    @Argument(
        help: "A fixture, as skald simulate schema payment describes it.",
        completion: .file(extensions: ["yaml", "yml", "json"])
    )
    var fixture: String
    @Option(name: [.short, .long], help: "table, json or ndjson.") var output: OutputFormat = .table

    func run() throws {
        let fixture = try PaymentFixture.read(self.fixture)
        let report = try PaymentReport(fixture, fixture.run())
        switch self.output {
        case .table: for line in PaymentTable(report).lines { Terminal.say(line) }
        case .json: Terminal.say(try JSONText.pretty(report))
        case .ndjson: Terminal.say(try JSONText.line(report))
        }
        if !report.findings.isEmpty { throw Finding(status: .findings) }
    }
}

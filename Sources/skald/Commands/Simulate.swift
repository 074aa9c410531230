internal import Amendments
internal import ArgumentParser
internal import Cases
internal import FoundationEssentials
internal import Payments
internal import RevenueModel
internal import SagaModel
internal import Workflows

struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "What would happen, to the cent, before anything is sent.",
        subcommands: [SimulateAmendment.self, SimulateCase.self, SimulatePayment.self, SimulateSchema.self]
    )
}

struct SimulateAmendment: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amendment",
        abstract: "Calculate a stack of amendments: documents, journals, revenue, and the steps that carry it out.",
        discussion: """
            Opens nothing but the fixture and the policies: no network, no database, no clock. The same fixture always \
            gives the same answer, and the same input hash. Exit status 3 when the amendments are refused, when two \
            numbers that should be one are not, or when a failure leaves something that nobody is told of.
            """
    )

    @Argument(
        help: "A fixture, as skald simulate schema describes it.",
        completion: .file(extensions: ["yaml", "yml", "json"])
    )
    var fixture: String
    @Option(help: "Calculate it as of another day: 2026-11-21.") var asOf: String?
    @Option(
        name: [.customLong("policies"), .customLong("policy")],
        help: "A folder with amendment.policy.yaml, in place of the program's own.",
        completion: .directory
    )
    var policies: String?
    @Option(
        help: ArgumentHelp(
            "Let a step fail, and show where that ends: delta:rejected. Without a kind, in every way.",
            valueName: "step[:kind]"
        )
    )
    var fail: String?
    @Flag(help: "Let every step fail in every way, one after another.") var failEach = false
    @Option(
        name: .customLong("html"),
        help: "Write one page with charts, which needs nothing else.",
        completion: .file()
    )
    var page: String?
    @Option(name: [.short, .long], help: "table, json or ndjson.") var output: OutputFormat = .table

    func validate() throws {
        if let asOf, LocalDate(asOf) == nil { throw ValidationError("--as-of takes a date such as 2026-11-21.") }
        guard let fail else { return }
        let steps = Amendment().definition.steps.map(\.name)
        guard let choice = FailureChoice(fail), case .at(let step, _) = choice, steps.contains(step) else {
            throw ValidationError(
                "--fail takes a step, and how it fails: one of \(steps.map(\.rawValue).joined(separator: ", ")); "
                    + "\(FailureKind.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        }
    }

    private var choice: FailureChoice { self.failEach ? .each : self.fail.flatMap { FailureChoice($0) } ?? .none }

    func run() throws {
        let fixture = try Fixture.read(self.fixture, asOf: self.asOf.flatMap { LocalDate($0) })
        let policy = try Policies.sound(for: Amendment(), in: self.policies, [:])
        let report = try AmendmentReport(fixture, fixture.calculated(), policy, failing: self.choice)
        switch self.output {
        case .table: for line in AmendmentTable(report).lines { Terminal.say(line) }
        case .json: Terminal.say(try JSONText.pretty(report))
        case .ndjson: Terminal.say(try JSONText.line(report))
        }
        if let page { try Self.write(AmendmentPage(report), to: page) }
        if !report.findings.isEmpty { throw Finding(status: .findings) }
    }
}

extension SimulateAmendment {
    private static func write(_ page: AmendmentPage, to path: String) throws {
        do {
            try Data(page.html.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw OperatorError(
                .failure,
                "the page cannot be written to \(path)",
                why: "its folder is missing, or may not be written to",
                next: "name a file in a folder that you may write to"
            )
        }
    }
}

struct SimulateSchema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of fixtures, for editors."
    )

    @Argument(help: "amendment, case or payment.") var kind = Kind.amendment

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case amendment
        case supportCase = "case"
        case payment
    }

    func run() throws {
        switch self.kind {
        case .amendment: Terminal.say(try AmendmentSchema.text().trimmedEnd)
        case .supportCase: Terminal.say(try CaseSchema.text().trimmedEnd)
        case .payment: Terminal.say(try PaymentSchema.text().trimmedEnd)
        }
    }
}

internal import ArgumentParser
internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start a saga for an order or an amendment, and run it as far as it goes now.",
        discussion: """
            skald start quote-to-cash --order ORDER
            skald start amendment FIXTURE --expect HASH

            The same order, or the same amendment, again is the same saga. After one that was compensated, --again \
            begins the next generation, whose documents have names of their own: Q-1042-G2, AMD-7-G2:1. Of a stack, \
            only the amendments that were compensated begin again. An amendment is carried out exactly as it was simulated: with --expect, only if its \
            input is still the one that was previewed.
            """
    )

    @Argument(help: "The workflow: quote-to-cash or amendment.", completion: .workflow) var workflow: String
    @Argument(help: "Of amendments: the fixture that was simulated.", completion: .orderFile) var fixture: String?
    @Option(help: "The order, in YAML or JSON.", completion: .orderFile) var order: String?
    @Option(
        help: ArgumentHelp(
            "The preview's input hash, or its JSON as a file, which can tell what has changed since.",
            valueName: "hash-or-file"
        ),
        completion: .file(extensions: ["json"])
    )
    var expect: String?
    @Option(help: "Of amendments: carry them out as of another day: 2026-11-21.") var asOf: String?
    @Flag(help: "Begin the next generation of an order or amendment that was compensated.") var again = false
    @Flag(help: "Only write it down; `skald run` moves it.") var noRun = false
    @OptionGroup var options: Options

    func run() async throws {
        switch try WorkflowCommand.named(self.workflow) {
        case is QuoteToCash: try await self.startOrder()
        case is Amendment:
            guard let fixture else { throw self.incomplete("skald start amendment FIXTURE") }
            try await self.startAmendments(fixture)
        default: throw self.startedOtherwise
        }
    }

    func validate() throws {
        guard let asOf, LocalDate(asOf) == nil else { return }
        throw ValidationError("--as-of takes a date such as 2026-11-21.")
    }

    private func startOrder() async throws {
        guard let file = self.order else { throw self.incomplete("skald start quote-to-cash --order ORDER") }
        let order = try OrderFile.read(file)
        let generation = try self.generation(of: order.id)
        try await Desk.with(self.options) { desk in
            try await self.start(order, generation, desk)
        }
    }

    private func start(_ order: Order, _ generation: Int, _ desk: Desk) async throws {
        let launch = Launch(order: order, generation: generation)
        switch try await desk.start(launch) {
        case .new: break
        case .existing(sameFacts: true): Terminal.note("skald: \(launch.id) was started already with this content")
        case .existing(sameFacts: false): throw self.changed(launch.id)
        }
        if !self.noRun { try await desk.move() }
        let report = try desk.report(launch.id)
        try Printer.show(report, self.options.output)
        if !report.status.isSettled { Terminal.note("→ skald explain \(launch.id)") }
        try Verdict.check([report], try self.options.reader())
    }

    /// Which attempt at the order is meant: the latest, or the one after it.
    private func generation(of order: String) throws -> Int {
        let generations = try Generations(of: order, QuoteToCash().name, self.reader())
        guard self.again else { return generations.latest }
        guard let latest = generations.reports.last else {
            throw OperatorError(
                .notFound,
                "order \(order) cannot be started again",
                why: "it was never started",
                next: "skald start \(self.workflow) --order \(self.order ?? order)"
            )
        }
        guard generations.mayGoOn else {
            throw OperatorError(
                .notAllowed,
                "order \(order) cannot be started again",
                why:
                    "\(latest.id) is \(latest.status.rawValue), and only a compensated saga has a successor",
                next: "skald show \(latest.id)"
            )
        }
        return generations.latest + 1
    }

    /// What the file knows; nothing where there is none yet.
    func reader() throws -> SagaReader? {
        do { return try self.options.reader() } catch RuntimeError.notFound { return nil }
    }

    private func changed(_ id: SagaID) -> OperatorError {
        OperatorError(
            .changed,
            "order \(id) is known with other content",
            why:
                "\(self.order ?? "the file") differs from what the saga was started with; a changed order is another order or an amendment",
            money: "nothing was sent for this file, the saga goes on as it was",
            next: "skald show \(id) -o json"
        )
    }

    private var startedOtherwise: OperatorError {
        OperatorError(
            .usage,
            "no \(self.workflow) begins with a file",
            why: "an order begins \(QuoteToCash().name), a fixture \(Amendment().name); the others begin with an event",
            next: "skald event ingest FILE"
        )
    }

    private func incomplete(_ usage: String) -> OperatorError {
        OperatorError(.usage, "what to start is not named", why: "\(self.workflow) begins with a file", next: usage)
    }
}

extension SagaStatus {
    /// Nobody need look at it: it moves by itself, or is done.
    var isSettled: Bool {
        switch self {
        case .done, .running: true
        case .waiting, .retrying, .gated, .compensating, .parked, .compensated: false
        }
    }
}

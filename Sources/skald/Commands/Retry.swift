internal import ArgumentParser
internal import SQLiteRuntime

struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Try again whatever needs a person: the same step under the same key; what is in doubt is asked for first."
    )

    @Argument(help: "The saga's id, or any business key.", completion: .saga) var key: String
    @Option(name: .customLong("rev"), help: "Only if the saga still has this revision, which show and explain name.")
    var seen: Int?
    @OptionGroup var options: Options

    func run() async throws {
        let report = try self.options.saga(self.key)
        try await Desk.with(self.options) { desk in
            switch try await desk.sagas.act(.retry, on: report.id, by: Operator.name, seen: self.seen) {
            case .advanced: break
            case .changed(let revision): throw OperatorError(report.id, hasMovedTo: revision)
            case .ignored(let why):
                throw OperatorError(
                    .notAllowed,
                    "\(report.id) cannot be retried",
                    why: why,
                    next: "skald explain \(report.id)"
                )
            }
            try await desk.move()
            let after = try desk.report(report.id)
            try Printer.show(after, self.options.output)
            try Verdict.check([after], try self.options.reader())
        }
    }
}

internal import ArgumentParser
internal import SQLiteRuntime

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Follow a customer, order, invoice, document, payment or case through every system, in time order."
    )

    @Argument(help: "Any name: ACME-001, Q-1042, INV-1001, a document's number, a case.", completion: .saga)
    var key: String
    @OptionGroup var options: Options

    func run() throws {
        let trace = try Trace(self.key, try self.options.reader())
        guard !trace.lines.isEmpty || !trace.leftOut.isEmpty else {
            throw OperatorError(
                .notFound,
                "nothing is known as “\(self.key)”",
                why: "no saga, document, event or hold has this name",
                next: "skald list"
            )
        }
        switch self.options.output {
        case .table: for line in trace.text { Terminal.say(line) }
        case .json: Terminal.say(try JSONText.pretty(trace))
        case .ndjson: for line in trace.lines { Terminal.say(try JSONText.line(line)) }
        }
        try trace.leftOut.tell()
    }
}

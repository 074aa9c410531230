internal import ArgumentParser
internal import SQLiteRuntime

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say in one sentence why a saga is where it is, and what to do."
    )

    @Argument(help: "Its id, or any business key: order, invoice, payment.", completion: .saga) var key: String
    @OptionGroup var options: Options

    func run() throws {
        let reader = try self.options.reader()
        let report = try reader.saga(self.key)
        if let other = try report.otherDefinition(reader) { return try self.tell(Explanation(report, other)) }
        let story = try Story(report, reader)
        try self.tell(Explanation(story, try CauseChain(story, reader)))
    }

    private func tell(_ explanation: Explanation) throws {
        switch self.options.output {
        case .table: Terminal.say(explanation.text)
        case .json: Terminal.say(try JSONText.pretty(explanation))
        case .ndjson: Terminal.say(try JSONText.line(explanation))
        }
    }
}

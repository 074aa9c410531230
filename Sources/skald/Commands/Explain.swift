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
        let events = try reader.unsettledEvents(about: report.businessKeys)
        let explanation = Explanation(try Story(report, reader), events: events)
        switch self.options.output {
        case .table: Terminal.say(explanation.text)
        case .json: Terminal.say(try JSONText.pretty(explanation))
        case .ndjson: Terminal.say(try JSONText.line(explanation))
        }
    }
}

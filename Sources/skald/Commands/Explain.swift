internal import ArgumentParser

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say in one sentence why a saga is where it is, and what to do."
    )

    @Argument(help: "Its id, or any business key: order, invoice, payment.", completion: .saga) var key: String
    @OptionGroup var options: Options

    func run() throws {
        let reader = try self.options.reader()
        let explanation = Explanation(try Story(try reader.saga(self.key), reader))
        switch self.options.output {
        case .table: Terminal.say(explanation.text)
        case .json: Terminal.say(try JSONText.pretty(explanation))
        case .ndjson: Terminal.say(try JSONText.line(explanation))
        }
    }
}

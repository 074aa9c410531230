internal import ArgumentParser
internal import SQLiteRuntime

extension DeadLetterCommand {
    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Settle an event without using it. It stays on record, with who said so and why."
        )

        @Argument(help: "Its source and id, such as bank/e1.") var event: String
        @Option(help: "Why: kept with the event.") var reason: String
        @OptionGroup var options: Options

        func validate() throws {
            guard !self.reason.isEmpty else { throw ValidationError("--reason must say something.") }
        }

        func run() async throws {
            let line = try self.options.reader().event(self.event, for: "discarded")
            try await Desk.with(self.options) { desk in
                let name = EventName(source: line.source, id: line.id)
                _ = try await desk.sagas.discard(name, by: Operator.name, why: self.reason)
                try await desk.move()
            }
            let reader = try self.options.reader()
            let letter = try DeadLetter(try reader.event(line.name), reader)
            switch self.options.output {
            case .table: Terminal.say("\(letter.name)  \(letter.outcome.words)")
            case .json: Terminal.say(try JSONText.pretty(letter))
            case .ndjson: Terminal.say(try JSONText.line(letter))
            }
        }
    }
}

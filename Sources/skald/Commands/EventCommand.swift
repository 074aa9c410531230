internal import ArgumentParser
internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime

struct EventCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "event",
        abstract: "What happens outside.",
        subcommands: [Ingest.self]
    )

    struct Ingest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hear events from a file. The same source and id count once.",
            discussion: "An object, a list, or one object on each line: "
                + #"{"source","id","type","payment":{"id","invoice","account","amount":{"amount","currency"},"receivedOn"}}. "#
                + "Exit status 3 when nobody claims one."
        )

        @Argument(help: "A file with JSON, or - for standard input.", completion: .eventFile) var file: String
        @OptionGroup var options: Options

        private struct Line: Encodable {
            let source: String
            let id: String
            let outcome: String
        }

        func run() async throws {
            let events = try EventFile.parse(try self.text(), file: self.file == "-" ? "standard input" : self.file)
            let isComplete = try await Desk.with(self.options) { desk in
                var isComplete = true
                for event in events {
                    let heard = try await desk.hear(event)
                    try self.tell(event, heard)
                    if !heard.isClaimed { isComplete = false }
                }
                try await desk.move()
                return isComplete
            }
            if !isComplete { throw Finding(status: .findings) }
        }

        private func tell(_ event: IncomingEvent, _ heard: Heard) throws {
            switch self.options.output {
            case .table: Terminal.say("\(event.source)/\(event.id)  \(heard.words(event.payment.invoice))")
            case .json, .ndjson:
                let line = Line(source: event.source, id: event.id, outcome: heard.words(event.payment.invoice))
                Terminal.say(try JSONText.line(line))
            }
        }

        private func text() throws(FileProblem) -> String {
            if self.file == "-" {
                var text = ""
                while let line = readLine(strippingNewline: false) { text += line }
                return text
            }
            guard let bytes = FileManager.default.contents(atPath: self.file) else {
                throw FileProblem(file: self.file, line: nil, path: "", expected: "cannot be read; expected JSON")
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

extension Heard {
    fileprivate var isClaimed: Bool {
        switch self {
        case .taken, .repeated: true
        case .ignored, .unclaimed: false
        }
    }

    fileprivate func words(_ key: String) -> String {
        switch self {
        case .taken(let saga): "taken by \(saga)"
        case .repeated: "heard before; nothing changed"
        case .ignored(let why): "recorded and not used: \(why)"
        case .unclaimed: "recorded, but no saga is known as \(key)"
        }
    }
}

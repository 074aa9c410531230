internal import ArgumentParser
internal import Documents
internal import FoundationEssentials
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
            discussion: """
                An object, a list, or one object on each line: \
                {"source","id","type","payment":{"id","invoice","account","amount":{"amount","currency"},"receivedOn"}}. \
                Where the source numbers its events about one thing, "subject" names the thing and "sequence" counts \
                from 1: one that is ahead waits for the missing one. Each event is kept as it came before anything is \
                said about it; one that cannot be read becomes a dead letter. Exit status 3 when one was not used.
                """
        )

        @Argument(help: "A file with JSON, or - for standard input.", completion: .eventFile) var file: String
        @OptionGroup var options: Options

        func run() async throws {
            let pieces = EventFile.pieces(try self.bytes())
            let name = self.file == "-" ? "standard input" : self.file
            guard !pieces.isEmpty else {
                throw FileProblem(file: name, line: 1, path: "", expected: "is empty; expected an event in JSON")
            }
            let isComplete = try await Desk.with(self.options) { desk in
                var isComplete = true
                for piece in pieces {
                    let heard = try await desk.sagas.hear(Data(piece.bytes), by: Operator.name)
                    try heard.tell(Letter(Data(piece.bytes)), "\(name):\(piece.line)", self.options.output)
                    if !heard.isUsed { isComplete = false }
                }
                try await desk.move()
                return isComplete
            }
            if !isComplete { throw Finding(status: .findings) }
        }

        private func bytes() throws(FileProblem) -> [UInt8] {
            if self.file == "-" { return Terminal.input() }
            do {
                return Array(try Data(contentsOf: URL(filePath: self.file)))
            } catch {
                throw FileProblem(file: self.file, line: nil, path: "", expected: "cannot be read; expected JSON")
            }
        }
    }
}

extension Heard {
    private struct Line: Encodable {
        let source: String
        let id: String
        let outcome: String
        let words: String
    }

    /// Says what came of an event, and what to do about it where something must be done.
    func tell(_ letter: Letter, _ place: String? = nil, _ output: OutputFormat) throws {
        let name = "\(letter.source)/\(letter.id)"
        switch output {
        case .table: Terminal.say("\(name)  \(self.words)")
        case .json, .ndjson:
            let line = Line(source: letter.source, id: letter.id, outcome: self.outcome, words: self.words)
            Terminal.say(try JSONText.line(line))
        }
        guard case .dead(let why) = self else { return }
        Terminal.note("skald: \(place.map { "\($0): " } ?? "")\(why); kept as a dead letter")
        Terminal.note("→ skald dlq show \(name)")
    }

    var isUsed: Bool {
        switch self {
        case .taken, .repeated: true
        case .ignored, .unclaimed, .waiting, .stale, .parked, .dead: false
        }
    }

    private var outcome: String {
        switch self {
        case .taken: "taken"
        case .repeated: "repeated"
        case .ignored: "ignored"
        case .unclaimed, .waiting: "waiting"
        case .stale: "stale"
        case .parked: "parked"
        case .dead: "dead"
        }
    }

    var words: String {
        switch self {
        case .taken(let saga): "taken by \(saga)"
        case .repeated: "heard before; nothing changed"
        case .ignored(let why), .stale(let why): "recorded and not used: \(why)"
        case .unclaimed: "recorded, but no saga is known by its business key yet"
        case .waiting(let why): "recorded, and waits: \(why)"
        case .parked(let why): "recorded, and needs a person: \(why)"
        case .dead(let why): "dead letter: \(why)"
        }
    }
}

internal import ArgumentParser
internal import SQLiteRuntime

struct DeadLetterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dlq",
        abstract: "Events that stand still: unreadable ones, and those that wait for what does not come.",
        subcommands: [Listing.self, Page.self, Replay.self, Discard.self]
    )

    struct Listing: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List events that need a person, oldest first. Exit status 3 when there are any."
        )

        @Flag(help: "Also list those that still wait in good time, and those that were discarded.") var all = false
        @OptionGroup var options: Options

        private struct Letters: Encodable {
            var schema = DeadLetter.schema
            let letters: [DeadLetter]
        }

        func run() throws {
            let reader = try self.options.reader()
            let outcomes: [InboxLine.Outcome] = [.open, .parked, .dead] + (self.all ? [.waiting, .discarded] : [])
            let letters = try reader.inbox(outcomes).map { try DeadLetter($0, reader) }
            switch self.options.output {
            case .table: Self.table(letters)
            case .json: Terminal.say(try JSONText.pretty(Letters(letters: letters)))
            case .ndjson: for letter in letters { Terminal.say(try JSONText.line(letter)) }
            }
            if letters.contains(where: \.needsPerson) { throw Finding(status: .findings) }
        }

        private static func table(_ letters: [DeadLetter]) {
            guard !letters.isEmpty else { return Terminal.say("no event stands still") }
            var table = Table(["EVENT", "OUTCOME", "KEY", "TRIES", "RECEIVED", "WHY", "NEXT"])
            for letter in letters {
                table.add([
                    letter.name, letter.outcome.words, letter.businessKey ?? "-", String(letter.attempts),
                    letter.received.short, letter.reason ?? "-", letter.remedy,
                ])
            }
            for line in table.lines { Terminal.say(line) }
        }
    }

    struct Page: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show one event: what came, why it stands still, and what people did with it."
        )

        @Argument(help: "Its source and id, such as bank/e1; the id alone when only one has it.") var event: String
        @OptionGroup var options: Options

        func run() throws {
            let reader = try self.options.reader()
            let letter = try DeadLetter(try reader.event(self.event), reader)
            switch self.options.output {
            case .table: Terminal.say(letter.page)
            case .json: Terminal.say(try JSONText.pretty(letter))
            case .ndjson: Terminal.say(try JSONText.line(letter))
            }
        }
    }
}

internal import ArgumentParser
internal import Documents
internal import FoundationEssentials
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

    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hand an event to its saga once more, as it came or corrected.",
            discussion: """
                What came never changes: a correction is kept beside it as a JSON merge patch, with who made it, when \
                and why. Replaying an event whose predecessor is missing says that there is none. Exit status 3 when \
                it still was not used.
                """
        )

        @Argument(help: "Its source and id, such as bank/e1.") var event: String
        @Option(help: "A file with the event as it should have been.", completion: .eventFile) var edit: String?
        @Option(help: "A JSON merge patch, such as '{\"type\":\"payment-settled\"}'; null takes out.")
        var patch: String?
        @Option(help: "Why: kept with the event. Needed with a correction.") var reason: String?
        @OptionGroup var options: Options

        func validate() throws {
            guard self.edit == nil || self.patch == nil else {
                throw ValidationError("Give --edit or --patch, not both.")
            }
            guard self.reason?.isEmpty != true else { throw ValidationError("--reason must say something.") }
            guard self.reason != nil || (self.edit == nil && self.patch == nil) else {
                throw ValidationError("A correction needs its --reason.")
            }
        }

        func run() async throws {
            let reader = try self.options.reader()
            let line = try reader.event(self.event, for: "replayed")
            let correction = try self.correction(line, try reader.acts(on: line))
            let letter = Letter(source: line.source, id: line.id, bytes: line.bytes)
            let isUsed = try await Desk.with(self.options) { desk in
                let heard = try await desk.sagas.replay(EventName(source: line.source, id: line.id), correction)
                try heard.tell(letter, nil, self.options.output)
                try await desk.move()
                return heard.isUsed
            }
            if !isUsed { throw Finding(status: .findings) }
        }

        private func correction(_ line: InboxLine, _ acts: [InboxAct]) throws -> Correction {
            let before = try line.corrected(acts)
            let patch = try self.change(before)
            let after = try patch.map { Data(try JSONText.line(JSONValue(of: before).merging($0)).utf8) } ?? before
            do {
                _ = try IncomingEvent.read(after)
            } catch {
                throw OperatorError(
                    .failure,
                    "\(line.name) still cannot be read",
                    why: error.words,
                    money: "nothing was kept or sent",
                    next: "skald dlq replay \(line.name) --edit FILE --reason WHY"
                )
            }
            return Correction(
                bytes: after,
                patch: try patch.map { try JSONText.line($0) },
                who: Operator.name,
                why: self.reason ?? "as it came"
            )
        }

        private func change(_ before: Data) throws(FileProblem) -> JSONValue? {
            if let patch { return try Self.value(Data(patch.utf8), "--patch") }
            guard let edit else { return nil }
            do {
                let edited = try Data(contentsOf: URL(filePath: edit))
                return JSONValue(of: before).patch(to: try Self.value(edited, edit))
            } catch let problem as FileProblem {
                throw problem
            } catch {
                throw FileProblem(file: edit, line: nil, path: "", expected: "cannot be read; expected JSON")
            }
        }

        private static func value(_ bytes: Data, _ place: String) throws(FileProblem) -> JSONValue {
            let value = JSONValue(of: bytes)
            guard case .object = value else {
                throw FileProblem(file: place, line: nil, path: "", expected: "expected an object in JSON")
            }
            return value
        }
    }

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

extension SagaReader {
    /// The event that somebody means, if it stands still.
    func event(_ word: String, for what: String) throws -> InboxLine {
        let line = try self.event(word)
        switch line.outcome {
        case .open, .waiting, .parked, .dead: return line
        case .claimed, .ignored, .stale, .discarded:
            throw OperatorError(
                .notAllowed,
                "\(line.name) cannot be \(what)",
                why: "it is settled: \(line.reason ?? line.outcome.rawValue)",
                next: "skald dlq show \(line.name)"
            )
        }
    }

    /// The event that somebody means by its name, or by its id alone.
    func event(_ word: String) throws -> InboxLine {
        let all = try self.inbox().filter { $0.name == word || $0.id == word }
        if let exact = all.first(where: { $0.name == word }) ?? (all.count == 1 ? all.first : nil) { return exact }
        guard let first = all.first else {
            throw OperatorError(
                .notFound,
                "no event is known as “\(word)”",
                why: "nothing came under this source and id",
                next: "skald dlq list --all"
            )
        }
        throw OperatorError(
            .notFound,
            "“\(word)” is ambiguous",
            why: "it may be \(all.map(\.name).joined(separator: ", "))",
            next: "skald dlq show \(first.name)"
        )
    }
}

internal import ArgumentParser
internal import Documents
internal import FoundationEssentials
internal import SQLiteRuntime

extension DeadLetterCommand {
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
}

internal import ArgumentParser
internal import Documents
internal import SQLiteRuntime
internal import XML

/// The command line: the one place where the parts are put together.
@main
struct Skald: AsyncParsableCommand {
    static let release = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "skald",
        abstract: "Runs revenue sagas across CRM, billing, support, customer success and ERP.",
        discussion: "Exit status: 0 ok, 1 failure, 3 found something, 4 not allowed, 5 not found or ambiguous, "
            + "6 changed, 7 needs confirmation, 8 remote unavailable, 9 integrity, 64 usage.",
        version: "skald \(Self.release) (SQLite \(sqliteLibraryVersion), libxml2 \(xmlLibraryVersion))",
        subcommands: [
            Demo.self, Start.self, Run.self, Serve.self, List.self, Show.self, Stuck.self, Explain.self, Retry.self,
            Cancel.self,
            Resolve.self, Skip.self, Resume.self, Compensate.self, Assign.self, Note.self, HoldCommand.self,
            PeriodCommand.self, ApprovalCommand.self, TraceCommand.self, Status.self, CloseCommand.self,
            EventCommand.self, BankCommand.self, DeadLetterCommand.self, SandboxCommand.self, WorkflowCommand.self,
            PolicyCommand.self, Simulate.self, AdapterCommand.self, Doctor.self, Verify.self, Completions.self,
        ]
    )

    /// Errors of ours have their own words and status; those about flags are the parser's.
    static func main() async {
        do {
            try Self.checkSpelling(CommandLine.arguments.dropFirst())
            var command = try await Self.asyncParseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Self.leave(error)
        }
    }

    /// The parser only counts the words that it does not expect; somebody who mistyped a command wants its name.
    private static func checkSpelling(_ arguments: ArraySlice<String>) throws {
        guard let word = arguments.first, word.first?.isLetter == true, word != "help" else { return }
        let names = Self.configuration.subcommands.map { $0._commandName }
        guard !names.contains(word), let nearest = names.nearest(to: word) else { return }
        throw OperatorError(
            .usage,
            "there is no command “\(word)”",
            why: "did you mean \(nearest)?",
            next: "skald \(nearest) --help"
        )
    }

    private static func leave(_ error: any Error) -> Never {
        switch error {
        case let finding as Finding: Self.exit(withError: ExitCode(finding.status.rawValue))
        case let error as OperatorError:
            Terminal.note(error.description.trimmedEnd)
            Self.exit(withError: ExitCode(error.status.rawValue))
        case is CleanExit, is ValidationError, is ExitCode: Self.exit(withError: error)
        default:
            guard let known = OperatorError(error) else { Self.exit(withError: error) }
            Self.leave(known)
        }
    }
}

extension String {
    var trimmedEnd: String { self.hasSuffix("\n") ? String(self.dropLast()) : self }
}

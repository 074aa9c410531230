internal import ArgumentParser
internal import SQLiteRuntime
internal import SagaModel

struct Completions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the script that completes commands, options and business keys in a shell.",
        discussion: """
            bash:  source <(skald completions bash)
            zsh:   skald completions zsh > "${fpath[1]}/_skald"
            fish:  skald completions fish > ~/.config/fish/completions/skald.fish
            """
    )

    enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

    @Argument(help: "bash, zsh or fish.") var shell: Shell

    func run() {
        let shell: CompletionShell =
            switch self.shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        Terminal.say(Skald.completionScript(for: shell).trimmedEnd)
    }
}

extension CompletionKind {
    static var orderFile: Self { .file(extensions: ["yaml", "yml", "json"]) }

    static var eventFile: Self { .file(extensions: ["json", "jsonl", "ndjson"]) }

    static var workflow: Self { .list(WorkflowCommand.known.map(\.name.rawValue)) }

    /// Ids and business keys in the database that the command line names; none where it cannot be read.
    static var saga: Self {
        .custom { words, _, prefix in
            let keys = (try? SagaReader(path: Self.database(words)).keys(beginning: prefix, limit: 200)) ?? []
            return keys
        }
    }

    private static func database(_ words: [String]) -> String {
        if let option = words.lastIndex(of: "--db"), option + 1 < words.count { return words[option + 1] }
        if let option = words.last(where: { $0.hasPrefix("--db=") }) { return String(option.dropFirst("--db=".count)) }
        return Options.defaultDatabase
    }
}

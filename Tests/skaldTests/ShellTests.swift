import Foundation
import Testing

@Suite("In a shell")
struct ShellTests {
    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    private static func tool(_ name: String) -> URL? {
        ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { URL(filePath: "\($0)/\(name)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    private func run(_ tool: String, _ arguments: String...) throws -> CommandLineUnderTest.Outcome {
        let program = try #require(Self.tool(tool))
        return try self.skald.outcome(of: try self.skald.process(arguments, of: program))
    }

    private func script(_ shell: String) throws -> String {
        let outcome = try self.skald.run("completions", shell)
        #expect(outcome.status == 0)
        return try self.skald.write(outcome.output, to: "completions.\(shell)")
    }

    /// What bash offers when the line ends here.
    private func offers(_ words: String...) throws -> [String] {
        let line = words.joined(separator: " ")
        let path = CommandLineUnderTest.program.deletingLastPathComponent().path
        let text = """
            PATH="\(path):$PATH"; source "\(try self.script("bash"))"
            COMP_WORDS=(\(line)); [ "\(words.last ?? "")" ] || COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="\(line)"; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9
            _skald skald "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let outcome = try self.run("bash", "-c", text)
        #expect(outcome.messages.isEmpty)
        return outcome.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test("bash completes commands, and the business keys of the database", .enabled(if: Self.tool("bash") != nil))
    func bash() throws {
        #expect(try self.offers("skald", "st").sorted() == ["start", "status", "stuck"])
        #expect(try self.offers("skald", "show", "Q").isEmpty)
        try self.skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"))
        #expect(try self.offers("skald", "show", "Q") == ["Q-1042"])
        #expect(try self.offers("skald", "explain", "INV") == ["INV-1001"])
        #expect(try self.offers("skald", "start", "q") == ["quote-to-cash"])
    }

    @Test("zsh can read its script", .enabled(if: Self.tool("zsh") != nil, "zsh is not installed"))
    func zsh() throws { #expect(try self.run("zsh", "-n", self.script("zsh")).status == 0) }

    @Test("fish can read its script", .enabled(if: Self.tool("fish") != nil, "fish is not installed"))
    func fish() throws { #expect(try self.run("fish", "--no-execute", self.script("fish")).status == 0) }

    @Test(
        "each script is for the shell that was asked for, and another shell is refused",
        arguments: [
            ("bash", "complete -o filenames -F _skald skald"), ("zsh", "#compdef skald"),
            ("fish", "complete -c 'skald'"),
        ]
    )
    func scripts(shell: String, sign: String) throws {
        #expect(try self.skald.run("completions", shell).output.contains(sign))
        #expect(try self.skald.run("completions", "csh").status == 64)
    }

    @Test(
        "colour and progress are for terminals only, and NO_COLOR takes the colour away",
        .enabled(if: Self.tool("script") != nil, "script(1) is not installed")
    )
    func terminals() throws {
        let program = CommandLineUnderTest.program.path
        let start = "'\(program)' start quote-to-cash --order '\(CommandLineUnderTest.fixture("acme-seats"))'"
        self.skald.environment = ["NO_COLOR": ""]
        let seen = try self.run("script", "-qec", start, "/dev/null").output
        #expect(seen.contains("\u{1B}[33m◐ waiting\u{1B}[0m"))
        #expect(seen.contains("→ quote-to-cash/Q-1042/receivable"))
        self.skald.environment["NO_COLOR"] = "1"
        #expect(!(try self.run("script", "-qec", "'\(program)' show Q-1042", "/dev/null").output.contains("\u{1B}")))
        self.skald.environment = ["NO_COLOR": ""]
        let piped = try self.skald.run("show", "Q-1042")
        #expect(piped.output.contains("◐ waiting"))
        #expect(!piped.output.contains("\u{1B}") && !piped.messages.contains("\u{1B}"))
        let again = try self.skald.run("run")
        #expect(again.messages.isEmpty)
    }
}

internal import ArgumentParser
internal import Documents
internal import SQLiteRuntime
internal import SagaModel

struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Wait again for what did not come in time.",
        discussion:
            "Of a wait whose deadline passed and that needs a person now; it lasts as long as before, or --within."
    )

    @OptionGroup var target: Target
    @Option(help: "How long, from now: 14d, 12h.") var within: Span?
    @OptionGroup var word: Word

    func run() async throws {
        try await self.target.act(.resume(within: self.within), done: "resumed", with: self.word)
    }
}

extension Span: ExpressibleByArgument {
    package init?(argument: String) {
        guard let length = Field.milliseconds(argument), length > 0 else { return nil }
        self = .milliseconds(length)
    }
}

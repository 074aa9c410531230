internal import ArgumentParser
internal import SQLiteRuntime

struct Assign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say who sees to a saga; stuck, show and explain name them."
    )

    @OptionGroup var target: Target
    @Option(help: "Whose it is from now on.") var to: String
    @OptionGroup var word: Word

    func validate() throws {
        guard self.to.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--to must name somebody.") }
    }

    func run() async throws { try await self.target.act(.assign(to: self.to), done: "assigned", with: self.word) }
}

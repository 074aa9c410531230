internal import ArgumentParser
internal import SQLiteRuntime

struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a saga back. After its receivable is posted this is refused: that needs a credit memo."
    )

    @OptionGroup var target: Target
    @OptionGroup var word: Word

    func run() async throws { try await self.target.act(.cancel, done: "cancelled", with: self.word) }
}

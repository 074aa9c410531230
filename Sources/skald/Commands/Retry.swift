internal import ArgumentParser
internal import SQLiteRuntime

struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Try again whatever needs a person: the same step under the same key; what is in doubt is asked for first."
    )

    @OptionGroup var target: Target
    @OptionGroup var word: Word

    func run() async throws { try await self.target.act(.retry, done: "retried", with: self.word, judges: true) }
}

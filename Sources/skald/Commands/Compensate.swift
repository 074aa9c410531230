internal import ArgumentParser
internal import SQLiteRuntime

struct Compensate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take back a saga that needs a person, or go on with a way back that stopped.",
        discussion: "After the pivot this is refused: a credit memo or an amendment corrects what is posted."
    )

    @OptionGroup var target: Target
    @OptionGroup var reason: Reason
    @OptionGroup var word: Word

    func run() async throws {
        try await self.target.act(.compensate(reason: self.reason.text), done: "taken back", with: self.word)
    }
}

internal import ArgumentParser
internal import SQLiteRuntime

struct Note: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write something beside a saga. It stays in its history, with who wrote it and when."
    )

    @OptionGroup var target: Target
    @Argument(help: "What to remember.") var text: String
    @OptionGroup var word: Word

    /// More belongs into a file that the note names.
    private static let longest = 4000

    func validate() throws {
        guard self.text.contains(where: { !$0.isWhitespace }), self.text.count <= Self.longest else {
            throw ValidationError("A note says something, in \(Self.longest) characters at most.")
        }
    }

    func run() async throws { try await self.target.act(.note(self.text), done: "annotated", with: self.word) }
}

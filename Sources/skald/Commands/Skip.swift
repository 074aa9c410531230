internal import ArgumentParser
internal import SQLiteRuntime
internal import SagaModel

struct Skip: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Go on without a step that needs a person.",
        discussion: """
            It counts as passed, and every report says who skipped it and why. Never the pivot, and nothing that may \
            have happened: resolve that first.
            """
    )

    @OptionGroup var target: Target
    @Argument(help: "The step.") var step: String
    @OptionGroup var reason: Reason
    @OptionGroup var word: Word

    func run() async throws {
        let act = Act.skip(StepName(rawValue: self.step), reason: self.reason.text)
        try await self.target.act(act, done: "sent on without \(self.step)", with: self.word)
    }
}

internal import ArgumentParser
internal import SQLiteRuntime
internal import SagaModel

struct Resolve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "State how a step that needs a person ended, or its undo (STEP/undo).",
        discussion: """
            Where the other system can be asked, it is asked first, and a statement that it contradicts is refused with \
            what was found. Where it cannot be asked, the statement is recorded as unverified. A pivot that is done \
            leads on; a step before the pivot that is not done leads back. After the pivot a step that is not done \
            stays with you: retry or skip it.
            """
    )

    @OptionGroup var target: Target
    @Argument(help: "The step, or STEP/undo.") var step: String
    @Flag(help: "It happened.") var done = false
    @Flag(help: "It did not happen.") var notDone = false
    @Option(help: "The document's number in the other system.") var reference: String?
    @Flag(help: "Record it on your word alone if the other system cannot answer now.") var unverified = false
    @OptionGroup var reason: Reason
    @OptionGroup var word: Word

    func validate() throws {
        guard self.done != self.notDone else { throw ValidationError("Say --done or --not-done.") }
        guard self.reference == nil || self.done else { throw ValidationError("--reference goes with --done.") }
    }

    func run() async throws {
        let testimony = Testimony(
            of: self.step,
            self.done ? .done : .notDone,
            reference: self.reference,
            reason: self.reason.text,
            needsNoAnswer: self.unverified
        )
        try await self.target.act(.resolve(testimony), done: "resolved so", with: self.word)
    }
}

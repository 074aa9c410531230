internal import ArgumentParser
internal import SQLiteRuntime
internal import SagaModel

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Move whatever can move, then leave; --watch stays.")

    @Flag(help: "Stay, and go on hearing what happens outside, until SIGINT or SIGTERM.") var watch = false
    @OptionGroup var options: Options

    func run() async throws {
        let movements = Movements(options: self.options)
        let before = try movements.revisions()
        try await Desk.with(self.options) { desk in
            let summary = try await desk.move()
            let moved = try movements.since(before)
            try self.tell(moved)
            if self.watch { try await Watch(desk: desk, options: self.options).stay() }
            if let broken = summary.broken.keys.min() {
                throw OperatorError(
                    .integrity,
                    "\(summary.broken.count) sagas cannot be read",
                    why: "their history is not what was written",
                    money: "they stand still; the others went on",
                    next: "skald explain \(broken)"
                )
            }
            if !self.watch { try Verdict.check(moved, try self.options.reader()) }
        }
    }

    private func tell(_ moved: [SagaReport]) throws {
        if !moved.isEmpty || self.options.output != .table { return try Printer.list(moved, self.options.output) }
        guard !self.watch else { return }
        Terminal.say("nothing moved")
        // It is in no hurry to ask a system again that was out of reach.
        for system in try self.options.reader().closedSystems() {
            if let words = system.words(at: .current) { Terminal.note("skald: \(words)") }
        }
    }
}

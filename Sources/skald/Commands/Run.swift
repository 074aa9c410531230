internal import ArgumentParser
internal import SQLiteRuntime
internal import SagaModel

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Move whatever can move, then leave; --watch stays.")

    @Flag(help: "Stay, and go on hearing what happens outside, until SIGINT or SIGTERM.") var watch = false
    @OptionGroup var options: Options

    func run() async throws {
        let before = try self.revisions()
        try await Desk.with(self.options) { desk in
            let summary = try await desk.move()
            try self.tell(since: before)
            if self.watch { try await self.stay(desk) }
            if let broken = summary.broken.keys.min() {
                throw OperatorError(
                    .integrity,
                    "\(summary.broken.count) sagas cannot be read",
                    why: "their history is not what was written",
                    money: "they stand still; the others went on",
                    next: "skald explain \(broken)"
                )
            }
        }
    }

    private func stay(_ desk: Desk) async throws {
        let interruption = Interruption()
        while !interruption.isRequested {
            let before = try self.revisions()
            try await desk.move(patience: .seconds(1))
            try self.tell(since: before)
            try await interruption.pause()
        }
    }

    private func revisions() throws -> [SagaID: Int] {
        do {
            return Dictionary(uniqueKeysWithValues: try self.options.reader().list().map { ($0.id, $0.revision) })
        } catch RuntimeError.notFound {
            return [:]
        }
    }

    private func tell(since before: [SagaID: Int]) throws {
        let moved = try self.options.reader().list().filter { before[$0.id] != $0.revision }
        if self.watch, moved.isEmpty { return }
        if moved.isEmpty, self.options.output == .table { return Terminal.say("nothing moved") }
        try Printer.list(moved, self.options.output)
    }
}

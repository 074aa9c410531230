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
            let moved = try self.tell(since: before)
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
            if !self.watch { try Verdict.check(moved, try self.options.reader()) }
        }
    }

    /// Other commands speak to this process through its socket meanwhile.
    private func stay(_ desk: Desk) async throws {
        guard let own = desk.sagas as? OwnEngine else { throw Self.watched(self.options.db) }
        let socket = try await EngineSocket.open(self.options.db, for: own)
        do {
            try await self.watch(desk)
            await socket.close()
        } catch {
            await socket.close()
            throw error
        }
    }

    private static func watched(_ db: String) -> OperatorError {
        OperatorError(
            .notAllowed,
            "\(db) is watched already",
            why: "another process runs its sagas, and one engine at a time may write",
            next: "skald list --db \(db)"
        )
    }

    private func watch(_ desk: Desk) async throws {
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

    @discardableResult
    private func tell(since before: [SagaID: Int]) throws -> [SagaReport] {
        let moved = try self.options.reader().list().filter { before[$0.id] != $0.revision }
        if self.watch, moved.isEmpty { return [] }
        if moved.isEmpty, self.options.output == .table {
            Terminal.say("nothing moved")
        } else {
            try Printer.list(moved, self.options.output)
        }
        return moved
    }
}

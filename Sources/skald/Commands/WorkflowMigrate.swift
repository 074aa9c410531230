internal import Adapters
internal import ArgumentParser
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel

struct WorkflowMigrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Let sagas that started with an older definition go on under the present one.",
        discussion: """
            A saga keeps the definition it started with, and stands still when this program has it in another form \
            only. --plan shows each of them, where it would go, and which of its done steps can still be undone. \
            --yes lets those go over that can; nothing is sent by it. A saga can go over where the definition \
            declares a migration from the older one that maps its states, and where its whole history comes out the \
            same under the present definition, line by line. What the saga has passed cannot be told anew: for such \
            a change, keep the older definition beside the present one until its sagas have ended. \
            Exit status 3 when a saga cannot go over.
            """
    )

    @Argument(help: "The workflow.", completion: .workflow) var workflow: String
    @Flag(help: "Only show what would become of each saga.") var plan = false
    @Flag(help: "Do it.") var yes = false
    @OptionGroup var options: Options

    private struct Listing: Encodable {
        var schema = "skald.migration/1"
        let isDone: Bool
        let sagas: [MigrationMove]
    }

    func validate() throws {
        guard self.plan != self.yes else { throw ValidationError("Say --plan to look, or --yes to do it.") }
    }

    func run() async throws {
        let flow = try WorkflowCommand.named(self.workflow)
        let moves = try await self.moves(flow)
        switch self.options.output {
        case .table: self.say(moves, flow.name)
        case .json: Terminal.say(try JSONText.pretty(Listing(isDone: self.yes, sagas: moves)))
        case .ndjson: for move in moves { Terminal.say(try JSONText.line(move)) }
        }
        guard moves.allSatisfy({ $0.objection == nil }) else { throw Finding(status: .findings) }
    }

    private func moves(_ flow: some Workflow<RevenueRequest>) async throws -> [MigrationMove] {
        let planned = try self.options.reader().migrationPlan(to: flow)
        guard self.yes, !planned.isEmpty else { return planned }
        let config = try Config.read(self.options.config)
        // Nothing is sent: the systems need not be there.
        let gateway = Systems.gateway(config, sandbox: SandboxLink(address: "http://sandbox"))
        let engine = try await Desk.engine(self.options, config, gateway)
        var moves: [MigrationMove] = []
        for move in planned {
            if let made = try await engine.migrate(move.saga, to: flow, by: Operator.name) { moves.append(made) }
        }
        return moves
    }

    private func say(_ moves: [MigrationMove], _ name: WorkflowName) {
        guard !moves.isEmpty else {
            return Terminal.say("every saga of \(name) that has not ended follows the present definition")
        }
        var table = Table(["SAGA", "STATUS", "FOLLOWS", "STATE", "THERE", "DONE STEPS", "GOES OVER"])
        for move in moves {
            let verdict = move.objection.map { "no: \($0)" } ?? (self.yes ? "✓ has gone over" : "yes")
            table.add([
                move.saga.rawValue, move.status.words, "v\(move.from.version) \(move.from.fingerprint.prefix(12))",
                Self.milestones(move.state, move.nextState), Self.milestones(move.stateThere, move.nextStateThere),
                move.doneWords, verdict,
            ])
        }
        for line in table.lines { Terminal.say(line) }
        if self.plan, moves.contains(where: { $0.objection == nil }) {
            Terminal.note("→ skald workflow migrate \(name) --yes")
        }
    }

    private static func milestones(_ state: StateName?, _ next: StateName?) -> String {
        ([state?.rawValue ?? "-"] + (next.map { [$0.rawValue] } ?? [])).joined(separator: " → ")
    }
}

extension MigrationMove {
    fileprivate var doneWords: String {
        let words = self.done.map { done in
            switch (done.kind, done.kindNow) {
            case (.compensatable, .compensatable): "\(done.step) (undo)"
            case (.compensatable, _): "\(done.step) (no undo any more)"
            case (.check, _), (.kept, _), (.pivot, _), (.retriable, _): "\(done.step) (stays)"
            }
        }
        return words.isEmpty ? "-" : words.joined(separator: ", ")
    }
}

internal import ArgumentParser
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

struct WorkflowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "The definitions that sagas follow.",
        subcommands: [WorkflowList.self, WorkflowGraphCommand.self, WorkflowCheck.self, WorkflowMigrate.self]
    )
}

extension WorkflowCommand {
    /// Every workflow that this program knows.
    ///
    /// An older definition that sagas still follow stands behind the present one.
    static let known: [any Workflow<RevenueRequest>] = [
        QuoteToCash(), Amendment(), CaseToCredit(), PaymentToReceivables(), OverdueReceivable(),
    ]

    private static let catalogue = Result { try Catalogue(Self.known) }

    /// The definition that a saga follows.
    ///
    /// - Throws: `RuntimeError.otherDefinition` when this program has it in another form only.
    static func followed(by saga: SagaID, _ reader: SagaReader) throws -> any Workflow<RevenueRequest> {
        guard let pin = try reader.pin(saga) else { throw RuntimeError.noSuchSaga(saga) }
        return try Self.catalogue.get().workflow(of: saga, pin)
    }

    /// The workflow of that name.
    static func named(_ name: String) throws -> any Workflow<RevenueRequest> {
        if let flow = Self.known.first(where: { $0.name.rawValue == name }) { return flow }
        throw OperatorError(
            .notFound,
            "there is no workflow “\(name)”",
            why: "known is \(Self.known.map(\.name.rawValue).joined(separator: ", "))",
            next: "skald workflow list"
        )
    }
}

struct WorkflowList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the workflows.")

    @OptionGroup var options: Options

    private struct Entry: Encodable {
        let name: WorkflowName
        let version: Int
        let fingerprint: String
        let states: [StateName]

        init(_ flow: some Workflow) throws {
            self.name = flow.name
            self.version = flow.definition.version
            self.fingerprint = try flow.fingerprint()
            self.states = flow.definition.states.map(\.name)
        }
    }

    private struct Listing: Encodable {
        var schema = "skald.workflows/1"
        let workflows: [Entry]
    }

    func run() throws {
        let entries = try WorkflowCommand.known.map { try Entry($0) }
        switch self.options.output {
        case .table:
            var table = Table(["WORKFLOW", "VERSION", "FINGERPRINT", "STATES"])
            for entry in entries {
                table.add([
                    entry.name.rawValue, "v\(entry.version)", String(entry.fingerprint.prefix(12)),
                    "\(entry.states.count)",
                ])
            }
            Terminal.say(table.lines.joined(separator: "\n"))
        case .json: Terminal.say(try JSONText.pretty(Listing(workflows: entries)))
        case .ndjson: for entry in entries { Terminal.say(try JSONText.line(entry)) }
        }
    }
}

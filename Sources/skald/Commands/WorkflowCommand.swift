internal import ArgumentParser
internal import SagaModel
internal import Workflows

struct WorkflowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "The definitions that sagas follow.",
        subcommands: [Names.self, Graph.self]
    )

    struct Names: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List the workflows.")

        @OptionGroup var options: Options

        private struct Entry: Encodable {
            let name: WorkflowName
            let version: Int
            let states: [StateName]
        }

        private struct Listing: Encodable {
            var schema = "skald.workflows/1"
            let workflows: [Entry]
        }

        func run() throws {
            let flow = QuoteToCash()
            let entry = Entry(
                name: flow.name,
                version: flow.definition.version,
                states: flow.definition.states.map(\.name)
            )
            switch self.options.output {
            case .table: Terminal.say("\(entry.name)  v\(entry.version)  \(entry.states.count) states")
            case .json: Terminal.say(try JSONText.pretty(Listing(workflows: [entry])))
            case .ndjson: Terminal.say(try JSONText.line(entry))
            }
        }
    }

    struct Graph: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a workflow's states, steps and ways back.")

        @Argument(help: "The workflow: quote-to-cash.", completion: .workflow) var name: String

        func run() throws {
            let flow = QuoteToCash()
            guard self.name == flow.name.rawValue else {
                throw OperatorError(
                    .notFound,
                    "there is no workflow “\(self.name)”",
                    why: "known is \(flow.name)",
                    next: "skald workflow list"
                )
            }
            Terminal.say(flow.definition.outline.trimmedEnd)
        }
    }
}

internal import ArgumentParser
internal import SQLiteRuntime
internal import SagaModel

struct WorkflowGraphCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draw a workflow: its states, steps and ways back; with --saga, how far one saga is.",
        discussion: """
            Signs: ? check, ⇄ compensatable, ⇥ kept, ● pivot, ↻ retriable, ∥ group, ▢ gate, ⏳ wait, ⚡ handler.
            With --saga: ✓ done, ▶ now, · still to come, ↺ undone, - passed over.
            """
    )

    /// Who reads the picture.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case outline, mermaid, dot, json
    }

    @Argument(help: "The workflow, as `skald workflow list` names it.", completion: .workflow) var name: String
    @Option(help: "outline, mermaid, dot (for Graphviz) or json.") var format: Format = .outline
    @Option(help: "Lay this saga over the picture: its id, or any business key.") var saga: String?
    @OptionGroup var options: Options

    private struct Drawing: Encodable {
        var schema = "skald.workflow-graph/1"
        let workflow: WorkflowName
        let graph: WorkflowGraph
        let overlay: Overlay?
    }

    func run() throws {
        let flow = try WorkflowCommand.named(self.name)
        let overlay = try self.saga.map { try self.overlay(of: $0, flow.name) }
        let graph = flow.graph
        switch self.options.output == .table ? self.format : .json {
        case .outline: Terminal.say(graph.outline(overlay).trimmedEnd)
        case .mermaid: Terminal.say(graph.mermaid(overlay).trimmedEnd)
        case .dot: Terminal.say(graph.dot(overlay).trimmedEnd)
        case .json: Terminal.say(try JSONText.pretty(Drawing(workflow: flow.name, graph: graph, overlay: overlay)))
        }
    }

    private func overlay(of key: String, _ workflow: WorkflowName) throws -> Overlay {
        let report = try self.options.saga(key)
        guard report.workflow == workflow else {
            throw OperatorError(
                .usage,
                "\(report.id) does not follow \(workflow)",
                why: "it is a \(report.workflow)",
                next: "skald workflow graph \(report.workflow) --saga \(report.id)"
            )
        }
        return report.overlay
    }
}

internal import ArgumentParser
internal import Documents
internal import Policy
internal import RevenueModel
internal import SagaModel
internal import Workflows

struct PolicyDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two policies, value by value, and the order of steps that each gives.",
        discussion: """
            The order is shown for the workflow's own rehearsals, and for each --order. \
            Exit status 0 when no value differs, 3 when one does.
            """
    )

    @Argument(help: "A policy file, or a workflow for the one that holds now.") var before: String
    @Argument(help: "A policy file, or a workflow.") var after: String
    @Option(help: "An order to arrange the steps for; may be repeated.", completion: .orderFile) var order: [String] =
        []
    @OptionGroup var options: Options

    private struct Change: Encodable {
        let path: String
        let before: String?
        let after: String?
    }

    private struct Sequence: Encodable {
        let sample: String
        let group: GroupName
        let before: Stages
        let after: Stages
        let beforeRule: RuleName?
        let afterRule: RuleName?
    }

    private struct Page: Encodable {
        var schema = "skald.policy-diff/1"
        let workflow: WorkflowName
        let before: Side
        let after: Side
        let changes: [Change]
        let sequences: [Sequence]
    }

    private struct Side: Encodable {
        let file: String
        let version: String
        let fingerprint: String

        init(_ file: PolicyFile) {
            self.file = file.file
            self.version = file.policy.version
            self.fingerprint = file.policy.fingerprint
        }
    }

    func run() throws {
        let (one, two) = (
            try PolicyCommand.named(self.before, self.options), try PolicyCommand.named(self.after, self.options)
        )
        guard one.policy.workflow == two.policy.workflow else { throw Self.strangers(one, two) }
        let flow = try WorkflowCommand.named(one.policy.workflow.rawValue)
        let page = Page(
            workflow: one.policy.workflow,
            before: Side(one),
            after: Side(two),
            changes: Self.changes(one.policy, two.policy),
            sequences: try self.sequences(flow, one.policy, two.policy)
        )
        switch self.options.output {
        case .table: Self.say(page)
        case .json: Terminal.say(try JSONText.pretty(page))
        case .ndjson: Terminal.say(try JSONText.line(page))
        }
        guard page.changes.isEmpty else { throw Finding(status: .findings) }
    }

    private static func strangers(_ one: PolicyFile, _ two: PolicyFile) -> OperatorError {
        OperatorError(
            .usage,
            "\(one.file) and \(two.file) cannot be compared",
            why: "they are policies of \(one.policy.workflow) and of \(two.policy.workflow)",
            next: "skald workflow list"
        )
    }

    /// Of the workflow's rehearsals, and of each order where it takes orders.
    private func sequences<Flow: Workflow<RevenueRequest>>(
        _ flow: Flow,
        _ one: Policy,
        _ two: Policy
    ) throws -> [Sequence] {
        let orders = try self.order.map { file in
            guard let facts = OrderFacts(order: try OrderFile.read(file)) as? Flow.Facts else {
                throw Self.noOrders(flow.name)
            }
            return (name: file, facts: facts)
        }
        let samples = flow.rehearsals.map { (name: $0.name, facts: $0.facts) } + orders
        return samples.flatMap { Self.sequences($0.name, $0.facts, flow.definition, one, two) }
    }

    private static func noOrders(_ name: WorkflowName) -> OperatorError {
        OperatorError(
            .usage,
            "\(name) takes no orders",
            why: "--order arranges the steps of a workflow that begins with one",
            next: "skald policy diff BEFORE AFTER"
        )
    }

    private static func changes(_ one: Policy, _ two: Policy) -> [Change] {
        let (before, after) = (Self.table(one), Self.table(two))
        return Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }
            .map { Change(path: $0, before: before[$0], after: after[$0]) }
    }

    private static func table(_ policy: Policy) -> [String: String] {
        Dictionary(policy.values.map { ($0.path, $0.text) }) { first, _ in first }
    }

    private static func sequences<Facts>(
        _ sample: String,
        _ facts: Facts,
        _ definition: Definition<Facts, RevenueRequest>,
        _ one: Policy,
        _ two: Policy
    ) -> [Sequence] {
        let sheet = definition.sheet(facts)
        return definition.groups.map { group in
            let members = group.steps.map { (step: $0.name, remote: $0.request(facts).remote) }
            let together = [group.steps.map(\.name)]
            let (before, after) = (
                one.arrange(group.name, members, sheet), two.arrange(group.name, members, sheet)
            )
            return Sequence(
                sample: sample,
                group: group.name,
                before: before?.stages ?? together,
                after: after?.stages ?? together,
                beforeRule: before?.decision.winner,
                afterRule: after?.decision.winner
            )
        }
    }

    private static func say(_ page: Page) {
        for (name, side) in [("before", page.before), ("after", page.after)] {
            Terminal.say("\(name)  \(side.file)  \(side.version)  \(side.fingerprint.prefix(12))")
        }
        guard !page.changes.isEmpty else { return Terminal.say("\nno value differs") }
        var changes = Table(["VALUE", "BEFORE", "AFTER"])
        for change in page.changes { changes.add([change.path, change.before ?? "-", change.after ?? "-"]) }
        var orders = Table(["SAMPLE", "GROUP", "BEFORE", "AFTER"])
        for order in page.sequences {
            let after = order.before == order.after ? "the same" : order.after.words
            orders.add([order.sample, order.group.rawValue, order.before.words, after])
        }
        for line in [""] + changes.lines + [""] + orders.lines { Terminal.say(line) }
    }
}

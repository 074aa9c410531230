internal import ArgumentParser
internal import Policy
internal import RevenueModel
internal import SagaModel
internal import Workflows

struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "What an operator changes without a build: the order, the gates, the limits.",
        subcommands: [
            PolicyShow.self, PolicyCheckCommand.self, PolicyDiff.self, PolicyTest.self, PolicySchemaCommand.self,
        ]
    )

    /// A file, or the policy of a workflow of this name.
    static func named(_ word: String, _ options: Options) throws -> PolicyFile {
        if let flow = WorkflowCommand.known.first(where: { $0.name.rawValue == word }) {
            return try Policies.of(flow.name, in: options.policies)
        }
        return try PolicyFile.read(word)
    }
}

struct PolicyShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a policy value by value, and the facts that its conditions may ask about."
    )

    @Argument(help: "The workflow.", completion: .workflow) var workflow: String = QuoteToCash().name.rawValue
    @OptionGroup var options: Options

    private struct Fact: Encodable {
        let name: FactName
        let sort: FactSort
        let meaning: String
    }

    private struct Page: Encodable {
        var schema = "skald.policy/1"
        let workflow: WorkflowName
        let version: String
        let fingerprint: String
        let file: String
        let values: [Policy.Value]
        let facts: [Fact]
    }

    func run() throws {
        let flow = try WorkflowCommand.named(self.workflow)
        let file = try Policies.of(flow.name, in: self.options.policies)
        let page = Page(
            workflow: flow.name,
            version: file.policy.version,
            fingerprint: file.policy.fingerprint,
            file: file.file,
            values: file.policy.values,
            facts: Self.facts(flow)
        )
        switch self.options.output {
        case .table: Self.say(page)
        case .json: Terminal.say(try JSONText.pretty(page))
        case .ndjson: Terminal.say(try JSONText.line(page))
        }
    }

    private static func facts(_ flow: some Workflow<RevenueRequest>) -> [Fact] {
        flow.policyFacts.map { Fact(name: $0.name, sort: $0.sort, meaning: $0.meaning) }
    }

    private static func say(_ page: Page) {
        Terminal.say("\(page.workflow)  policy \(page.version)  \(page.fingerprint.prefix(12))  \(page.file)")
        var values = Table(["VALUE", "IS"])
        for value in page.values.dropFirst(2) { values.add([value.path, value.text]) }
        var facts = Table(["FACT", "SORT", "MEANING"])
        for fact in page.facts { facts.add([fact.name.rawValue, fact.sort.rawValue, fact.meaning]) }
        for line in values.lines + [""] + facts.lines { Terminal.say(line) }
    }
}

struct PolicySchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of policy files, for editors."
    )

    func run() throws { Terminal.say(try PolicySchema.text().trimmedEnd) }
}

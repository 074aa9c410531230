internal import ArgumentParser
internal import Policy
internal import RevenueModel
internal import SagaModel
internal import Workflows

struct WorkflowCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Prove what can be proved of a workflow and its policy before anything runs. Exit status 3 when something is found."
    )

    @Argument(help: "The workflow; all of them when none is named.", completion: .workflow) var name: String?
    @Flag(help: "List the rules instead.") var rules = false
    @OptionGroup var options: Options

    private struct Rule: Encodable {
        let id: CheckRule
        let sentence: String
        let isNote: Bool
        let isAboutPolicy: Bool
    }

    private struct Rules: Encodable {
        var schema = "skald.workflow-rules/1"
        let rules: [Rule]
    }

    private struct Result: Encodable {
        let workflow: WorkflowName
        let policy: String
        let findings: [SagaModel.Finding]
    }

    private struct Listing: Encodable {
        var schema = "skald.workflow-check/1"
        let checked: [Result]
    }

    func run() throws {
        guard !self.rules else { return try self.listRules() }
        let flows = try self.name.map { [try WorkflowCommand.named($0)] } ?? WorkflowCommand.known
        let config = try Config.read(self.options.config)
        let results = try flows.map { try self.result($0, config) }
        switch self.options.output {
        case .table: results.forEach(Self.say)
        case .json: Terminal.say(try JSONText.pretty(Listing(checked: results)))
        case .ndjson: for result in results { Terminal.say(try JSONText.line(result)) }
        }
        guard results.allSatisfy({ $0.findings.allSatisfy(\.rule.isNote) }) else { throw Finding(status: .findings) }
    }

    private func result(_ flow: some Workflow<RevenueRequest>, _ config: Config) throws -> Result {
        let file = try Policies.of(flow.name, in: self.options.policies)
        let findings = flow.check() + flow.findings(file, config)
        return Result(workflow: flow.name, policy: "\(file.file) \(file.policy.version)", findings: findings)
    }

    private static func say(_ result: Result) {
        let errors = result.findings.count { !$0.rule.isNote }
        let rules = CheckRule.allCases.count
        Terminal.say(
            errors == 0
                ? "✓ \(result.workflow) keeps all \(rules) rules, with \(result.policy)"
                : "✗ \(result.workflow) breaks its \(rules) rules in \(errors) places, with \(result.policy)"
        )
        for finding in result.findings { Terminal.say(finding.lines) }
    }

    private func listRules() throws {
        let rules = CheckRule.allCases.map {
            Rule(id: $0, sentence: $0.sentence, isNote: $0.isNote, isAboutPolicy: $0.isAboutPolicy)
        }
        switch self.options.output {
        case .table:
            var table = Table(["RULE", "WHAT IT ASKS FOR"])
            for rule in rules { table.add([rule.id.rawValue, rule.sentence]) }
            Terminal.say(table.lines.joined(separator: "\n"))
        case .json: Terminal.say(try JSONText.pretty(Rules(rules: rules)))
        case .ndjson: for rule in rules { Terminal.say(try JSONText.line(rule)) }
        }
    }
}

internal import ArgumentParser
internal import Policy
internal import RevenueModel
internal import SagaModel
internal import Workflows

struct PolicyCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Hold a policy against its workflow before any saga keeps it. Exit status 3 when something is found."
    )

    @Argument(
        help: "The file; the policies that hold when none is named.",
        completion: .file(extensions: ["yaml", "yml"])
    )
    var file: String?
    @OptionGroup var options: Options

    private struct Result: Encodable {
        let workflow: WorkflowName
        let file: String
        let version: String
        let fingerprint: String
        let findings: [SagaModel.Finding]
    }

    private struct Listing: Encodable {
        var schema = "skald.policy-check/1"
        let checked: [Result]
    }

    func run() throws {
        let config = try Config.read(self.options.config)
        let results = try self.files().map { file in
            let flow = try WorkflowCommand.named(file.policy.workflow.rawValue)
            return Result(
                workflow: flow.name,
                file: file.file,
                version: file.policy.version,
                fingerprint: file.policy.fingerprint,
                findings: flow.findings(file, config)
            )
        }
        switch self.options.output {
        case .table: results.forEach(Self.say)
        case .json: Terminal.say(try JSONText.pretty(Listing(checked: results)))
        case .ndjson: for result in results { Terminal.say(try JSONText.line(result)) }
        }
        guard results.allSatisfy({ $0.findings.allSatisfy(\.rule.isNote) }) else { throw Finding(status: .findings) }
    }

    private func files() throws -> [PolicyFile] {
        if let file { return [try PolicyFile.read(file)] }
        return try WorkflowCommand.known.map { try Policies.of($0.name, in: self.options.policies) }
    }

    private static func say(_ result: Result) {
        let errors = result.findings.count { !$0.rule.isNote }
        let sign = errors == 0 ? "✓" : "✗"
        let found = errors == 0 ? "is sound" : "\(errors) found"
        Terminal.say("\(sign) \(result.file) \(result.version) \(result.fingerprint.prefix(12)): \(found)")
        for finding in result.findings { Terminal.say(finding.lines) }
    }
}

extension Workflow<RevenueRequest> {
    /// What a policy file does not keep of the rules, with the lines; the systems are those of the configuration.
    func findings(_ file: PolicyFile, _ config: Config) -> [SagaModel.Finding] {
        file.locate(self.check(file.policy, capabilities: Policies.capabilities(self, config)))
    }
}

extension SagaModel.Finding {
    /// For people: what rule, where, why, and what to do.
    var lines: String {
        let place = self.location.map { "\($0) (\(self.place))" } ?? self.place
        return "  \(self.rule.isNote ? "note" : "error") \(self.rule.rawValue) at \(place)\n"
            + "    \(self.reason); \(self.remedy)"
    }
}

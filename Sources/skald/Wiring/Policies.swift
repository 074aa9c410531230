internal import Adapters
internal import Documents
internal import FoundationEssentials
internal import Policy
internal import RevenueModel
internal import SagaModel
internal import Synchronization
internal import Workflows

/// Where policies come from: the operator's folder, or else this program.
enum Policies {
    private static let ending = ".policy.yaml"

    /// A folder holds what the operator changed; for every other workflow the program's own policy counts.
    static func of(_ workflow: WorkflowName, in folder: String?) throws -> PolicyFile {
        let name = "\(workflow)\(Self.ending)"
        if let folder, !Self.holdsOthersOnly(folder, than: name) {
            return try PolicyFile.read(URL(filePath: folder).appending(path: name).relativePath)
        }
        guard let text = EmbeddedPolicy.text(of: workflow) else {
            throw FileProblem(file: name, line: nil, path: "", expected: "this program carries no such policy")
        }
        return try PolicyFile.parse(text, file: name)
    }

    /// A folder without any policy is a mistake: then its file is missed by name.
    private static func holdsOthersOnly(_ folder: String, than name: String) -> Bool {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return !files.contains(name) && files.contains { $0.hasSuffix(Self.ending) }
    }

    /// The policy for a saga that starts now.
    ///
    /// - Throws: What is wrong with it: a saga keeps its policy for ever.
    static func sound<Flow: Workflow<RevenueRequest>>(
        for flow: Flow,
        in folder: String?,
        _ capabilities: [StepName: Capability]
    ) throws -> Policy {
        let file = try Self.of(flow.name, in: folder)
        let now = Checked(policy: file.policy, capabilities: capabilities)
        guard Self.sound.withLock({ $0[flow.name] }) != now else { return file.policy }
        let wrong = file.locate(flow.check(file.policy, capabilities: capabilities)).filter { !$0.rule.isNote }
        guard wrong.isEmpty else { throw OperatorError(file.file, wrong) }
        Self.sound.withLock { $0[flow.name] = now }
        return file.policy
    }

    /// What a check looks at.
    private struct Checked: Equatable {
        let policy: Policy
        let capabilities: [StepName: Capability]
    }

    /// What was found sound last: a check plays every story, and a bank's file begins hundreds of sagas under one policy.
    private static let sound = Mutex<[WorkflowName: Checked]>([:])

    /// What a system may be asked at once: as the configuration says, and no more than any policy allows.
    static func limits(of name: SystemName, _ config: Config, _ policies: [Policy]) -> CapacityLimits {
        let limits = config.limits(of: name)
        let rules = policies.compactMap { $0.capacity[RemoteName(rawValue: name.rawValue)] }
        return CapacityLimits(
            inFlight: ([limits.inFlight] + rules.map(\.inFlight)).compactMap(\.self).min(),
            perSecond: ([limits.perSecond] + rules.map(\.perSecond)).compactMap(\.self).min()
        )
    }

    /// What each system of the configuration promises for each step of a workflow; the sandbox need not be served.
    static func capabilities(_ flow: some Workflow<RevenueRequest>, _ config: Config) -> [StepName: Capability] {
        let gateway = Systems.gateway(config, sandbox: SandboxLink(address: "http://sandbox"))
        return flow.firstRequests.mapValues { gateway.capability(of: $0) }
    }
}

extension Workflow {
    /// What each step asks in the rehearsals.
    fileprivate var firstRequests: [StepName: Request] {
        let scenes = self.rehearsals.flatMap { $0.play(self.definition).scenes }
        return Dictionary(scenes.map { ($0.step, $0.request) }) { first, _ in first }
    }
}

extension OperatorError {
    init(_ file: String, _ wrong: [SagaModel.Finding]) {
        let lines = wrong.map { "\($0.location ?? file): \($0.place): \($0.reason); \($0.remedy)" }
        self.init(
            .failure,
            "\(file) contradicts its workflow in \(wrong.count) \(wrong.count == 1 ? "place" : "places")",
            why: lines.joined(separator: "\n         "),
            next: "skald policy check \(file)"
        )
    }
}

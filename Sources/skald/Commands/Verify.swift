internal import ArgumentParser
internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Sandbox

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check every law that must hold: in the file, and against the other systems.",
        discussion: """
            The other systems are asked with --config, or where the file has a sandbox; nothing is sent to them. \
            With --sweep a database that disagrees with the head outside it is taken as it is, once the systems have \
            been asked what became of each request: from then on the engine asks before each send. \
            Exit status 0 when all laws hold, 3 when one does not, 8 when a sweep could not ask, 9 when the file \
            cannot be trusted.
            """
    )

    @Flag(help: "Compare with the other systems, then go on from the database as it is.") var sweep = false
    @Flag(help: "Ask no other system.") var offline = false
    @OptionGroup var options: Options

    private struct Listing: Encodable {
        var schema = "skald.verify/1"
        let checks: [LawCheck]
    }

    func validate() throws {
        if self.sweep, self.offline { throw ValidationError("--sweep asks the other systems: leave out --offline.") }
    }

    func run() async throws {
        let verification = try Verification<RevenueRequest>(
            path: self.options.db,
            head: self.options.head,
            workflows: WorkflowCommand.known
        )
        let effects = verification.effects
        let (sweep, counts) = try await self.ask(effects)
        let checks = verification.checks + BooksCheck(effects, counts).checks + Self.remote(sweep)
        try self.tell(checks)
        if self.sweep, let sweep { return try self.goOn(checks, sweep) }
        if checks.contains(where: { $0.isIntegrity && !$0.findings.isEmpty }) { throw Finding(status: .integrity) }
        if checks.contains(where: { !$0.findings.isEmpty }) { throw Finding(status: .findings) }
    }

    /// What the systems answer, and what the sandbox counts; nothing when there is nobody to ask.
    private func ask(_ effects: [Effect<RevenueRequest>]) async throws -> (Sweep?, SandboxCounts?) {
        let hasSandbox = FileManager.default.fileExists(atPath: SandboxLink.state(of: self.options.db))
        guard !self.offline, self.sweep || hasSandbox || self.options.config != nil else { return (nil, nil) }
        // What the sandbox's ERP counts says nothing of a configured one.
        let isItsERP = try Config.read(self.options.config).systems[.erp] == nil
        return try await Systems.with(self.options) { gateway, sandbox, _ in
            let counts = isItsERP ? try await sandbox?.counts() : nil
            return (await Sweep(effects, gateway), counts)
        }
    }

    private static func remote(_ sweep: Sweep?) -> [LawCheck] {
        let skipped = sweep == nil ? "no system was named: --config" : nil
        return [
            LawCheck(
                "I1",
                "the other systems have what the sagas were told, and nothing that they do not know of",
                findings: (sweep?.missing ?? []) + (sweep?.orphans ?? []),
                skipped: skipped
            ),
            LawCheck(
                "I5",
                "what was compensated is taken back in the other systems",
                findings: sweep?.leftovers ?? [],
                skipped: skipped
            ),
            LawCheck(
                "asked",
                "every system answers the questions",
                findings: sweep?.unanswered ?? [],
                skipped: skipped
            ),
        ]
    }

    /// Only the disagreement with the head may be passed over; damage is a matter for a backup.
    private func goOn(_ checks: [LawCheck], _ sweep: Sweep) throws {
        let damage = checks.first { $0.isIntegrity && $0.id != "I10" && !$0.findings.isEmpty }
        if let damage {
            throw OperatorError(
                .integrity,
                "\(self.options.db) cannot be gone on from",
                why: "\(damage.id): \(damage.findings.first?.found ?? damage.law)",
                next: "restore the database from its backup, then skald verify --sweep"
            )
        }
        if let first = sweep.unanswered.first {
            throw OperatorError(
                .unavailable,
                "\(sweep.unanswered.count) questions have no answer, so nothing may be sent yet",
                why: first.found,
                next: "skald doctor, then skald verify --sweep"
            )
        }
        let reason = "by \(Operator.name) at \(Moment.current.timestamp), \(sweep.answered) questions answered"
        let head = try Sweep.accept(path: self.options.db, head: self.options.head, reason: reason)
        Terminal.note("skald: the head is commit \(head.commit) now; requests are asked about before they are sent")
        if checks.contains(where: { !$0.isIntegrity && !$0.findings.isEmpty }) { throw Finding(status: .findings) }
    }

    private func tell(_ checks: [LawCheck]) throws {
        switch self.options.output {
        case .table:
            var table = Table(["CHECK", "STATUS", "LAW"])
            for check in checks { table.add([check.id, check.words, check.law]) }
            let lines = table.lines
            Terminal.say(lines.first ?? "")
            for (check, line) in zip(checks, lines.dropFirst()) {
                Terminal.say(line)
                if let skipped = check.skipped { Terminal.say("  \(skipped)") }
                for finding in check.findings {
                    Terminal.say("  " + (finding.saga.map { "\($0): " } ?? "") + finding.found)
                }
            }
        case .json: Terminal.say(try JSONText.pretty(Listing(checks: checks)))
        case .ndjson: for check in checks { Terminal.say(try JSONText.line(check)) }
        }
    }
}

extension LawCheck {
    fileprivate var words: String {
        if self.skipped != nil { return "· not asked" }
        return self.findings.isEmpty ? "✓ holds" : "✗ \(self.findings.count) found"
    }
}

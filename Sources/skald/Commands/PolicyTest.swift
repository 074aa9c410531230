internal import ArgumentParser
internal import FoundationEssentials
internal import Policy
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel

struct PolicyTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Replay the recorded sagas under another policy, and list what would have gone differently.",
        discussion: """
            Nothing is written or sent. The other systems answer as they did then, and as long after each request; \
            events come when they came; what people did is done as soon as it fits. Where the policy asks for \
            something that nobody ever answered, the saga stands there. Limits of capacity and time-outs are not \
            replayed. Exit status 0 when nothing differs, 3 when something does.
            """
    )

    @Option(help: "A policy file, or a folder with policies.", completion: .file()) var against: String
    @Option(help: "Only sagas that started on this day (UTC) or later: 2026-11-01.") var since: String?
    @OptionGroup var options: Options

    private struct Listing: Encodable {
        struct Totals: Encodable {
            let sagas: Int
            let differ: Int
            /// What is at stake in those that differ, each currency by itself.
            let money: [String]
            /// Sagas that cannot be replayed here, and why.
            let skipped: [SagaID: String]
        }

        var schema = "skald.policy-test/1"
        let policy: String
        let version: String
        let fingerprint: String
        let totals: Totals
        let sagas: [TriedSaga]
    }

    func run() throws {
        let file = try self.file()
        let flow = try WorkflowCommand.named(file.policy.workflow.rawValue)
        let wrong = flow.findings(file, try Config.read(self.options.config)).filter { !$0.rule.isNote }
        guard wrong.isEmpty else { throw OperatorError(file.file, wrong) }
        let trials = try PolicyTrials(file.policy, self.options.reader(), since: self.start())
        let listing = Listing(
            policy: file.file,
            version: file.policy.version,
            fingerprint: file.policy.fingerprint,
            totals: Listing.Totals(
                sagas: trials.tried.count,
                differ: trials.differing.count,
                money: trials.money,
                skipped: trials.skipped
            ),
            sagas: trials.tried
        )
        switch self.options.output {
        case .table: Self.say(listing, trials.differing)
        case .json: Terminal.say(try JSONText.pretty(listing))
        case .ndjson: for saga in trials.tried { Terminal.say(try JSONText.line(saga)) }
        }
        guard trials.differing.isEmpty else { throw Finding(status: .findings) }
    }

    private func file() throws -> PolicyFile {
        var isFolder = false
        if let attributes = try? FileManager.default.attributesOfItem(atPath: self.against) {
            isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
        }
        guard isFolder, let flow = WorkflowCommand.known.first else { return try PolicyFile.read(self.against) }
        return try Policies.of(flow.name, in: self.against)
    }

    private func start() throws -> Moment? {
        guard let since else { return nil }
        guard let date = try? Date(since, strategy: .iso8601.year().month().day()) else {
            throw ValidationError("“\(since)” is no day: write 2026-11-01.")
        }
        return Moment(milliseconds: Int(date.timeIntervalSince1970) * 1000)
    }

    private static func say(_ listing: Listing, _ differing: [TriedSaga]) {
        let name = "\(listing.policy) \(listing.version) \(listing.fingerprint.prefix(12))"
        for (id, why) in listing.totals.skipped.sorted(by: { $0.key < $1.key }) {
            Terminal.note("skald: \(id) is left out: \(why)")
        }
        guard !differing.isEmpty else {
            return Terminal.say("✓ \(listing.totals.sagas) sagas would have gone the same way under \(name)")
        }
        var table = Table(["SAGA", "AMOUNT", "THEN", "NOW", "ENDED", "WOULD HAVE ENDED"])
        for saga in differing { table.add(saga.cells) }
        for line in table.lines { Terminal.say(line) }
        let money = listing.totals.money.isEmpty ? "" : ", \(listing.totals.money.joined(separator: " and ")) in them"
        Terminal.say("\(differing.count) of \(listing.totals.sagas) sagas differ under \(name)\(money)")
    }
}

extension TriedSaga {
    fileprivate var cells: [String] {
        let (then, now) = (self.comparison.parting?.then?.words, self.comparison.parting?.now?.words)
        return [
            self.comparison.saga.rawValue, self.amount ?? "-", then ?? "-", now ?? "nothing more",
            self.comparison.then.words, self.comparison.now.words,
        ]
    }
}

extension PolicyComparison.Side {
    fileprivate var words: String {
        let waits = self.waits.isEmpty ? "" : ", waiting for \(self.waits.joined(separator: ", "))"
        return "\(self.status.words)\(waits)"
    }
}

internal import ArgumentParser
internal import FoundationEssentials
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// How data leaves.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, ndjson
}

/// What every command takes.
struct Options: ParsableArguments {
    static let defaultDatabase = ProcessInfo.processInfo.environment["SKALD_DB"] ?? "skald.db"

    @Option(name: .long, help: "The file with the sagas (environment: SKALD_DB).", completion: .file())
    var db: String = Self.defaultDatabase

    @Option(
        name: .customLong("config"),
        help: """
            Which systems there are, and who may do what (environment: SKALD_CONFIG). A system that it does not name is \
            the sandbox's.
            """,
        completion: .file(extensions: ["yaml", "yml"])
    )
    var configFile: String?

    @Option(
        name: .customLong("head"),
        help:
            "The file outside the database that names its latest commit (environment: SKALD_HEAD; default: beside it).",
        completion: .file()
    )
    var headFile: String?

    @Option(
        name: .customLong("policies"),
        help: "A folder with policies (WORKFLOW.policy.yaml) instead of this program's (environment: SKALD_POLICIES).",
        completion: .directory
    )
    var policyFolder: String?

    @Option(name: [.short, .long], help: "table, json or ndjson.")
    var output: OutputFormat = .table

    var config: String? { self.configFile ?? ProcessInfo.processInfo.environment["SKALD_CONFIG"] }

    var head: String? { self.headFile ?? ProcessInfo.processInfo.environment["SKALD_HEAD"] }

    var policies: String? { self.policyFolder ?? ProcessInfo.processInfo.environment["SKALD_POLICIES"] }

    func reader() throws -> SagaReader { try SagaReader(path: self.db) }

    /// The saga that somebody means by this word.
    func saga(_ key: String) throws -> SagaReport { try self.reader().saga(key) }
}

extension SagaReader {
    /// The saga that somebody means by this word; of an order or an amendment, its newest generation.
    ///
    /// - Throws: `RuntimeError.chainBroken` when its history is not what was written: nothing may be said of it then.
    func saga(_ key: String) throws -> SagaReport {
        let report = try self.newest(of: key) ?? self.found(key)
        if let line = try self.damage(report.id) { throw RuntimeError.chainBroken(report.id, seq: line) }
        return report
    }

    private func newest(of transaction: String) throws -> SagaReport? {
        for workflow in [QuoteToCash().name, Amendment().name] {
            let reports = try Generations(of: transaction, workflow, self).reports
            guard reports.count > 1, let newest = reports.last else { continue }
            let others = reports.dropLast().map { "\($0.id) (\($0.status.rawValue))" }.joined(separator: ", ")
            Terminal.note("skald: \(transaction) is generation \(reports.count) here; earlier: \(others)")
            return newest
        }
        return nil
    }

    /// The one whose own name it is; the others only know it.
    private func bearing(_ key: String, among ids: [SagaID]) throws -> SagaReport? {
        let own = ids.filter { $0.rawValue.hasSuffix("/\(key)") }
        guard own.count == 1, let id = own.first, case .found(let report) = try self.report(id.rawValue) else {
            return nil
        }
        let others = ids.filter { $0 != id }.map(\.rawValue).joined(separator: ", ")
        Terminal.note("skald: \(key) is \(id) here; it is also known to \(others)")
        return report
    }

    private func found(_ key: String) throws -> SagaReport {
        switch try self.report(key) {
        case .found(let report): return report
        case .none:
            throw OperatorError(
                .notFound,
                "nothing is known as “\(key)”",
                why: "no saga has this id or business key",
                next: "skald list"
            )
        case .ambiguous(let ids):
            if let own = try self.bearing(key, among: ids) { return own }
            throw OperatorError(
                .notFound,
                "“\(key)” is ambiguous",
                why: "it may be \(ids.map(\.rawValue).joined(separator: ", "))",
                next: "skald show \(ids.first?.rawValue ?? key)"
            )
        }
    }
}

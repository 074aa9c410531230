internal import ArgumentParser
internal import FoundationEssentials
internal import SQLiteRuntime
internal import SagaModel

/// How data leaves.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, ndjson
}

/// What every command takes.
struct Options: ParsableArguments {
    @Option(name: .long, help: "The file with the sagas (environment: SKALD_DB).")
    var db: String = ProcessInfo.processInfo.environment["SKALD_DB"] ?? "skald.db"

    @Option(name: .long, help: "Which systems there are. A system that it does not name is the sandbox's.")
    var config: String?

    @Option(name: [.short, .long], help: "table, json or ndjson.")
    var output: OutputFormat = .table

    func reader() throws -> SagaReader { try SagaReader(path: self.db) }

    /// The saga that somebody means by this word.
    func saga(_ key: String) throws -> SagaReport { try self.reader().saga(key) }
}

extension SagaReader {
    func saga(_ key: String) throws -> SagaReport {
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
            throw OperatorError(
                .notFound,
                "“\(key)” is ambiguous",
                why: "it may be \(ids.map(\.rawValue).joined(separator: ", "))",
                next: "skald show \(ids.first?.rawValue ?? key)"
            )
        }
    }
}

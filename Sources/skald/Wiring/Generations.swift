internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// The attempts at one transaction, the first one first.
///
/// Each has an id and documents of its own: the old external ids belong to what was taken back.
struct Generations {
    let reports: [SagaReport]

    init(of transaction: String, _ workflow: WorkflowName, _ reader: SagaReader?) throws {
        var reports: [SagaReport] = []
        while let reader {
            let id = "\(workflow)/\(Self.name(of: transaction, reports.count + 1))"
            guard case .found(let report) = try reader.report(id), report.id.rawValue == id else { break }
            reports.append(report)
        }
        self.reports = reports
    }

    /// The one that is meant where nobody asks for another.
    var latest: Int { max(1, self.reports.count) }

    /// Only what was taken back is begun again.
    var mayGoOn: Bool { self.reports.last?.status == .compensated }

    /// How its saga is called among those of its workflow.
    static func name(of transaction: String, _ generation: Int) -> String {
        generation > 1 ? "\(transaction).g\(generation)" : transaction
    }

    /// How the transaction itself is called in the other systems.
    static func document(of transaction: String, _ generation: Int) -> String {
        generation > 1 ? "\(transaction)-G\(generation)" : transaction
    }
}

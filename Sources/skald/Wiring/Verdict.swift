internal import SQLiteRuntime
internal import SagaModel

/// What the exit status of a command that moved sagas tells a script.
enum Verdict {
    /// - Throws: 8 when a system could not be reached for one of them; 3 when one needs somebody for another reason.
    static func check(_ reports: [SagaReport], _ reader: SagaReader) throws {
        let troubled = reports.filter { $0.status.isTrouble }
        let absent = try troubled.filter { try Story($0, reader).lacksAnAnswer }
        for report in absent {
            Terminal.note("skald: \(report.id): a system did not answer; → skald explain \(report.id)")
        }
        if !absent.isEmpty { throw Finding(status: .unavailable) }
        if !troubled.isEmpty { throw Finding(status: .findings) }
    }
}

extension SagaStatus {
    fileprivate var isTrouble: Bool {
        switch self {
        case .running, .waiting, .done: false
        case .retrying, .gated, .compensating, .parked, .compensated: true
        }
    }
}

internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

extension Start {
    /// One saga for each amendment of a fixture: what was simulated is what is sent.
    func startAmendments(_ file: String) async throws {
        let reader = try self.reader()
        let start = try AmendmentStart(file, asOf: self.asOf.flatMap { LocalDate($0) }, reader, again: self.again)
        if let expect { try start.refuseDrift(from: expect) }
        try start.refuseUnready()
        try start.refuseOthers(reader)
        try await Desk.with(self.options) { desk in
            for launch in start.launches {
                switch try await desk.start(launch) {
                case .new: break
                case .existing(sameFacts: true):
                    Terminal.note("skald: \(launch.id) was started already with this content")
                case .existing(sameFacts: false): throw Self.changedMeanwhile(launch.id)
                }
            }
            if !self.noRun { try await desk.move() }
            let reports = try start.launches.map { try desk.report($0.id) }
            try self.show(reports)
            for report in reports where !report.status.isSettled { Terminal.note("→ skald explain \(report.id)") }
            // What was only written down waits for its turn, and that is no trouble.
            if !self.noRun { try Verdict.check(reports, try self.options.reader()) }
        }
    }

    private func show(_ reports: [SagaReport]) throws {
        switch self.options.output {
        case .table: for report in reports { try Printer.show(report, .table) }
        case .json, .ndjson: try Printer.list(reports, self.options.output)
        }
    }

    private static func changedMeanwhile(_ id: SagaID) -> OperatorError {
        OperatorError(
            .changed,
            "\(id) was started with other content meanwhile",
            why: "somebody else started it while this command was on its way",
            money: "nothing was sent for this file, the saga goes on as it was",
            next: "skald show \(id) -o json"
        )
    }
}

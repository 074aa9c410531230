internal import ArgumentParser
internal import Foundation

/// Bugs that are planted to see that they are found.
enum Plant: String, CaseIterable, ExpressibleByArgument {
    /// What `synchronous=NORMAL` does: found by losing power.
    case commitsNotSynced = "commits-not-synced"
    /// Success is reported and nothing was sent: found at the systems.
    case doneWithoutSending = "done-without-sending"
    /// A new key for each send: found because an order is taken back that nobody refused.
    case freshKey = "fresh-key"
    /// A new document for each send: found at the systems.
    case freshDocument = "fresh-document"
    /// An undo that does nothing: found at the systems.
    case hollowUndo = "hollow-undo"
    /// An order is acknowledged before it is on disk: found by comparing with what was said.
    case promiseBeforeCommit = "promise-before-commit"
    /// The file loses a line of a history: found by the chain.
    case lineSkipped = "line-skipped"
    /// A jump of the clock loses the timers: found because sagas do not come to an end.
    case timersLost = "timers-lost"
    /// The file loses a saga: found by comparing with what was said.
    case sagaLost = "saga-lost"
}

extension Plant {
    /// What the bug does to the file, if it is one of those that do.
    func tamper(_ db: String, _ ledger: inout Ledger) throws {
        switch self {
        case .lineSkipped:
            try self.change(db, "DROP TRIGGER history_loses_no_lines; DELETE FROM history WHERE seq = 2", &ledger)
        case .sagaLost:
            try self.change(
                db,
                "DROP TRIGGER history_loses_no_lines; DELETE FROM history; DELETE FROM saga; DELETE FROM outbox",
                &ledger
            )
        case .timersLost: try Shim.tamper(db, "DELETE FROM timer")
        case .commitsNotSynced, .doneWithoutSending, .freshKey, .freshDocument, .hollowUndo, .promiseBeforeCommit: break
        }
    }

    private func change(_ db: String, _ sql: String, _ ledger: inout Ledger) throws {
        guard FileManager.default.fileExists(atPath: db), !ledger.orders.isEmpty else { return }
        try Shim.tamper(db, sql)
        ledger.violations += try Checker.file(db, ledger)
    }
}

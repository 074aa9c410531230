internal import Foundation
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel

/// Counts in the file, and knows nothing of how the engine works.
enum Checker {
    /// What is wrong with a file at any moment, given what was promised.
    static func file(_ db: String, _ ledger: Ledger) throws -> [String] {
        guard FileManager.default.fileExists(atPath: db) else {
            return ledger.orders.isEmpty ? [] : ["the file is gone, and \(ledger.orders.count) orders were promised"]
        }
        let reader: SagaReader
        do {
            reader = try SagaReader(path: db)
        } catch  where ledger.orders.isEmpty && ledger.events.isEmpty {
            // A file that was being made: only who may write can tidy it up.
            return []
        }
        let reports = try reader.list()
        return try self.chains(reports, reader) + self.promises(reports, reader, ledger)
    }

    /// What is wrong with a file when nothing is left to do; what must be in force outside goes into the books.
    static func end(_ db: String, _ ledger: Ledger, _ books: inout Books) throws -> [String] {
        var wrong = try ledger.violations + self.file(db, ledger)
        for report in try SagaReader(path: db).list() {
            switch report.status {
            // What a payment leaves behind is counted with its order.
            case .done where !Customers.isOrder(report): break
            case .done: books.add(try Customers.facts(report), &wrong)
            case .compensated where ledger.settling.contains(String(report.id.rawValue.split(separator: "/")[1])):
                wrong.append("\(report.id) was taken back, and nobody refused it")
            case .compensated: break
            case .running, .retrying, .waiting, .gated, .compensating, .parked:
                wrong.append("\(report.id) ends \(report.status.rawValue) in \(report.state?.rawValue ?? "-")")
            }
        }
        return wrong
    }

    private static func chains(_ reports: [SagaReport], _ reader: SagaReader) throws -> [String] {
        try reports.compactMap { report in
            if let line = try reader.damage(report.id) { return "line \(line) of \(report.id) is not what was written" }
            let count = try reader.history(report.id).count
            return count == report.revision ? nil : "\(report.id) has \(count) lines of \(report.revision)"
        }
    }

    private static func promises(_ reports: [SagaReport], _ reader: SagaReader, _ ledger: Ledger) throws -> [String] {
        let statuses = Dictionary(uniqueKeysWithValues: reports.map { ($0.id.rawValue, $0.status.rawValue) })
        let inbox = Set(try reader.inbox().map { "\($0.source)/\($0.id)" })
        let lost = ledger.orders.filter { statuses[Orders.id(of: $0).rawValue] == nil }
        let unheard = ledger.events.subtracting(inbox)
        let changed = ledger.ended.filter { statuses[$0.key] != $0.value }
        return lost.sorted().map { "order \($0) was acknowledged and is gone" }
            + unheard.sorted().map { "event \($0) was acknowledged and is gone" }
            + changed.map { "\($0.key) was \($0.value), and is \(statuses[$0.key] ?? "gone")" }.sorted()
    }
}

internal import Bank
internal import FoundationEssentials
internal import SQLiteRuntime

/// What earlier imports left in the inbox: statements, bookings, and findings that are still open.
struct BankMemory {
    /// Nothing when there is no database yet.
    private let reader: SagaReader?

    init(_ options: Options) throws {
        self.reader = FileManager.default.fileExists(atPath: options.db) ? try options.reader() : nil
    }

    func statements(of accounts: Set<String>) throws -> [StatementRecord] {
        try accounts.sorted().flatMap { try self.events($0, "\(BankEvent.statementKind)/") }.compactMap(\.1.statement)
    }

    func statement(like record: StatementRecord) throws -> StatementRecord? {
        try self.events(record.account.id, BankEvent(record).id).compactMap(\.1.statement)
            .first { $0.hasSameName(as: record) }
    }

    /// Findings that nobody has settled.
    func openFindings(of accounts: Set<String>) throws -> [BankException] {
        try accounts.sorted().flatMap { try self.events($0, "\(BankEvent.exceptionKind)/") }
            .filter { $0.0 == .dead }.compactMap(\.1.exception)
    }

    /// Whether a booking came before as several payments.
    func hasPayments(of identity: String, on account: String) throws -> Bool {
        guard let reader else { return false }
        return try !reader.inbox(from: BankEvent.source(account), beginning: "\(identity)/", limit: 1).isEmpty
    }

    func knows(_ movement: BankMovement) throws -> Bool { try self.knows(BankEvent(movement)) }

    func knows(_ event: BankEvent) throws -> Bool {
        try self.reader?.inbox(from: event.source, beginning: event.id, limit: 1).first?.id == event.id
    }

    private func events(_ account: String, _ prefix: String) throws -> [(InboxLine.Outcome, BankEvent)] {
        let lines = try self.reader?.inbox(from: BankEvent.source(account), beginning: prefix) ?? []
        return lines.compactMap { line in BankEvent.read(Data(line.bytes)).map { (line.outcome, $0) } }
    }
}

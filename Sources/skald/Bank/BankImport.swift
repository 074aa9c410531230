internal import Bank
internal import Documents
internal import FoundationEssentials
internal import SQLiteRuntime

/// Takes files of a bank in: first all are read and checked, then what is good becomes events.
///
/// A file is read twice rather than held. What is remembered of a statement is written after its bookings, so that an
/// import that was cut off is begun again and not taken for done; each booking counts once however often it comes.
struct BankImport {
    enum Result: String, Encodable {
        case new
        /// It came before, and says the same.
        case known
        /// Something is wrong with it: none of its bookings is taken in.
        case held
    }

    struct Statement: Encodable {
        let file: String
        let record: StatementRecord
        let result: Result
        let exceptions: [BankException]
    }

    private let files: [BankFile]
    private let memory: BankMemory
    private(set) var statements: [Statement] = []
    /// About a whole file, or about how statements follow each other.
    private(set) var exceptions: [BankException] = []
    /// Findings of before that a statement of now answers.
    private(set) var settled: [EventName] = []

    init(_ files: [BankFile], _ memory: BankMemory) async throws {
        self.files = files
        self.memory = memory
        for file in files { try await self.check(file) }
        let new = self.statements.filter { $0.result == .new }.map(\.record)
        let known = try memory.statements(of: Set(new.map(\.account.id)))
        self.exceptions += Continuity.exceptions(known: known, new: new)
        let all = known + new
        self.settled = try memory.openFindings(of: Set(new.map(\.account.id)))
            .filter { Continuity.isSettled($0, by: all) }.map {
                EventName(source: BankEvent($0).source, id: BankEvent($0).id)
            }
    }

    /// Everything that somebody must look at.
    var findings: [BankException] { self.exceptions + self.statements.flatMap(\.exceptions) }

    private mutating func check(_ file: BankFile) async throws {
        var check = BankFileCheck()
        var answered: Set<String> = []
        var doubles: [BankException] = []
        var current: BankStatement?
        do {
            try await file.read { [memory] part in
                if case .statement(let statement) = part { current = statement }
                if case .entry(let entry) = part, let current,
                    try Self.hasPayments(entry, current, memory)
                {
                    answered.insert("\(current.id)/\(entry.position)")
                }
                let taken = check.take(part)
                if case .entry(let entry) = part, let current, try Self.wasTakenAsOne(taken, memory) {
                    doubles.append(.takenAsOne(entry, current, payments: taken.count))
                }
            }
        } catch let error as BankError {
            guard case .unknownVersion = error.kind else { throw error.problem(in: file.path) }
            self.exceptions.append(.unknownVersion(of: file.path, error))
            return
        }
        check.finish()
        self.exceptions += check.exceptions + doubles
        for statement in check.statements {
            try self.add(statement, file.path, isHeld: !check.exceptions.isEmpty, answered)
        }
    }

    /// A batch of which only the total is here was taken in payment by payment before.
    private static func hasPayments(
        _ entry: BankEntry,
        _ statement: BankStatement,
        _ memory: BankMemory
    ) throws -> Bool {
        guard entry.transactions.count <= 1, let identity = entry.identity(in: statement) else { return false }
        return try memory.hasPayments(of: identity, on: statement.account.id)
    }

    private mutating func add(
        _ statement: BankFileCheck.Statement,
        _ file: String,
        isHeld: Bool,
        _ answered: Set<String>
    ) throws {
        let (record, before) = (statement.record, try self.memory.statement(like: statement.record))
        var exceptions = statement.exceptions.filter { exception in
            let place = "\(exception.statement)/\(exception.position ?? 0)"
            return exception.kind != .batchWithoutDetails || !answered.contains(place)
        }
        var result: Result = isHeld || statement.isHeld ? .held : .new
        let twin = before ?? self.statements.first { $0.record.hasSameName(as: record) && $0.result == .new }?.record
        if let twin, twin.fingerprint == record.fingerprint, result == .new {
            (result, exceptions) = (.known, [])
        } else if let twin, twin.fingerprint != record.fingerprint {
            result = .held
            exceptions.append(.changed(record, from: twin))
        }
        self.statements.append(Statement(file: file, record: record, result: result, exceptions: exceptions))
    }
}

extension BankImport {
    /// Hands over what moved in the statements that are taken in, in the order of the files; then each statement.
    func movements(_ take: (BankMovement) async throws -> Void) async throws {
        for file in self.files {
            var all = self.statements.filter { $0.file == file.path }[...]
            guard !all.isEmpty else { continue }
            var check = BankFileCheck()
            var result = Result.held
            try await file.read { part in
                if case .statement = part { result = all.popFirst()?.result ?? .held }
                let movements = check.take(part)
                guard result == .new else { return }
                for movement in try self.unanswered(movements) { try await take(movement) }
            }
        }
    }

    /// Whether the sum of these payments was taken in before; then they are its details, and no more money.
    private static func wasTakenAsOne(_ movements: [BankMovement], _ memory: BankMemory) throws -> Bool {
        guard movements.count > 1, let first = movements.first, let slash = first.id.lastIndex(of: "/") else {
            return false
        }
        var whole = first
        whole.id = String(first.id[..<slash])
        return try memory.knows(whole)
    }

    /// Without a booking whose payments were taken in one by one before, and without payments whose booking was.
    private func unanswered(_ movements: [BankMovement]) throws -> [BankMovement] {
        guard let first = movements.first, movements.count == 1 else {
            return try Self.wasTakenAsOne(movements, self.memory) ? [] : movements
        }
        return try self.memory.hasPayments(of: first.id, on: first.account.id) ? [] : movements
    }
}

extension BankException {
    fileprivate static func takenAsOne(_ entry: BankEntry, _ statement: BankStatement, payments: Int) -> Self {
        Self(
            .takenAsOne,
            account: statement.account.id,
            statement: statement.id,
            position: entry.position,
            line: entry.line,
            "the booking of \(entry.amount) was taken in as one sum before its \(payments) payments came"
        )
    }
}

extension BankError {
    func problem(in file: String) -> FileProblem {
        FileProblem(
            file: file,
            line: self.line > 0 ? self.line : nil,
            path: self.path,
            expected: "\(self.reason); \(self.remedy)"
        )
    }
}

internal import Bank
internal import RevenueModel
internal import SQLiteRuntime

/// What an import says: its statements, what moved, and what somebody must look at.
struct BankReport {
    private struct Document: Encodable {
        var schema = "skald.bank-import/1"
        let dryRun: Bool
        let statements: [BankImport.Statement]
        let movements: [BankMovement]
        let payments: [PaymentReports.Line]
        let findings: [BankException]
        let events: Events
    }

    private struct Events: Encodable {
        var new = 0
        var repeated = 0
    }

    private let taken: BankImport
    private let reports: PaymentReports
    private let isDryRun: Bool
    private let output: OutputFormat
    private var movements: [BankMovement] = []
    private var events = Events()

    init(_ taken: BankImport, _ reports: PaymentReports, isDryRun: Bool, _ output: OutputFormat) {
        self.taken = taken
        self.reports = reports
        self.isDryRun = isDryRun
        self.output = output
    }

    mutating func show(_ movement: BankMovement) throws {
        switch self.output {
        case .table: Terminal.say(movement.line)
        case .json: self.movements.append(movement)
        case .ndjson: Terminal.say(try JSONText.line(movement))
        }
    }

    mutating func count(isKnown: Bool) {
        if isKnown { self.events.repeated += 1 } else { self.events.new += 1 }
        let all = self.events.new + self.events.repeated
        if all.isMultiple(of: 1_000) { Terminal.progress("… \(all) bookings") }
    }

    func finish() throws {
        switch self.output {
        case .table: self.table()
        case .json:
            let document = Document(
                dryRun: self.isDryRun,
                statements: self.taken.statements,
                movements: self.movements,
                payments: self.reports.lines,
                findings: self.taken.findings,
                events: self.events
            )
            Terminal.say(try JSONText.pretty(document))
        case .ndjson:
            for statement in self.taken.statements { Terminal.say(try JSONText.line(statement)) }
            for line in self.reports.lines { Terminal.say(try JSONText.line(line)) }
            for finding in self.taken.findings { Terminal.say(try JSONText.line(finding)) }
        }
    }

    private func table() {
        var table = Table(["ACCOUNT", "STATEMENT", "NUMBER", "OPENS", "CLOSES", "ENTRIES", "RESULT"])
        for statement in self.taken.statements {
            let record = statement.record
            table.add([
                record.account.id, record.id, record.electronicNumber.map(String.init) ?? "-",
                record.opening?.amount.description ?? "-", record.closing?.amount.description ?? "-",
                String(record.entries), statement.result.words,
            ])
        }
        if !self.taken.statements.isEmpty || self.reports.lines.isEmpty {
            for line in table.lines { Terminal.say(line) }
        }
        for line in self.reports.lines {
            Terminal.say("\(line.payment)  \(line.status.rawValue)\(line.reason.map { "  \($0)" } ?? "")")
        }
        for finding in self.taken.findings {
            Terminal.say("✗ \(finding.account) \(finding.statement): \(finding.words)")
        }
        guard !self.isDryRun else { return }
        Terminal.say("\(self.events.new) \(self.what) taken in, \(self.events.repeated) heard before")
    }

    private var what: String {
        if self.reports.lines.isEmpty { return "bookings" }
        return self.taken.statements.isEmpty ? "answers" : "bookings and answers"
    }
}

extension BankImport.Result {
    fileprivate var words: String {
        switch self {
        case .new: "new"
        case .known: "heard before; nothing changed"
        case .held: "kept out"
        }
    }
}

extension BankMovement {
    /// Day, what happened, how much, by which name, of whom, what for.
    fileprivate var line: String {
        let remittance = self.transaction?.remittance
        let structured = remittance?.structured.flatMap { $0.documents.compactMap(\.number) } ?? []
        let words = [
            self.bookedOn?.description ?? "-", self.kind.rawValue, self.amount.description, self.id,
            self.counterparty?.name ?? "-", (structured + (remittance?.lines ?? [])).joined(separator: " "),
            self.transaction?.returned?.code ?? "",
        ]
        return words.filter { !$0.isEmpty }.joined(separator: "  ")
    }
}

internal import RevenueModel

/// Puts the records of a BAI2 file together, and checks the totals at the end of each level.
struct BAI2Parser {
    struct Group {
        let originator: String
        let kind: BankStatement.Kind
        let asOf: LocalDate?
        let currency: Currency?
        /// A group that is not an ordinary update: its words.
        let isNoUpdate: String?
        var accounts: [String: Int] = [:]
    }

    var fileID = ""
    private var hasBegun = false
    var hasEnded = false
    var group: Group?
    var statement: BankStatement?
    private var entries = 0
    var file = BAI2Tally()
    var inGroup = BAI2Tally()
    var inAccount = BAI2Tally()

    mutating func take(_ record: BAI2Record) throws(BankError) -> [BankPart] {
        guard !self.hasEnded else { throw record.wrong(.shape, "the file has ended before it") }
        guard self.hasBegun || record.code == .file else {
            throw record.wrong(.shape, "the file does not begin with 01")
        }
        switch record.code {
        case .file: return try self.beginFile(record)
        case .group: return try self.beginGroup(record)
        case .account: return try self.beginAccount(record)
        case .transaction: return try self.entry(record)
        case .accountEnd: return try self.endAccount(record)
        case .groupEnd: return try self.endGroup(record)
        case .fileEnd: return try self.endFile(record)
        case .continuation: throw record.wrong(.shape, "there is no record that it continues")
        }
    }

    func finish() throws(BankError) {
        guard self.hasEnded else {
            throw BankError(
                .shape,
                path: "record 99",
                self.hasBegun ? "the file is cut off: it has no end" : "there is nothing in the file",
                remedy: "ask the bank for the whole file again"
            )
        }
    }

    private mutating func beginFile(_ record: BAI2Record) throws(BankError) -> [BankPart] {
        guard !self.hasBegun else { throw record.wrong(.shape, "a file has begun already") }
        guard record.field(7) == "2" else {
            let reason = "the version is “\(record.field(7).prefix(10))”, not 2"
            let remedy = "ask the bank for BAI2"
            throw BankError(.unknownVersion("BAI"), line: record.line, path: "record 01", reason, remedy: remedy)
        }
        self.hasBegun = true
        self.file.records = record.count
        self.fileID = "\(record.field(0))/\(record.field(2))/\(record.field(4))"
        return []
    }

    private mutating func beginGroup(_ record: BAI2Record) throws(BankError) -> [BankPart] {
        guard self.group == nil else { throw record.wrong(.shape, "the group before it has no end") }
        let currency = record.field(5)
        guard currency.isEmpty || Currency(currency) != nil else {
            throw record.wrong(.value, "“\(currency.prefix(10))” is no currency")
        }
        self.inGroup = BAI2Tally(records: record.count)
        self.group = Group(
            originator: record.field(1),
            // Interim figures will come again.
            kind: ["1", "3"].contains(record.field(6)) ? .report : .statement,
            asOf: try record.date(record.field(3)),
            currency: Currency(currency),
            isNoUpdate: Self.noUpdate[record.field(2)]
        )
        return []
    }

    private static let noUpdate = ["2": "a deletion", "3": "a correction", "4": "a test"]

    private mutating func beginAccount(_ record: BAI2Record) throws(BankError) -> [BankPart] {
        guard var group = self.group, self.statement == nil else {
            throw record.wrong(.shape, "it is in no group, or the account before it has no end")
        }
        let number = record.field(0)
        guard !number.isEmpty else { throw record.wrong(.shape, "it has no account number") }
        group.accounts[number, default: 0] += 1
        self.group = group
        let sums = try BAI2Sums(record, currency: try self.currency(record, group), asOf: group.asOf)
        self.inAccount = BAI2Tally(records: record.count)
        for amount in sums.amounts { self.inAccount.add(amount) }
        self.entries = 0
        let day = group.asOf?.description ?? "?"
        let statement = BankStatement(
            kind: group.kind,
            // The same day of the same account is the same statement, in whatever file it comes.
            id: "\(group.originator)/\(day)/\(group.accounts[number] ?? 1)",
            account: BankAccount(id: number, currency: sums.currency),
            from: day,
            to: day,
            isCopy: false,
            balances: sums.balances,
            announced: sums.totals
        )
        self.statement = statement
        guard let words = group.isNoUpdate else { return [.statement(statement)] }
        return [
            .statement(statement), .exception(self.exception(.correction, record, "the bank marks it as \(words)")),
        ]
    }

    private func currency(_ record: BAI2Record, _ group: Group) throws(BankError) -> Currency {
        let code = record.field(1)
        guard !code.isEmpty else { return group.currency ?? .usDollar }
        guard let currency = Currency(code) else { throw record.wrong(.value, "“\(code.prefix(10))” is no currency") }
        return currency
    }

    private mutating func entry(_ record: BAI2Record) throws(BankError) -> [BankPart] {
        guard let statement = self.statement else { throw record.wrong(.shape, "it is in no account") }
        self.entries += 1
        self.inAccount.records += record.count
        let entry = try BankEntry(record, position: self.entries, in: statement, bookedOn: self.group?.asOf)
        self.inAccount.add(abs(entry.amount.minorUnits))
        return [.entry(entry)]
    }
}

extension Currency {
    /// BAI2's own, where a file names none.
    fileprivate static var usDollar: Currency { Currency("USD") ?? .euro }
}

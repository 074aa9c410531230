internal import RevenueModel

/// What one level has added up to.
struct BAI2Tally {
    var sum = 0
    var overflows = false
    var records = 0
    var children = 0

    mutating func add(_ amount: Int) {
        let (sum, overflows) = self.sum.addingReportingOverflow(amount)
        self.sum = sum
        self.overflows = self.overflows || overflows
    }

    mutating func add(_ inner: BAI2Tally, stated: Int) {
        self.add(stated)
        self.records += inner.records
        self.children += 1
    }
}

extension BAI2Parser {
    mutating func endAccount(_ record: BAI2Record) throws(BankError) -> [BankPart] {
        guard self.statement != nil else { throw record.wrong(.shape, "it is in no account") }
        self.inAccount.records += record.count
        let stated = try record.number(0)
        let differences = try self.differences(record, self.inAccount, stated: stated, count: nil)
        self.inGroup.add(self.inAccount, stated: stated)
        defer { self.statement = nil }
        return differences.isEmpty ? [] : [.exception(self.exception(.controlTotal, record, differences))]
    }

    mutating func endGroup(_ record: BAI2Record) throws(BankError) -> [BankPart] {
        guard self.group != nil, self.statement == nil else {
            throw record.wrong(.shape, "it is in no group, or the account before it has no end")
        }
        self.inGroup.records += record.count
        let stated = try record.number(0)
        let differences = try self.differences(record, self.inGroup, stated: stated, count: "accounts")
        self.file.add(self.inGroup, stated: stated)
        self.group = nil
        return differences.isEmpty ? [] : [.exception(self.exception(.controlTotal, record, differences))]
    }

    mutating func endFile(_ record: BAI2Record) throws(BankError) -> [BankPart] {
        guard self.group == nil else { throw record.wrong(.shape, "the group before it has no end") }
        self.file.records += record.count
        self.hasEnded = true
        let stated = try record.number(0)
        let differences = try self.differences(record, self.file, stated: stated, count: "groups")
        return differences.isEmpty ? [] : [.exception(self.exception(.controlTotal, record, differences))]
    }

    private func differences(
        _ record: BAI2Record,
        _ tally: BAI2Tally,
        stated: Int,
        count: String?
    ) throws(BankError) -> String {
        var differences: [String] = []
        if stated != tally.sum || tally.overflows {
            differences.append("a total of \(stated) is given, of \(tally.sum) is there")
        }
        if let count {
            let said = try record.number(1)
            if said != tally.children { differences.append("\(said) \(count) are given, \(tally.children) are there") }
        }
        let records = try record.number(count == nil ? 1 : 2)
        if records != tally.records { differences.append("\(records) records are given, \(tally.records) are there") }
        return differences.joined(separator: ", ")
    }

    /// About the account that is open; about the whole file, when none is.
    func exception(_ kind: BankException.Kind, _ record: BAI2Record, _ reason: String) -> BankException {
        BankException(
            kind,
            account: self.statement?.account.id ?? "",
            statement: self.statement?.id ?? self.fileID,
            line: record.line,
            reason
        )
    }
}

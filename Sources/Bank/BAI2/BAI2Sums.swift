internal import RevenueModel

/// The balances and totals at the head of an account.
struct BAI2Sums {
    let currency: Currency
    private(set) var balances: [BankBalance] = []
    private(set) var totals = BankTotals()
    /// Everything that the control total counts.
    private(set) var amounts: [Int] = []

    /// After the account and its currency come groups of code, amount, count and when the money is at hand.
    init(_ record: BAI2Record, currency: Currency, asOf: LocalDate?) throws(BankError) {
        self.currency = currency
        var index = 2
        while index < record.fields.count {
            let code = record.field(index)
            guard !code.isEmpty else {
                index += 4
                continue
            }
            guard let type = BAI2TypeCode(code) else {
                throw record.wrong(.value, "“\(code.prefix(10))” is no code of a balance or total")
            }
            let amount = record.field(index + 1)
            if !amount.isEmpty { try self.take(type, try record.number(amount), record, index, asOf) }
            let rest = record.fields.dropFirst(index + 3)
            index += 3 + (BAI2Funds(rest)?.length ?? max(1, rest.count))
        }
    }

    private mutating func take(
        _ type: BAI2TypeCode,
        _ amount: Int,
        _ record: BAI2Record,
        _ index: Int,
        _ asOf: LocalDate?
    ) throws(BankError) {
        self.amounts.append(amount)
        let money = Money(minorUnits: amount, self.currency)
        if let kind = type.balance {
            self.balances.append(BankBalance(kind: kind, code: type.code, amount: money, date: asOf))
        }
        let count = record.field(index + 2)
        let items = count.isEmpty ? nil : try record.number(count)
        if type.isCreditTotal { (self.totals.creditSum, self.totals.credits) = (money.decimal, items) }
        if type.isDebitTotal { (self.totals.debitSum, self.totals.debits) = (money.decimal, items) }
    }
}

extension BankEntry {
    /// Code, amount, when the money is at hand, the bank's reference, the customer's, text.
    init(
        _ record: BAI2Record,
        position: Int,
        in statement: BankStatement,
        bookedOn: LocalDate?
    ) throws(BankError) {
        let code = record.field(0)
        guard let type = BAI2TypeCode(code), let isCredit = type.isCredit else {
            throw record.wrong(.value, "“\(code.prefix(10))” is no code of a credit or debit")
        }
        let amount = try record.number(1)
        guard amount >= 0 else { throw record.wrong(.value, "\(amount) is negative; the code says which way it goes") }
        guard let currency = statement.account.currency else {
            throw record.wrong(.shape, "its account has no currency")
        }
        let funds = BAI2Funds(record.fields.dropFirst(2))
        let next = 2 + (funds?.length ?? 1)
        let text = record.fields.dropFirst(next + 2).joined(separator: ",").replacing(",\n", with: "\n")
        self.position = position
        self.line = record.line
        self.reference = record.field(next).isEmpty ? nil : record.field(next)
        self.entryReference = nil
        self.amount = Money(minorUnits: isCredit ? amount : -amount, currency)
        self.isReversal = type.isReversal
        self.status = .booked
        self.bookedOn = bookedOn
        self.valueOn = try funds.map { funds throws(BankError) in try record.date(funds.valueDate) } ?? nil
        self.code = BankTransactionCode(proprietary: code, issuer: "BAI2")
        (self.batch, self.amounts, self.charges, self.note) = (nil, nil, [], nil)
        let customer = record.field(next + 1)
        let lines = text.split(separator: "\n").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
        let transaction = BankTransaction(
            references: BankReferences(endToEnd: customer.isEmpty ? nil : customer),
            remittance: Remittance(lines: lines),
            charges: []
        )
        self.transactions = customer.isEmpty && lines.isEmpty ? [] : [transaction]
    }
}

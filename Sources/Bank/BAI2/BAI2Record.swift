internal import RevenueModel

/// A record of a BAI2 file with its continuations.
struct BAI2Record: Equatable {
    enum Code: String {
        case file = "01"
        case group = "02"
        case account = "03"
        case transaction = "16"
        case continuation = "88"
        case accountEnd = "49"
        case groupEnd = "98"
        case fileEnd = "99"
    }

    let code: Code
    let line: Int
    /// What follows the code, cut at commas; a slash ends it.
    var fields: [String]
    /// How many physical records it is made of.
    var count = 1

    /// Nothing when the line begins with no code of a record.
    init?(_ text: Substring, line: Int) {
        guard let code = Code(rawValue: String(text.prefix(2))), text.dropFirst(2).first == "," || text.count == 2
        else {
            return nil
        }
        self.code = code
        self.line = line
        self.fields = Self.cut(text.dropFirst(3))
    }

    private static func cut(_ text: Substring) -> [String] {
        let end = Self.withoutEnd(text)
        return end.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// Without padding and the slash that ends a record.
    static func withoutEnd(_ text: Substring) -> Substring {
        let trimmed = text.trimmingSuffix { $0 == " " || $0 == "\t" || $0 == "\r" }
        return trimmed.last == "/" ? trimmed.dropLast() : trimmed
    }

    /// A continuation goes on where the record stopped: fields after a comma, text after text.
    mutating func add(_ more: BAI2Record, raw: Substring) {
        self.count += 1
        if self.code == .transaction, self.isComplete {
            let text = Self.withoutEnd(raw.dropFirst(3))
            self.fields.append("\n" + text)
        } else {
            self.fields += more.fields
        }
    }

    /// A transaction whose text has begun: all before it is there.
    private var isComplete: Bool {
        guard self.code == .transaction, let funds = BAI2Funds(self.fields.dropFirst(2)) else { return false }
        return self.fields.count > 2 + funds.length + 2
    }

    func wrong(_ kind: BankError.Kind, _ reason: String) -> BankError {
        BankError(
            kind,
            line: self.line,
            path: "record \(self.code.rawValue)",
            reason,
            remedy: "ask the bank for a corrected file; nothing of this one was used"
        )
    }

    func field(_ index: Int) -> String {
        guard self.fields.indices.contains(index) else { return "" }
        return String(self.fields[index].drop { $0 == " " }.trimmingSuffix { $0 == " " })
    }

    /// A whole number, with or without a sign.
    func number(_ text: String) throws(BankError) -> Int {
        let digits = text.first == "+" || text.first == "-" ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else {
            throw self.wrong(.value, "“\(text.prefix(40))” is not a number")
        }
        return number
    }

    func number(_ index: Int) throws(BankError) -> Int { try self.number(self.field(index)) }

    /// `YYMMDD` of this century.
    func date(_ text: String) throws(BankError) -> LocalDate? {
        if text.isEmpty { return nil }
        guard text.utf8.count == 6, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
            let date = LocalDate(year: 2000 + number / 10_000, month: number / 100 % 100, day: number % 100)
        else { throw self.wrong(.value, "“\(text.prefix(40))” is not a date (YYMMDD)") }
        return date
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ isPadding: (Character) -> Bool) -> Substring {
        guard let last = self.lastIndex(where: { !isPadding($0) }) else { return self.prefix(0) }
        return self[...last]
    }
}

/// When money is at hand: how many fields say so, and a day of value if there is one.
struct BAI2Funds {
    /// Fields that it takes, the type itself too.
    let length: Int
    let valueDate: String

    /// Nothing when fields are still missing.
    init?(_ fields: ArraySlice<String>) {
        let fields = Array(fields)
        switch fields.first.map({ String($0.filter { $0 != " " }) }) {
        case "V"?:
            guard fields.count >= 3 else { return nil }
            (self.length, self.valueDate) = (3, fields[1])
        case "S"?: (self.length, self.valueDate) = (4, "")
        case "D"?:
            guard fields.count >= 2, let count = Int(fields[1]), (0...99).contains(count) else { return nil }
            (self.length, self.valueDate) = (2 + 2 * count, "")
        case _?: (self.length, self.valueDate) = (1, "")
        case nil: return nil
        }
        guard fields.count >= self.length else { return nil }
    }
}

internal import Documents
internal import Policy
internal import RevenueModel

// MARK: - values of any kind

extension FixtureReader {
    mutating func record(_ field: Field, _ shape: PolicyShape) -> Record? {
        guard let record = self.problems.record(field, shape.names) else { return nil }
        for key in shape.keys where key.isRequired { _ = self.problems.take(try record.required(key.name)) }
        return record
    }

    mutating func list<Value>(_ field: Field?, _ read: (inout Self, Field) -> Value?) -> [Value] {
        guard let field, let items = self.problems.take(try field.items()) else { return [] }
        return items.compactMap { read(&self, $0) }
    }

    mutating func map<Value>(_ field: Field?, _ read: (inout Self, Field) -> Value?) -> [String: Value] {
        guard let field, let entries = self.problems.take(try field.entries()) else { return [:] }
        var values: [String: Value] = [:]
        for (key, value) in entries { values[key] = read(&self, value) }
        return values
    }

    mutating func take<Value>(_ field: Field?, _ read: (Field) throws(FileProblem) -> Value) -> Value? {
        guard let field else { return nil }
        return self.problems.take(try read(field))
    }

    mutating func text(_ field: Field?) -> String? {
        self.take(field) { field throws(FileProblem) in try field.text() }
    }

    mutating func date(_ field: Field?) -> LocalDate? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard let date = LocalDate(text) else {
                throw field.problem("“\(text)” is not a date; expected one such as 2026-11-21")
            }
            return date
        }
    }

    mutating func amount(_ field: Field?) -> Money? {
        let currency = self.currency
        return self.take(field) { field throws(FileProblem) in try FixtureReader.amount(field, currency) }
    }

    static func amount(_ field: Field, _ currency: Currency) throws(FileProblem) -> Money {
        let text = try field.text()
        do {
            return try Money(decimal: text, currency)
        } catch {
            throw field.problem("expected an amount in \(currency), such as 1250.00; \(error)")
        }
    }

    mutating func quantity(_ field: Field?) -> RevenueModel.Decimal? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard let quantity = try? RevenueModel.Decimal(text), quantity.coefficient >= 0 else {
                throw field.problem("“\(text)” is not a quantity; expected a number of 0 or more, such as 40")
            }
            return quantity
        }
    }

    static func currency(_ field: Field) throws(FileProblem) -> Currency {
        let text = try field.text()
        guard let currency = Currency(text) else {
            throw field.problem("“\(text)” is not a currency; expected an ISO 4217 code, such as EUR")
        }
        return currency
    }

    /// One of the words of an enumeration that is told by text.
    mutating func choice<Choice: RawRepresentable<String>>(_ field: Field?, of words: [String]) -> Choice? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard words.contains(text), let choice = Choice(rawValue: text) else {
                let hint = words.nearest(to: text).map { "did you mean \($0)?" }
                throw field.problem(
                    "“\(text)” is not known here; \(hint ?? "expected \(words.joined(separator: ", "))")"
                )
            }
            return choice
        }
    }

    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(_ field: Field?) -> Choice? {
        self.choice(field, of: Choice.allCases.map(\.rawValue))
    }

    mutating func ratio(_ field: Field?) -> Ratio? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard let ratio = try? Ratio(text), ratio >= .zero else {
                throw field.problem("“\(text)” is not a rate; expected one such as 0.19")
            }
            return ratio
        }
    }

    mutating func cycle(_ field: Field?) -> BillingCycle? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard let cycle = BillingCycle(text) else {
                throw field.problem("“\(text)” is no billing period; expected week, month, quarter, year or “6 months”")
            }
            return cycle
        }
    }

    mutating func anchor(_ field: Field?) -> AnchorRule? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            switch text {
            case "keep": return .keep
            case "reset": return .reset
            case _:
                guard let day = Int(text), (1...31).contains(day) else {
                    throw field.problem(
                        "“\(text)” is no anchor; expected keep, reset or a day of the month from 1 to 31"
                    )
                }
                return .day(of: day)
            }
        }
    }

    /// `10 %`, `10%`, or an amount.
    mutating func discount(_ field: Field?) -> Discount? {
        let currency = self.currency
        return self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard text.hasSuffix("%") else { return .amount(off: try FixtureReader.amount(field, currency)) }
            let digits = String(text.dropLast().filter { $0 != " " })
            guard let share = try? Ratio(RevenueModel.Decimal(digits)).divided(by: Ratio(whole: 100)),
                share >= .zero, share <= .one
            else { throw field.problem("“\(text)” is not a discount; expected 0 % to 100 %, or an amount") }
            return .share(of: share)
        }
    }

    mutating func periods(_ field: Field?) -> [AccountingPeriod] {
        self.list(field) { reader, item in
            reader.take(item) { item throws(FileProblem) in
                let text = try item.text()
                guard let period = AccountingPeriod(text) else {
                    throw item.problem("“\(text)” is not a period; expected one such as 2026-10")
                }
                return period
            }
        }
    }
}

package import Documents
package import Policy
package import RevenueModel

/// Reads the values of a file that people write, and goes on after each problem.
package protocol ValueReader {
    var problems: FileProblems { get set }
    /// Amounts are read in it.
    var currency: Currency { get }
}

extension ValueReader {
    package mutating func record(_ field: Field, _ shape: PolicyShape) -> Record? {
        guard let record = self.problems.record(field, shape.names) else { return nil }
        for key in shape.keys where key.isRequired { _ = self.problems.take(try record.required(key.name)) }
        return record
    }

    package mutating func list<Value>(_ field: Field?, _ read: (inout Self, Field) -> Value?) -> [Value] {
        guard let field, let items = self.problems.take(try field.items()) else { return [] }
        return items.compactMap { read(&self, $0) }
    }

    package mutating func map<Value>(_ field: Field?, _ read: (inout Self, Field) -> Value?) -> [String: Value] {
        guard let field, let entries = self.problems.take(try field.entries()) else { return [:] }
        var values: [String: Value] = [:]
        for (key, value) in entries { values[key] = read(&self, value) }
        return values
    }

    package mutating func take<Value>(_ field: Field?, _ read: (Field) throws(FileProblem) -> Value) -> Value? {
        guard let field else { return nil }
        return self.problems.take(try read(field))
    }

    package mutating func text(_ field: Field?) -> String? {
        self.take(field) { field throws(FileProblem) in try field.text() }
    }

    package mutating func date(_ field: Field?) -> LocalDate? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard let date = LocalDate(text) else {
                throw field.problem("“\(text)” is not a date; expected one such as 2026-11-21")
            }
            return date
        }
    }

    package mutating func amount(_ field: Field?) -> Money? {
        let currency = self.currency
        return self.take(field) { field throws(FileProblem) in try Self.amount(field, currency) }
    }

    package static func amount(_ field: Field, _ currency: Currency) throws(FileProblem) -> Money {
        let text = try field.text()
        do {
            return try Money(decimal: text, currency)
        } catch {
            throw field.problem("expected an amount in \(currency), such as 1250.00; \(error)")
        }
    }

    package static func currency(_ field: Field) throws(FileProblem) -> Currency {
        let text = try field.text()
        guard let currency = Currency(text) else {
            throw field.problem("“\(text)” is not a currency; expected an ISO 4217 code, such as EUR")
        }
        return currency
    }

    /// One of the words of an enumeration that is told by text.
    package mutating func choice<Choice: RawRepresentable<String>>(_ field: Field?, of words: [String]) -> Choice? {
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

    package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(_ field: Field?) -> Choice? {
        self.choice(field, of: Choice.allCases.map(\.rawValue))
    }

    package mutating func ratio(_ field: Field?) -> Ratio? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard let ratio = try? Ratio(text), ratio >= .zero else {
                throw field.problem("“\(text)” is not a rate; expected one such as 0.19")
            }
            return ratio
        }
    }

    package mutating func periods(_ field: Field?) -> [AccountingPeriod] {
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

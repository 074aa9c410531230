internal import Documents
internal import Policy
internal import RevenueModel

// MARK: - values of any kind

extension PaymentReader {
    mutating func record(_ field: Field, _ shape: PolicyShape) -> Record? {
        guard let record = self.problems.record(field, shape.names) else { return nil }
        for key in shape.keys where key.isRequired { _ = self.problems.take(try record.required(key.name)) }
        return record
    }

    mutating func list<Value>(_ field: Field?, _ read: (inout Self, Field) -> Value?) -> [Value] {
        guard let field, let items = self.problems.take(try field.items()) else { return [] }
        return items.compactMap { read(&self, $0) }
    }

    mutating func text(_ field: Field?) -> String? {
        guard let field else { return nil }
        return self.problems.take(try field.text())
    }

    /// Keys of the writer's own, and what stands behind each.
    mutating func entries(_ field: Field?) -> [(key: String, value: Field)] {
        guard let field else { return [] }
        return self.problems.take(try field.entries()) ?? []
    }

    /// The same, as text.
    mutating func words(_ field: Field?) -> [String: String]? {
        guard let field else { return nil }
        var words: [String: String] = [:]
        for (key, value) in self.entries(field) { words[key] = self.text(value) }
        return words
    }

    mutating func date(_ field: Field?) -> LocalDate? {
        guard let field, let text = self.text(field) else { return nil }
        if let date = LocalDate(text) { return date }
        self.problems.add(field.problem("“\(text)” is not a date; expected one such as 2026-11-21"))
        return nil
    }

    mutating func count(_ field: Field?) -> Int? {
        guard let field, let text = self.text(field) else { return nil }
        if let count = Int(text), (1...365).contains(count) { return count }
        self.problems.add(field.problem("“\(text)” is not a count; expected a whole number from 1 to 365"))
        return nil
    }

    mutating func currency(_ field: Field?) -> Currency? {
        guard let field, let text = self.text(field) else { return nil }
        if let currency = Currency(text) { return currency }
        self.problems.add(field.problem("“\(text)” is not a currency; expected an ISO 4217 code, such as EUR"))
        return nil
    }

    mutating func amount(_ field: Field?, _ currency: Currency) -> Money? {
        guard let field, let text = self.text(field) else { return nil }
        if let amount = try? Money(decimal: text, currency), amount.minorUnits >= 0 { return amount }
        self.problems.add(field.problem("“\(text)” is not an amount; expected one in \(currency), such as 119.00"))
        return nil
    }

    /// Amounts by their currency: `{EUR: 5.00}`.
    mutating func amounts(_ field: Field?) -> [Currency: Money] {
        var amounts: [Currency: Money] = [:]
        for (code, value) in self.entries(field) {
            guard let currency = Currency(code) else {
                self.problems.add(value.problem("“\(code)” is not a currency; expected an ISO 4217 code, such as EUR"))
                continue
            }
            amounts[currency] = self.amount(value, currency)
        }
        return amounts
    }

    mutating func choice<Choice: CaseIterable & RawRepresentable<String>>(_ field: Field?) -> Choice? {
        guard let field, let text = self.text(field) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        let hint = known.nearest(to: text).map { "did you mean \($0)?" } ?? "expected \(known.joined(separator: ", "))"
        self.problems.add(field.problem("“\(text)” is not known here; \(hint)"))
        return nil
    }

    /// Needed in a currency that is not the books', and only there.
    mutating func rate(_ field: Field?, of currency: Currency, _ owner: Field) -> BookRate? {
        guard let field else {
            if currency != self.books {
                self.problems.add(
                    owner.problem("rate is missing; expected what one \(currency) is worth in \(self.books)")
                )
            }
            return nil
        }
        guard let text = self.text(field) else { return nil }
        guard let rate = try? Ratio(text), rate > .zero, currency != self.books else {
            self.problems.add(
                field.problem("“\(text)” is no rate of \(currency) in \(self.books); expected 0.90 or so")
            )
            return nil
        }
        return BookRate(books: self.books, rate: rate)
    }

    mutating func worth(_ amount: Money, _ rate: BookRate?, _ owner: Field) -> Money? {
        guard let rate else { return amount }
        if let worth = try? rate.value(amount) { return worth }
        self.problems.add(owner.problem("\(amount) is too much to be counted in \(self.books)"))
        return nil
    }
}

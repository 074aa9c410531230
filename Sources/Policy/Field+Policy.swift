internal import Documents
internal import RevenueModel
internal import SagaModel
internal import Yams

extension Field {
    func atLeastOne() throws(FileProblem) -> [Field] {
        let items = try self.items()
        guard !items.isEmpty else { throw self.problem("is empty; expected at least one") }
        return items
    }

    func count() throws(FileProblem) -> Int {
        let text = try self.text()
        guard let count = Int(text), (1...PolicyShape.mostCount).contains(count) else {
            throw self.problem("“\(text)” is not a count; expected a number from 1 to \(PolicyShape.mostCount)")
        }
        return count
    }

    func flag() throws(FileProblem) -> Bool {
        switch try self.text() {
        case "true": return true
        case "false": return false
        case let text: throw self.problem("“\(text)” is neither true nor false")
        }
    }

    func choice<Choice: CaseIterable & RawRepresentable<String>>() throws(FileProblem) -> Choice {
        let text = try self.text()
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue)
            let hint =
                known.nearest(to: text).map { "did you mean \($0)?" } ?? "expected \(known.joined(separator: ", "))"
            throw self.problem("“\(text)” is not known here; \(hint)")
        }
        return choice
    }

    /// Its form tells what it is: `EUR 10000.00`, `2026-11-21`, `40`, `true`; all else, and what is quoted, is text.
    func factValue() throws(FileProblem) -> FactValue {
        let text = try self.text()
        guard self.node.scalar?.style == .plain || self.node.scalar?.style == .any else { return .text(text) }
        if text == "true" || text == "false" { return .flag(text == "true") }
        if text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil { return try self.date(text) }
        if let match = text.wholeMatch(of: /([A-Z]{3}) (-?[0-9][0-9.,]*)/) {
            return try self.money(String(match.1), String(match.2))
        }
        return Exact(text).map(FactValue.number) ?? .text(text)
    }

    private func date(_ text: String) throws(FileProblem) -> FactValue {
        guard LocalDate(text) != nil else {
            throw self.problem("“\(text)” is not a date; expected one such as 2026-11-21")
        }
        return .date(text)
    }

    private func money(_ code: String, _ decimal: String) throws(FileProblem) -> FactValue {
        guard let currency = Currency(code) else { throw self.problem("“\(code)” is not a currency") }
        do {
            let money = try Money(decimal: decimal, currency)
            guard let value = FactValue.money(money.decimal, code) else {
                throw self.problem("“\(decimal)” is not an amount; expected one such as EUR 10000.00")
            }
            return value
        } catch let problem as FileProblem {
            throw problem
        } catch {
            throw self.problem("expected an amount such as EUR 10000.00; \(error)")
        }
    }
}

extension PolicyShape {
    /// Larger counts are mistakes.
    static let mostCount = 10_000
}

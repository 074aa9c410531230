internal import RevenueModel

/// What a fixture promises of its result, as it is written; `nil` where it promises nothing.
package struct PaymentExpectation: Equatable, Sendable {
    package var open: [String: String]?
    package var unapplied: [String: String]?
    package var credit: String?
    package var basis: [String: String]?
    package var deductions: [String: String]?
    /// All accounts that have a balance.
    package var ledger: [String: String]?
    package var asked: [String]?
    package var refused: [String: String]?
    package var waiting: [String]?

    /// What the result does not keep of it, one sentence each.
    package func broken(by result: SimulatedPayments, of fixture: PaymentFixture) throws -> [String] {
        let book = result.book
        let accounts = result.ledger.filter { !$0.value.isZero }
        var broken: [String] = []
        func compare(_ what: String, _ promised: [String: String]?, _ found: [String: String]) {
            guard let promised, promised != found else { return }
            for key in Set(promised.keys).union(found.keys).sorted() where promised[key] != found[key] {
                broken.append(
                    "\(what) \(key): \(promised[key] ?? "nothing") is expected, \(found[key] ?? "nothing") comes"
                )
            }
        }
        func only(_ promised: [String: String]?, _ all: [String: String]) -> [String: String] {
            all.filter { promised?.keys.contains($0.key) ?? false }
        }
        compare("open", self.open, try book.items.mapValues { try $0.open().decimal })
        compare(
            "unapplied",
            self.unapplied,
            only(self.unapplied, try book.receipts.mapValues { try $0.unapplied().decimal })
        )
        compare("basis", self.basis, only(self.basis, book.receipts.compactMapValues { $0.basis?.rawValue }))
        compare("deductions", self.deductions, result.deductions.mapValues(\.decimal))
        compare(
            "ledger",
            self.ledger,
            Dictionary(accounts.map { ($0.key.rawValue, $0.value.decimal) }) { first, _ in first }
        )
        if let credit, try book.credit(in: fixture.currency).decimal != credit {
            broken.append("credit: \(credit) is expected, \(try book.credit(in: fixture.currency).decimal) comes")
        }
        let asked = result.happenings.compactMap(\.asked)
        if let promised = self.asked, promised != asked {
            broken.append("asked: \(promised) is expected, \(asked) comes")
        }
        let waiting = book.parked.map(\.id)
        if let promised = self.waiting, promised != waiting {
            broken.append("waiting: \(promised) is expected, \(waiting) comes")
        }
        return broken + self.refusals(result)
    }

    private func refusals(_ result: SimulatedPayments) -> [String] {
        guard let refused else { return [] }
        let found = Dictionary(result.happenings.compactMap { one in one.refusal.map { (one.event.id, $0) } }) { $1 }
        return Set(refused.keys).union(found.keys).sorted().compactMap { id in
            guard let words = refused[id] else {
                return "refused \(id): nothing is expected, “\(found[id] ?? "")” comes"
            }
            let isSaid = found[id]?.contains(words) ?? false
            return isSaid ? nil : "refused \(id): “\(words)” is expected, “\(found[id] ?? "nothing")” comes"
        }
    }
}

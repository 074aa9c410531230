package import RevenueModel
internal import Workflows

/// What a fixture promises of its result; `nil` and empty where it promises nothing.
package struct CaseExpectation: Equatable, Sendable {
    package var outcome: String?
    /// By the names of `amounts`.
    package var amounts: [String: Money] = [:]
    package var posted: LocalDate?
    package var held: [String]?
    package var ledger: [String: Money] = [:]
    package var refused: String?

    static let amounts = [
        "net", "tax", "total", "applied", "credit", "refund", "open", "disputed", "collectible",
    ]

    package init() {}

    /// What the result does not keep of it, one sentence each.
    package func broken(by story: CaseStory) throws -> [String] {
        var broken: [String] = []
        func check<Value: Equatable>(_ name: String, _ expected: Value?, _ found: Value?) {
            guard let expected, expected != found else { return }
            broken.append("\(name) should be \(expected) and is \(found.map { "\($0)" } ?? "nothing")")
        }
        check("outcome", self.outcome, story.outcome)
        check("posted", self.posted, story.dating?.day)
        check("held", self.held, story.held)
        let found = try Self.amounts(of: story)
        for (name, amount) in self.amounts.sorted(by: { $0.key < $1.key }) { check(name, amount, found[name]) }
        for (name, amount) in self.ledger.sorted(by: { $0.key < $1.key }) {
            let account = LedgerAccount(rawValue: name)
            let balance = try account.flatMap { try story.books?.ledger.holding($0, in: amount.currency) }
            check("ledger \(name)", amount, balance)
        }
        if let refused, !(story.facts.objection ?? "").contains(refused) {
            broken.append("refused should name \(refused) and says \(story.facts.objection ?? "nothing")")
        }
        return broken
    }

    private static func amounts(of story: CaseStory) throws -> [String: Money] {
        var found: [String: Money] = [:]
        if let memo = story.memo {
            found = ["net": memo.net, "tax": memo.tax, "total": memo.total, "applied": try memo.applied]
            found["refund"] = story.refund
            found["credit"] = try memo.total.subtracting(memo.applied).subtracting(story.refund)
        }
        if let books = story.books {
            found["open"] = books.openAfter
            found["disputed"] = books.disputed
            found["collectible"] = books.collectible
        }
        return found
    }
}

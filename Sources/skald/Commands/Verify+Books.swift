internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Sandbox

/// The laws about money: from what the sagas were told, and from the sandbox's ERP where there is one.
///
/// A configured ERP is asked for single documents and not for balances: that comparison is its own reports' matter.
struct BooksCheck {
    private let books: PostedBooks
    private let counts: SandboxCounts?

    init(_ effects: [Effect<RevenueRequest>], _ counts: SandboxCounts?) {
        self.books = effects.filter { $0.standing == .done && !$0.isUndo }.reduce(into: PostedBooks()) {
            $0.take($1.request)
        }
        self.counts = counts
    }

    var checks: [LawCheck] {
        [
            LawCheck(
                "I3",
                "every posted document adds up, and every entry balances",
                findings: Self.found { try self.books.sums() }
            ),
            LawCheck(
                "I4",
                "no invoice is credited or paid beyond what it came to, and none was posted by two sagas",
                findings: Self.found { try self.books.receivables() }
                    + self.books.repeated.map { LawCheck.Finding(nil, "\($0) was posted more than once") }
            ),
            LawCheck(
                "books",
                "the ERP's ledger balances, and has open on each invoice what was posted less credited, less paid",
                findings: self.ledger,
                skipped: self.counts == nil ? "no sandbox here: a configured ERP is not asked for its balances" : nil
            ),
        ]
    }

    private var ledger: [LawCheck.Finding] {
        guard let counts else { return [] }
        let balance = counts.isBalanced ? [] : [LawCheck.Finding(nil, "a booking of the ERP does not balance")]
        return balance + Self.found { try self.books.compare(withOpen: counts.openBalances) }
    }

    private static func found(_ body: () throws -> [RevenueModel.Finding]) -> [LawCheck.Finding] {
        do {
            return try body().map { LawCheck.Finding(nil, $0.description) }
        } catch {
            return [LawCheck.Finding(nil, "amounts cannot be added up: \(error)")]
        }
    }
}

import RevenueModel
import Testing

/// Receivables and the ledger behind them, kept in step: what the book says is posted at once.
struct CashDesk {
    static let day = LocalDate(daysSinceEpoch: 20_100)

    var book: CashBook
    var ledger = Ledger()
    private var count = 0

    init(policy: CashPolicy = CashPolicy()) { self.book = CashBook(policy: policy) }

    @discardableResult
    mutating func take(_ id: String, _ change: CashEvent.Change) throws -> [CashPosting] {
        let postings = try self.book.take(CashEvent(id: id, change))
        for posting in postings { try self.ledger.post(posting.event, number: posting.number, on: Self.day) }
        return postings
    }

    /// An event with an id of its own.
    mutating func take(_ change: CashEvent.Change) throws {
        self.count += 1
        try self.take("E-\(self.count)", change)
    }

    mutating func issue(_ document: String, _ gross: Money, due: LocalDate = Self.day) throws {
        try self.take("issue \(document)", Self.issued(document, gross, due: due))
    }

    static func issued(_ document: String, _ gross: Money, due: LocalDate = Self.day) -> CashEvent.Change {
        let item = OpenItem(document: document, customer: "C-1", legalEntity: "EU", dueOn: due, gross: gross)
        return .issued(item, Consideration(deferred: gross))
    }

    static func receipt(_ id: String, _ amount: Money, for lines: [RemittanceLine] = []) -> CashReceipt {
        CashReceipt(
            id: id,
            customer: "C-1",
            legalEntity: "EU",
            amount: amount,
            receivedOn: Self.day,
            remittance: lines
        )
    }

    func open(_ document: String) throws -> Money { try #require(self.book.items[document]).open() }
    func unapplied(_ receipt: String) throws -> Money { try #require(self.book.receipts[receipt]).unapplied() }

    /// What the books and the sub-ledger disagree about.
    func findings(in currency: Currency) throws -> [Finding] {
        try Reconciliation.cash(self.book, against: self.ledger, in: currency)
            + Reconciliation.documents(self.book)
            + Reconciliation.journals(self.ledger.journals.map(\.entry))
    }
}

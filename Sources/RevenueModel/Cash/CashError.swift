/// Why money is not applied as asked.
package enum CashError: Error, Equatable, Sendable, CustomStringConvertible {
    case duplicateAllocation(receipt: String, document: String)
    case exceedsReceipt(receipt: String, asked: Money, left: Money)
    case exceedsDocument(document: String, asked: Money, open: Money)
    case notPositive(Money, receipt: String)
    case otherCustomer(receipt: String, document: String)
    case held(document: String, cases: [String])
    case receiptIs(CashStage, receipt: String)
    case idTaken(String)

    package var description: String {
        switch self {
        case .duplicateAllocation(let receipt, let document):
            "\(receipt) names \(document) twice; add the two lines up, or name another document."
        case .exceedsReceipt(let receipt, let asked, let left):
            "\(receipt) has \(left) left, but \(asked) is asked of it; apply less."
        case .exceedsDocument(let document, let asked, let open):
            "\(document) is open with \(open), but \(asked) is to be applied; leave the rest unapplied."
        case .notPositive(let amount, let receipt):
            "\(receipt): \(amount) cannot be applied; give an amount above zero."
        case .otherCustomer(let receipt, let document):
            "\(receipt) and \(document) belong to two customers; move the money by a transfer first."
        case .held(let document, let cases):
            "\(document) is held by \(cases.joined(separator: ", ")); wait until that is settled."
        case .receiptIs(let stage, let receipt): "\(receipt) is \(stage.rawValue), so this cannot be done with it."
        case .idTaken(let id): "\(id) was seen before with other content; a new event needs an id of its own."
        }
    }
}

/// Where a receipt stands.
package enum CashStage: String, Codable, CaseIterable, Sendable {
    /// Announced; no money yet, so nothing is settled.
    case pending
    case settled
    /// Announced, and never came.
    case failed
    /// Taken back by the bank.
    case returned
    /// Taken back by the processor, and not decided.
    case chargedBack = "charged-back"
    /// The chargeback was won: the money is here again.
    case reinstated
    /// The chargeback was lost.
    case lost
}

internal import RevenueModel

/// What stands in the other systems after a saga: a ledger made of what was sent, and of what was taken back.
struct StandingEffects: Equatable {
    /// Done and not taken back, as people call it, in order.
    private(set) var standing: [String] = []
    /// By account; debit is positive, and what is zero is not here.
    private(set) var accounts: [LedgerAccount: Money] = [:]

    init() {}

    init(_ done: [RevenueRequest]) throws(MoneyError) {
        for request in done {
            switch request.effect {
            case .none: continue
            case .makes(let name): self.standing.append(name)
            case .takesBack(let name): self.standing.removeAll { $0 == name }
            }
            if case .erp(let request) = request, let posting = LedgerPosting(request) { try self.book(posting) }
        }
    }

    /// Nothing stands, and no account has moved.
    var isZero: Bool { self.standing.isEmpty && self.accounts.isEmpty }

    private mutating func book(_ posting: LedgerPosting) throws(MoneyError) {
        for line in try posting.entry() {
            guard let account = line.role else { continue }
            let before = self.accounts[account] ?? .zero(line.amount.currency)
            let after = line.side == .debit ? try before.adding(line.amount) : try before.subtracting(line.amount)
            self.accounts[account] = after.isZero ? nil : after
        }
    }
}

/// What a request does to the world.
private enum WorldEffect {
    case none
    case makes(String)
    case takesBack(String)
}

extension RevenueRequest {
    fileprivate var effect: WorldEffect {
        switch self {
        case .billing(.amendSubscription(let amendment)): .makes("amended subscription of \(amendment.number)")
        case .billing(.revertAmendment(let amendment, _)): .takesBack("amended subscription of \(amendment)")
        case .billing(.draftDelta(let amendment, _, _)): .makes("drafts of \(amendment)")
        case .billing(.voidDelta(let amendment)): .takesBack("drafts of \(amendment)")
        case .billing(.issueDelta(let amendment)): .makes("issued documents of \(amendment)")
        case .support(.changeEntitlement(let change)): .makes("entitlement by \(change.number)")
        case .crm(.tellAmended(let amendment, _)): .makes("note of \(amendment) in the CRM")
        case .success(.tellAmended(let amendment, _)): .makes("note of \(amendment) in customer success")
        case .erp(let request): LedgerPosting(request).map { .makes("\($0.number) in the ERP") } ?? .none
        case .crm, .billing, .support, .success, .bank, .sagas: .none
        }
    }
}

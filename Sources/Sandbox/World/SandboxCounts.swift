import RevenueModel

/// What is true in all systems, counted: what an operator compares with what the sagas say.
package struct SandboxCounts: Codable, Equatable, Sendable {
    /// System → kind → status → how many: `erp`, `invoice`, `active`.
    package var documents: [String: [String: [String: Int]]] = [:]
    /// Account → currency → balance; debit is positive.
    package var trialBalance: [String: [String: String]] = [:]
    /// Each booking sums to zero in each currency.
    package var isBalanced = true
    /// Invoice → what is still to be paid, as `EUR 119.00`.
    package var openBalances: [String: String] = [:]
    /// Credit memo → what of it is not applied, as `EUR 19.00`; only those with something left.
    package var openCredits: [String: String] = [:]
    /// Invoice → the holds on it, as the ERP has them.
    package var holds: [String: String] = [:]
    package var closedThrough: String?
    /// The faults that still lie in wait, as they are written.
    package var faults: [String] = []
}

extension SandboxWorld {
    /// Counts everything.
    package func counts() -> SandboxCounts {
        var counts = SandboxCounts()
        for document in self.documents.values {
            let id = document.id
            counts.documents[id.system.rawValue, default: [:]][id.kind.rawValue, default: [:]][
                document.status.rawValue,
                default: 0
            ] += 1
        }
        counts.trialBalance = self.trialBalance().mapValues { $0.mapValues(\.decimal) }
        counts.isBalanced = self.journal.allSatisfy(\.isBalanced)
        for invoice in self.live(.erp, .invoice) {
            let number = invoice.id.externalID
            counts.openBalances[number] = (try? self.openBalance(of: number))?.map(\.description)
        }
        for credit in self.live(.erp, .creditMemo) {
            guard let open = try? self.openCredit(credit), open.minorUnits != 0 else { continue }
            counts.openCredits[credit.id.externalID] = open.description
        }
        counts.holds = self.holds()
        counts.closedThrough = self.closedThrough
        counts.faults = self.faults.values.map(\.description).sorted()
        return counts
    }

    private func trialBalance() -> [String: [String: Money]] {
        var balances: [String: [String: Money]] = [:]
        for line in self.journal.flatMap(\.lines) {
            let currency = line.amount.currency
            let before = balances[line.account.rawValue]?[currency.code]?.minorUnits ?? 0
            balances[line.account.rawValue, default: [:]][currency.code] =
                Money(minorUnits: before + line.amount.minorUnits, currency)
        }
        return balances
    }
}

extension Booking {
    var isBalanced: Bool {
        Dictionary(grouping: self.lines) { $0.amount.currency }
            .allSatisfy { $0.value.reduce(0) { $0 + $1.amount.minorUnits } == 0 }
    }
}

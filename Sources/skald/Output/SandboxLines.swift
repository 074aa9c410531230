internal import Sandbox

extension SandboxCounts {
    /// The counts for people: documents by system, what is open, the books.
    var lines: [String] { self.documentLines + self.openLines + self.bookLines }

    private var documentLines: [String] {
        var table = Table(["SYSTEM", "DOCUMENT", "STATUS", "COUNT"])
        for (system, kinds) in self.documents.sorted(by: { $0.key < $1.key }) {
            for (kind, statuses) in kinds.sorted(by: { $0.key < $1.key }) {
                for (status, count) in statuses.sorted(by: { $0.key < $1.key }) {
                    table.add([system, kind, status, String(count)])
                }
            }
        }
        return table.lines
    }

    private var openLines: [String] {
        self.openBalances.sorted { $0.key < $1.key }.map { "open on \($0.key): \($0.value)" }
    }

    private var bookLines: [String] { self.bookTable + self.faults.map { "fault in wait: \($0)" } }

    /// The ERP's trial balance: debit positive, credit negative.
    var bookTable: [String] {
        var table = Table(["LEDGER", "CURRENCY", "BALANCE"])
        for (account, balances) in self.trialBalance.sorted(by: { $0.key < $1.key }) {
            for (currency, balance) in balances.sorted(by: { $0.key < $1.key }) {
                table.add([account, currency, balance])
            }
        }
        return table.lines + ["the ledger \(self.isBalanced ? "balances" : "DOES NOT BALANCE")"]
    }

    /// How many documents of a kind are in force.
    func live(_ system: String, _ kind: String) -> Int {
        let statuses = self.documents[system]?[kind] ?? [:]
        return ["active", "draft", "issued"].reduce(0) { $0 + (statuses[$1] ?? 0) }
    }
}

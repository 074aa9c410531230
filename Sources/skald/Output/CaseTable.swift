internal import Cases

/// A simulated case, for people.
struct CaseTable {
    private let report: CaseReport

    init(_ report: CaseReport) { self.report = report }

    var lines: [String] {
        [self.title, "  \(self.report.outcome)"] + (self.report.objection.map { ["  ✗ \($0)"] } ?? [])
            + self.section("steps", self.steps) + self.section("credit", self.credit)
            + self.section("invoice", self.receivable) + self.section("journals", self.journals)
            + self.section("ledger", self.ledger) + self.checks
    }

    private var title: String {
        let about = self.report.invoice.map { "about \($0), \(self.report.scope)" } ?? "about no invoice"
        return "\(self.report.customer) · \(self.report.supportCase) · \(about) · as of \(self.report.asOf)"
            + " · simulated, nothing sent"
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", title] + lines.map { "  \($0)" }
    }

    private var steps: [String] {
        var table = Table(["#", "STEP", "SYSTEM"])
        for (place, step) in self.report.steps.enumerated() { table.add(["\(place + 1)", step.step, step.system]) }
        return table.lines
    }

    private var credit: [String] {
        guard let credit = self.report.credit else { return [] }
        var table = Table(["CREDIT", "LINE", "ITEM", "NET", "TAX"])
        for line in credit.lines { table.add([credit.number, "\(line.line)", line.item, line.net, line.tax]) }
        table.add(["", "", "", credit.net, credit.tax])
        return table.lines + [
            "\(credit.total) posted on \(credit.postedOn) (\(credit.basis)): \(credit.applied) settles the invoice, "
                + "\(credit.kept) stays with the customer, \(credit.refund) is paid back"
        ]
    }

    private var receivable: [String] {
        guard let item = self.report.receivable else { return [] }
        var table = Table(["OPEN BEFORE", "DISPUTED", "COLLECTIBLE MEANWHILE", "OPEN AFTER", "STILL HELD BY"])
        let held = self.report.held.isEmpty ? "-" : self.report.held.joined(separator: ", ")
        table.add([item.openBefore, item.disputed, item.collectible, item.openAfter, held])
        return table.lines
    }

    private var journals: [String] {
        guard !self.report.journals.isEmpty else { return [] }
        var table = Table(["JOURNAL", "POSTED", "ACCOUNT", "DEBIT", "CREDIT"])
        for journal in self.report.journals {
            for (place, line) in journal.lines.enumerated() {
                let head = place == 0 ? [journal.number, journal.postedOn] : ["", ""]
                table.add(head + [line.account, line.debit ?? "", line.credit ?? ""])
            }
        }
        return table.lines
    }

    private var ledger: [String] {
        guard !self.report.ledger.isEmpty else { return [] }
        var table = Table(["ACCOUNT", "BEFORE", "AFTER"])
        for account in self.report.ledger { table.add([account.account, account.before, account.after]) }
        return table.lines
    }

    private var checks: [String] {
        let found = self.report.findings
        let check = found.isEmpty ? ["✓ every reconciliation holds"] : found.map { "✗ \($0)" }
        return [""] + check + ["input \(self.report.inputHash)"]
    }
}

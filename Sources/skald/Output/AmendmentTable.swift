internal import Amendments

/// A simulated stack of amendments, for people.
struct AmendmentTable {
    private let report: AmendmentReport

    init(_ report: AmendmentReport) { self.report = report }

    var lines: [String] {
        [self.title] + self.amendments + self.section("contract", self.contract)
            + self.section("delta", self.deltas) + self.section("documents", self.documents)
            + self.section("invoices", self.receivables) + self.section("journals", self.journals)
            + self.section("revenue", self.revenue) + self.section("before and after", self.positions)
            + self.section("steps", self.steps) + self.section("failures", self.failures) + self.checks
    }

    private var title: String {
        let contract = self.report.contract
        return "\(contract.customer) · \(contract.id) · \(contract.currency) · as of \(contract.asOf)"
            + " · simulated, nothing sent"
    }

    private var amendments: [String] {
        self.report.contract.amendments.flatMap { amendment in
            let waits = amendment.isPending ? ", pending: calculated again when it is due" : ""
            return ["  \(amendment.id)  \(amendment.kind) from \(amendment.effectiveOn)\(waits)"]
                + amendment.notes.map { "    note: \($0)" }
                + amendment.obstacles.map { "    cannot be sent: \($0)" }
        }
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", title] + lines.map { "  \($0)" }
    }

    private var contract: [String] {
        var table = Table(["", "CHARGE", "FROM", "UNTIL", "QUANTITY", "PRICE", "PER", ""])
        for cells in self.report.contract.terms { table.add(cells) }
        return table.lines
    }

    private var documents: [String] {
        var table = Table(["DOCUMENT", "KIND", "PAYER", "POSTED", "NET", "TAX", "TOTAL", "BECOMES"])
        for part in self.report.documents {
            table.add([part.number, part.kind, part.payer, part.postedOn, part.net, part.tax, part.total, part.words])
        }
        return self.report.documents.isEmpty ? [] : table.lines
    }

    private var deltas: [String] {
        guard !self.report.lines.isEmpty else { return ["none"] }
        var table = Table(["AMENDMENT", "CHARGE", "FROM", "UNTIL", "DAYS", "NET", "TAX", "HOW"])
        for line in self.report.lines {
            let days = "\(line.days)/\(line.of)"
            table.add([line.amendment, line.charge, line.from, line.until, days, line.net, line.tax, line.reason])
        }
        return table.lines
    }

    private var receivables: [String] {
        var table = Table(["DOCUMENT", "OPEN BEFORE", "OPEN AFTER", "OFFSET", "REFUND", "DISPUTED", "COLLECTIBLE", ""])
        for item in self.report.receivables {
            table.add([
                item.document, item.openBefore, item.openAfter, item.offset, item.refund, item.disputed,
                item.collectibleAfter, item.isNew ? "new" : "",
            ])
        }
        return self.report.receivables.isEmpty ? [] : table.lines
    }

    private var journals: [String] {
        var table = Table(["JOURNAL", "POSTED", "PERIOD", "DATED BY", "ACCOUNT", "DEBIT", "CREDIT"])
        for journal in self.report.journals {
            for (place, line) in journal.lines.enumerated() {
                let head = [journal.number, journal.postedOn, journal.period, journal.datedBy]
                table.add(
                    (place == 0 ? head : ["", "", "", ""]) + [line.account, line.debit ?? "", line.credit ?? ""]
                )
            }
        }
        return self.report.journals.isEmpty ? [] : table.lines
    }

    private var revenue: [String] {
        self.report.revenue.flatMap { part in
            var lines = ["\(part.amendment)  \(part.decision)"]
            var table = Table(["PERIOD", "BEFORE", "AFTER", "DELTA"])
            let changed = part.periods.filter { $0.before != $0.after }
            for period in changed { table.add([period.period, period.before, period.after, period.delta]) }
            lines += changed.isEmpty ? ["  no period changes"] : table.lines.map { "  \($0)" }
            return lines
        }
    }

    private var positions: [String] {
        var table = Table(["", "BEFORE", "AFTER"])
        for row in self.report.metrics.rows { table.add(row) }
        return table.lines
            + self.report.metrics.movements.map { "\($0.amendment)  \($0.kind) \($0.amount) a month of \($0.customer)" }
    }

    private var steps: [String] {
        var table = Table(["AMENDMENT", "STATE", "STEP", "KIND", "SYSTEM", "DOCUMENT", "AMOUNT", "STOPPED BY"])
        for step in self.report.steps {
            let gates = step.gates.map(\.words).joined(separator: "; ")
            table.add([
                step.amendment, step.state ?? "", step.step, step.kind, step.system, step.document ?? "",
                step.amount ?? "", gates,
            ])
        }
        return self.report.steps.isEmpty ? [] : table.lines + self.report.stepNotes
    }

    private var failures: [String] {
        var table = Table(["AMENDMENT", "STEP", "FAILS", "ENDS"])
        for failure in self.report.failures {
            table.add([failure.amendment, failure.step, failure.kind, failure.words])
        }
        return self.report.failures.isEmpty ? [] : table.lines
    }

    private var checks: [String] {
        let found = self.report.findings
        let check = found.isEmpty ? ["✓ every reconciliation holds"] : found.map { "✗ \($0)" }
        return [""] + check + ["input \(self.report.inputHash)"]
    }
}

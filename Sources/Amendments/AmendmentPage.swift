/// A simulated stack as one page: everything is in it, and nothing is fetched.
package struct AmendmentPage {
    private let report: AmendmentReport

    package init(_ report: AmendmentReport) { self.report = report }

    package var html: String {
        let contract = self.report.contract
        let title = "\(contract.customer) · \(contract.id) · as of \(contract.asOf)".markup
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>\(title)</title><style>\(Self.style)</style></head><body>
            <h1>\(title)</h1><p>\(contract.currency.markup), simulated: nothing was sent.</p>
            <h2>Timeline</h2>\(AmendmentCharts(self.report).timeline)
            \(self.table(["Amendment", "Kind", "From", ""], self.amendments))
            <h2>Contract</h2>\(self.table(["", "Charge", "From", "Until", "Quantity", "Price", "Per", ""], contract.terms))
            <h2>Lines</h2>\(self.table(["Amendment", "Charge", "From", "Until", "Days", "Net", "Tax", "How"], self.lines))
            <h2>Documents</h2>\(self.table(["Document", "Kind", "Payer", "Posted", "Net", "Tax", "Total", ""], self.documents))
            <h2>Invoices</h2>\(self.table(["Document", "Open before", "Open after", "Offset", "Refund", "Disputed", "Collectible"], self.receivables))
            <h2>Journals</h2>\(self.table(["Journal", "Posted", "Dated by", "Account", "Debit", "Credit"], self.journals))
            <h2>Revenue</h2>\(AmendmentCharts(self.report).revenue)
            \(self.table(["Amendment", "Treatment"], self.treatments))
            \(self.table(["Amendment", "Period", "Before", "After", "Delta"], self.periods))
            <h2>Monthly recurring revenue</h2>\(AmendmentCharts(self.report).monthly)
            \(self.table(["", "Before", "After"], self.report.metrics.rows))
            \(self.table(["Amendment", "Movement", "A month", "Customer"], self.movements))
            <h2>Steps</h2>\(self.table(["Amendment", "State", "Step", "Kind", "System", "Document", "Amount", "Stopped by"], self.steps))
            \(self.report.stepNotes.map { "<p>\($0.markup)</p>" }.joined())
            \(self.failures.isEmpty ? "" : "<h2>If a step fails</h2>" + self.table(["Amendment", "Step", "Fails", "Ends"], self.failures))
            <h2>Checks</h2><p>\(self.checks)</p><p class="hash">input \(self.report.inputHash)</p>
            </body></html>

            """
    }

    private static let style = """
        :root{color-scheme:light dark;--ink:#1c2430;--paper:#fff;--line:#c8cfd8;--before:#7c8aa0;--after:#1f6feb}
        @media(prefers-color-scheme:dark){:root{--ink:#e3e8ef;--paper:#12161c;--line:#3a4452;--before:#8d99ab;--after:#58a6ff}}
        body{font:15px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:2rem auto;max-width:70rem;padding:0 1rem}
        table{border-collapse:collapse;margin:.5rem 0 1rem;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top}
        td.n{text-align:right}svg{max-width:100%;height:auto}svg text{fill:var(--ink);font:12px system-ui,sans-serif}
        .before{fill:var(--before)}.after{fill:var(--after)}.axis{stroke:var(--line)}.mark{stroke:var(--after)}
        .hash{font-family:monospace;overflow-wrap:anywhere}
        """

    private func table(_ titles: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "<p>None.</p>" }
        let head = titles.map { "<th>\($0.markup)</th>" }.joined()
        let body = rows.map { row in
            "<tr>" + row.map { "<td\($0.isAmount ? " class=\"n\"" : "")>\($0.markup)</td>" }.joined() + "</tr>"
        }
        return "<table><tr>\(head)</tr>\(body.joined(separator: "\n"))</table>"
    }
}

// MARK: - rows

extension AmendmentPage {
    private var amendments: [[String]] {
        self.report.contract.amendments.map { amendment in
            let notes = amendment.notes + (amendment.isPending ? ["pending: calculated again when it is due"] : [])
            return [
                amendment.id, amendment.kind, amendment.effectiveOn,
                (notes + amendment.obstacles).joined(separator: " "),
            ]
        }
    }

    private var lines: [[String]] {
        self.report.lines.map { line in
            let days = "\(line.days) of \(line.of)"
            return [line.amendment, line.charge, line.from, line.until, days, line.net, line.tax, line.reason]
        }
    }

    private var documents: [[String]] {
        self.report.documents.map {
            [$0.number, $0.kind, $0.payer, $0.postedOn, $0.net, $0.tax, $0.total, $0.words]
        }
    }

    private var receivables: [[String]] {
        self.report.receivables.map {
            [$0.document, $0.openBefore, $0.openAfter, $0.offset, $0.refund, $0.disputed, $0.collectibleAfter]
        }
    }

    private var journals: [[String]] {
        self.report.journals.flatMap { journal in
            journal.lines.map { line in
                [journal.number, journal.postedOn, journal.datedBy, line.account, line.debit ?? "", line.credit ?? ""]
            }
        }
    }

    private var treatments: [[String]] {
        self.report.revenue.map { [$0.amendment, $0.decision] }
    }

    private var periods: [[String]] {
        self.report.revenue.flatMap { part in
            part.periods.filter { $0.before != $0.after }
                .map { [part.amendment, $0.period, $0.before, $0.after, $0.delta] }
        }
    }

    private var movements: [[String]] {
        self.report.metrics.movements.map { [$0.amendment, $0.kind, $0.amount, $0.customer] }
    }

    private var steps: [[String]] {
        self.report.steps.map { step in
            [
                step.amendment, step.state ?? "", step.step, step.kind, step.system, step.document ?? "",
                step.amount ?? "", step.gates.map(\.words).joined(separator: "; "),
            ]
        }
    }

    private var failures: [[String]] {
        self.report.failures.map { [$0.amendment, $0.step, $0.kind, $0.words] }
    }

    private var checks: String {
        let found = self.report.findings
        return found.isEmpty ? "✓ every reconciliation holds" : found.map { "✗ \($0)".markup }.joined(separator: "<br>")
    }
}

extension String {
    /// As text of a page: what a fixture calls itself is never markup.
    var markup: String {
        self.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    fileprivate var isAmount: Bool { self.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil }
}

internal import Payments
internal import RevenueModel

/// A simulation of payments, for people.
struct PaymentTable {
    private let report: PaymentReport

    init(_ report: PaymentReport) { self.report = report }

    var lines: [String] {
        self.report.events.flatMap(Self.lines) + [""] + self.documents + [""] + self.receipts + [""] + self.ledger
            + self.report.deductions.sorted { $0.key < $1.key }.map { "to be settled on \($0.key): \($0.value)" }
            + self.report.waiting.map { "\($0) waits for what it is about" }
            + (self.report.findings.isEmpty ? ["✓ the ledger balances"] : self.report.findings.map { "✗ \($0)" })
    }

    private static func lines(_ event: PaymentReport.Event) -> [String] {
        let said = [event.asked, event.refused.map { "✗ \($0)" }].compactMap(\.self).map { "  \($0)" }
        let bookings = event.bookings.flatMap { booking in
            booking.lines.map { line in
                let amount = line.debit.map { "debit \($0)" } ?? line.credit.map { "credit \($0)" } ?? ""
                return "  \(booking.number)  \(line.account)  \(amount)"
            }
        }
        let steps = event.steps.map { "  → \($0.system)  \($0.step)  \($0.about)" }
        return ["\(event.on)  \(event.event)  \(event.id)"] + said + bookings + steps
    }

    private var documents: [String] {
        var table = Table(["INVOICE", "ACCOUNT", "OPEN", "DISPUTED"])
        for document in self.report.documents {
            table.add([
                document.number, document.account, document.open.description,
                document.disputed.isZero ? "-" : document.disputed.description,
            ])
        }
        return table.lines
    }

    private var receipts: [String] {
        var table = Table(["PAYMENT", "STANDS", "MATCHED BY", "UNAPPLIED"])
        for receipt in self.report.receipts {
            table.add([receipt.id, receipt.stage, receipt.basis ?? "-", receipt.unapplied.description])
        }
        return table.lines
    }

    private var ledger: [String] {
        var table = Table(["LEDGER", "BALANCE"])
        for (account, balance) in self.report.ledger.sorted(by: { $0.key < $1.key }) where !balance.isZero {
            table.add([account, balance.description])
        }
        return table.lines
    }
}

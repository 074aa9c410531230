import RevenueModel

extension Samples {
    /// A credit for part of the numbered invoice, applied to it.
    static func credit(_ serial: Int) throws -> CreditMemo {
        let invoice = try Self.invoice(serial)
        let (net, tax) = (try Self.euros(10_000), try Self.euros(1_900))
        let line = CreditLine(
            number: 1,
            corrects: 1,
            item: "SEAT",
            description: "Outage",
            amount: net,
            tax: tax,
            obligation: "platform-access"
        )
        return CreditMemo(
            number: "CR-\(serial)",
            invoice: invoice.number,
            account: invoice.account,
            legalEntity: invoice.legalEntity,
            taxCode: invoice.taxCode,
            issuedOn: try Self.day("2026-12-22"),
            reason: "case CS-\(serial)",
            lines: [line],
            net: net,
            tax: tax,
            total: try net.adding(tax),
            applied: try net.adding(tax)
        )
    }

    static func journal(_ serial: Int) throws -> JournalEntry {
        let amount = try Self.euros(5_000)
        return JournalEntry(
            number: "JE-\(serial)",
            legalEntity: "northwind-de",
            postedOn: try Self.day("2026-12-31"),
            memo: "Catch-up",
            lines: [
                JournalLine(account: "deferred-revenue", side: .debit, amount: amount),
                JournalLine(account: "revenue", side: .credit, amount: amount),
            ]
        )
    }

    static func reversal(of document: String) throws -> Reversal {
        Reversal(document: document, postedOn: try Self.day("2026-12-31"), reason: "entered by mistake")
    }
}

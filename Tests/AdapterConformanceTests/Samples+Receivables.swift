import RevenueModel

extension Samples {
    /// Two invoices that one credit settles.
    static func credited(_ serial: Int) throws -> [Invoice] {
        [try Self.invoice(serial), try Self.invoice(serial + 200_000)]
    }

    /// A credit for parts of both, in two tax codes.
    static func credit(_ serial: Int, _ generation: String = "") throws -> CreditMemo {
        let (first, second) = (try Self.credited(serial)[0], try Self.credited(serial)[1])
        let lines = [
            CreditLine(
                number: 1,
                corrects: 1,
                item: "SEAT",
                description: "Outage",
                amount: try Self.euros(10_000),
                tax: try Self.euros(1_900),
                obligation: "platform-access"
            ),
            CreditLine(
                number: 2,
                corrects: 1,
                of: second.number,
                item: "SEAT",
                description: "Books",
                amount: try Self.euros(5_000),
                tax: try Self.euros(350),
                taxCode: "DE-7",
                obligation: "platform-access"
            ),
        ]
        return CreditMemo(
            number: "CR-\(serial)\(generation)",
            invoice: first.number,
            account: first.account,
            legalEntity: first.legalEntity,
            taxCode: first.taxCode,
            issuedOn: first.issuedOn,
            reason: "case CS-\(serial)",
            lines: lines,
            net: try Self.euros(15_000),
            tax: try Self.euros(2_250),
            total: try Self.euros(17_250),
            applications: [
                CreditSettlement(invoice: first.number, amount: try Self.euros(11_900)),
                CreditSettlement(invoice: second.number, amount: try Self.euros(5_350)),
            ]
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

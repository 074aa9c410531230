import RevenueModel
import Testing

/// What NetSuite is asked after the order: credits, journals, changes, holds and reversals.
enum NetSuiteFixtures {
    static func credit(applied: String = "119.00") throws -> CreditMemo {
        let order = try Fixtures.order()
        func euros(_ text: String) throws -> Money { try Money(decimal: text, order.currency) }
        let line = CreditLine(
            number: 1,
            corrects: 1,
            item: "SEAT",
            description: "Two weeks of outage",
            amount: try euros("100.00"),
            tax: try euros("19.00"),
            obligation: "platform-access"
        )
        return CreditMemo(
            number: "CR-77",
            invoice: "INV-1001",
            account: order.account,
            legalEntity: order.legalEntity,
            taxCode: order.taxCode,
            issuedOn: try #require(LocalDate("2026-12-22")),
            reason: "case CS-9: two weeks of outage",
            lines: [line],
            net: try euros("100.00"),
            tax: try euros("19.00"),
            total: try euros("119.00"),
            applied: try euros(applied)
        )
    }

    static func journal(debit: String = "50.00", credit: String = "50.00") throws -> JournalEntry {
        let euro = try #require(Currency("EUR"))
        return JournalEntry(
            number: "AMD-7:3",
            legalEntity: "DE01",
            postedOn: try #require(LocalDate("2026-12-31")),
            memo: "Catch-up",
            lines: [
                JournalLine(account: "deferred-revenue", side: .debit, amount: try Money(decimal: debit, euro)),
                JournalLine(
                    account: "revenue",
                    side: .credit,
                    amount: try Money(decimal: credit, euro),
                    memo: "December"
                ),
            ]
        )
    }

    static func change() throws -> OrderChange {
        let line = try Fixtures.order().lines[0]
        let delta = OrderDelta(
            number: 2,
            corrects: 1,
            item: line.item,
            description: "Three seats less",
            quantity: try Decimal("-3"),
            unitPrice: line.unitPrice,
            amount: Money(minorUnits: -36_030, line.unitPrice.currency),
            obligation: line.obligation,
            from: try #require(LocalDate("2027-06-01")),
            until: line.until
        )
        return OrderChange(number: "AMD-7:1", order: "Q-1042", effectiveOn: delta.from, lines: [delta])
    }

    static func hold(_ id: String = "CS-9") throws -> InvoiceHold {
        let day = try #require(LocalDate("2026-12-02"))
        return InvoiceHold(id: id, invoice: "INV-1001", reason: "outage", placedOn: day)
    }

    static func reversal(of document: String) throws -> Reversal {
        Reversal(document: document, postedOn: try #require(LocalDate("2027-01-05")), reason: "entered by mistake")
    }
}

import AsyncHTTPClient
import Counterparts
import RevenueModel
import SagaModel
import Testing

@testable import Adapters

extension Fixtures {
    static func sap(url: String, _ change: (inout SAPSettings) -> Void = { _ in }) -> SAPAdapter {
        var settings = SAPSettings(
            url: url,
            user: MockSAP.user,
            password: Secret(MockSAP.password),
            client: "100",
            salesArea: SAPSettings.SalesArea(organization: "1710", channel: "10", division: "00"),
            bankAccount: "0007000063",
            customers: ["ACC-1": "1000001"],
            mappings: Mappings(
                entities: ["DE01": "1710"],
                items: ["SEAT": "TG11"],
                accounts: ["revenue": "0041000000", "tax": "0022000000", "deferred-revenue": "0023000000"],
                taxCodes: ["DE-19": "A1"],
                terms: ["net-30": "NT30"]
            ),
            taxLines: .ledger,
            timeout: .seconds(180),
            longestFlight: .seconds(1)
        )
        change(&settings)
        return SAPAdapter(settings: settings, client: .shared)
    }

    static func reversal(of document: String) throws -> Reversal {
        Reversal(document: document, postedOn: try #require(LocalDate("2026-12-22")), reason: "a returned debit")
    }

    static func credit() throws -> CreditMemo {
        let invoice = try Self.invoice()
        let (net, tax) = (
            Money(minorUnits: 10_000, invoice.total.currency), Money(minorUnits: 1900, invoice.total.currency)
        )
        let line = CreditLine(
            number: 1,
            corrects: 1,
            item: "SEAT",
            description: "Two weeks of outage",
            amount: net,
            tax: tax,
            obligation: "platform-access"
        )
        return CreditMemo(
            number: "CR-77",
            invoice: invoice.number,
            account: invoice.account,
            legalEntity: invoice.legalEntity,
            taxCode: invoice.taxCode,
            issuedOn: invoice.issuedOn,
            reason: "case CS-9",
            lines: [line],
            net: net,
            tax: tax,
            total: try net.adding(tax),
            applied: try net.adding(tax)
        )
    }

    static func journal() throws -> JournalEntry {
        let amount = Money(minorUnits: 5000, try #require(Currency("EUR")))
        return JournalEntry(
            number: "AMD-7:3",
            legalEntity: "DE01",
            postedOn: try #require(LocalDate("2026-12-01")),
            memo: "Revenue of December",
            lines: [
                JournalLine(account: "deferred-revenue", side: .debit, amount: amount),
                JournalLine(account: "revenue", side: .credit, amount: amount),
            ]
        )
    }

    static func change() throws -> OrderChange {
        let order = try Self.order()
        let line = OrderDelta(
            number: 2,
            item: "SEAT",
            description: "Five seats more",
            quantity: try Decimal("5"),
            unitPrice: order.lines[0].unitPrice,
            amount: Money(minorUnits: 60_050, order.currency),
            obligation: "platform-access",
            from: order.lines[0].from,
            until: order.lines[0].until
        )
        return OrderChange(number: "AMD-7:1", order: order.id, effectiveOn: order.orderedOn, lines: [line])
    }
}

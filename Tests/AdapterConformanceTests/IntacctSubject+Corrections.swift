import AdapterConformance
import RevenueModel
import SagaModel

extension IntacctSubject {
    private static func order(_ serial: Int) throws -> RevenueRequest {
        .erp(.createSalesOrder(order: try Samples.order(serial)))
    }

    private static func posted(_ serial: Int) throws -> [RevenueRequest] {
        [try Self.order(serial), .erp(.postInvoice(invoice: try Samples.invoice(serial)))]
    }

    static let change = Recipe("change of a sales order") { serial, gateway in
        try await Self.prepare([try Self.order(serial)], serial, gateway)
        let line = try Samples.order(serial).lines[0]
        let delta = OrderDelta(
            number: 2,
            corrects: 1,
            item: line.item,
            description: "fewer",
            quantity: try Decimal("-2"),
            unitPrice: line.unitPrice,
            amount: Money(minorUnits: -2 * line.unitPrice.minorUnits, line.unitPrice.currency),
            obligation: line.obligation,
            from: line.from,
            until: line.until
        )
        let change = OrderChange(
            number: "AMD-\(serial):1",
            order: "Q-\(serial)",
            effectiveOn: line.from,
            lines: [delta]
        )
        return Effect(
            .erp(.changeSalesOrder(change: change)),
            wayBack: .none(because: "a change is taken back by another change"),
            makes: RemoteDocument(kind: "mark", subject: "Q-\(serial) \(change.number)")
        )
    }

    static let hold = Recipe("second hold of an invoice") { serial, gateway in
        func hold(_ id: String) throws -> InvoiceHold {
            let day = try Samples.day("2026-12-01")
            return InvoiceHold(id: id, invoice: "INV-\(serial)", reason: "dispute", placedOn: day)
        }
        let first = RevenueRequest.erp(.placeHold(hold: try hold("CS-0")))
        try await Self.prepare(try Self.posted(serial) + [first], serial, gateway)
        return Effect(
            .erp(.placeHold(hold: try hold("CS-\(serial)"))),
            wayBack: .request(.erp(.releaseHold(hold: try hold("CS-\(serial)")))),
            makes: RemoteDocument(kind: "mark", subject: "INV-\(serial) CS-\(serial)")
        )
    }

    static let credit = Recipe("credit, applied to two invoices") { serial, gateway in
        let further = RevenueRequest.erp(.postInvoice(invoice: try Samples.credited(serial)[1]))
        try await Self.prepare(try Self.posted(serial) + [further], serial, gateway)
        let credit = try Samples.credit(serial)
        return Effect(
            .erp(.postCredit(credit: credit)),
            wayBack: .request(.erp(.reverseCredit(reversal: try Self.reversal(credit.number)))),
            makes: RemoteDocument(kind: "appliedCredit", subject: credit.number)
        )
    }

    static let journal = Recipe("journal entry") { serial, _ in
        func entry(_ number: String) throws -> RevenueRequest {
            let amount = try Samples.euros(5_000)
            return .erp(
                .postJournal(
                    entry: JournalEntry(
                        number: number,
                        legalEntity: "northwind-de",
                        postedOn: try Samples.day("2026-12-31"),
                        memo: "recognised",
                        lines: [
                            JournalLine(account: "deferred-revenue", side: .debit, amount: amount),
                            JournalLine(account: "revenue", side: .credit, amount: amount, memo: "December"),
                        ]
                    )
                )
            )
        }
        let number = "JE-\(serial)"
        return Effect(
            try entry(number),
            wayBack: .none(because: "its reversal is an entry of its own, and the first one stays"),
            makes: RemoteDocument(kind: "journalEntry", subject: number)
        )
    }
}

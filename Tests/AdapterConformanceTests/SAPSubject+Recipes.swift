import AdapterConformance
import RevenueModel
import SagaModel

extension SAPSubject {
    static let salesOrder = Recipe("sales order") { serial, _ in
        Effect(
            .erp(.createSalesOrder(order: try Samples.order(serial))),
            wayBack: .request(.erp(.cancelSalesOrder(order: "Q-\(serial)"))),
            makes: RemoteDocument(kind: "salesOrder", subject: "Q-\(serial)")
        )
    }

    static let change = Recipe("change of a sales order") { serial, gateway in
        try await Self.prepare([.createSalesOrder(order: try Samples.order(serial))], serial, gateway)
        let order = try Samples.order(serial)
        let line = OrderDelta(
            number: 2,
            item: "SEAT",
            description: "More seats",
            quantity: order.lines[0].quantity,
            unitPrice: order.lines[0].unitPrice,
            amount: try Samples.euros(60_050),
            obligation: "platform-access",
            from: order.lines[0].from,
            until: order.lines[0].until
        )
        let change = OrderChange(
            number: "AMD-\(serial):1",
            order: order.id,
            effectiveOn: order.orderedOn,
            lines: [line]
        )
        return Effect(
            .erp(.changeSalesOrder(change: change)),
            wayBack: .none(because: "an amendment is taken back by another amendment"),
            makes: RemoteDocument(kind: "line", subject: "Q-\(serial)/000002", amount: "600.50")
        )
    }

    static let invoice = Recipe("invoice") { serial, _ in
        let again = { (generation: String) throws in
            var invoice = try Samples.invoice(serial)
            invoice.number += generation
            return (
                action: RevenueRequest.erp(.postInvoice(invoice: invoice)),
                document: RemoteDocument(kind: "invoice", subject: invoice.number, amount: "1429.19")
            )
        }
        let first = try again("")
        return Effect(
            first.action,
            wayBack: .request(.erp(.reverseInvoice(reversal: try Self.reversal("INV-\(serial)")))),
            makes: first.document,
            again: try again("-G2")
        )
    }

    static let invoiceReversal = Recipe("reversal of an invoice") { serial, gateway in
        try await Self.prepare([.postInvoice(invoice: try Samples.invoice(serial))], serial, gateway)
        return Effect(
            .erp(.reverseInvoice(reversal: try Self.reversal("INV-\(serial)"))),
            wayBack: .none(because: "a reversed invoice is billed again under another number"),
            makes: RemoteDocument(kind: "reversal", subject: "INV-\(serial)-R")
        )
    }

    static let credit = Recipe("credit") { serial, _ in
        let again = { (generation: String) throws in
            let credit = try Samples.credit(serial, generation)
            return (
                action: RevenueRequest.erp(.postCredit(credit: credit)),
                document: RemoteDocument(kind: "credit", subject: credit.number)
            )
        }
        let first = try again("")
        return Effect(
            first.action,
            wayBack: .request(.erp(.reverseCredit(reversal: try Self.reversal("CR-\(serial)")))),
            makes: first.document,
            again: try again("-G2")
        )
    }

    static let journal = Recipe("journal") { serial, _ in
        let again = { (generation: String) throws in
            let entry = try Self.entry(serial, generation)
            return (
                action: RevenueRequest.erp(.postJournal(entry: entry)),
                document: RemoteDocument(kind: "journal", subject: entry.number, amount: "50.00")
            )
        }
        let first = try again("")
        return Effect(
            first.action,
            wayBack: .request(.erp(.reverseJournal(reversal: try Self.reversal("JE-\(serial)")))),
            makes: first.document,
            again: try again("-G2")
        )
    }

    static let cash = Recipe("cash application") { serial, gateway in
        try await Self.prepare([.postInvoice(invoice: try Samples.invoice(serial))], serial, gateway)
        var second = try Samples.payment(serial)
        second.id += "-G2"
        return Effect(
            .erp(.applyCash(payment: try Samples.payment(serial))),
            wayBack: .request(.erp(.reversePayment(reversal: try Self.reversal("PAY-\(serial)")))),
            makes: RemoteDocument(kind: "receipt", subject: "PAY-\(serial)", amount: "1429.19"),
            again: (
                .erp(.applyCash(payment: second)),
                RemoteDocument(kind: "receipt", subject: "PAY-\(serial)-G2", amount: "1429.19")
            )
        )
    }

    private static func reversal(_ document: String) throws -> Reversal {
        Reversal(document: document, postedOn: try Samples.day("2026-12-22"), reason: "taken back")
    }

    private static func entry(_ serial: Int, _ generation: String) throws -> JournalEntry {
        JournalEntry(
            number: "JE-\(serial)\(generation)",
            legalEntity: "northwind-de",
            postedOn: try Samples.day("2026-12-01"),
            memo: "Revenue of December",
            lines: [
                JournalLine(account: "deferred-revenue", side: .debit, amount: try Samples.euros(5000)),
                JournalLine(account: "revenue", side: .credit, amount: try Samples.euros(5000)),
            ]
        )
    }

    private static func prepare(
        _ requests: [RevenueRequest.ERP],
        _ serial: Int,
        _ gateway: RevenueSystem
    ) async throws {
        for (number, request) in requests.enumerated() {
            _ = try await gateway.send(.erp(request), key: IdempotencyKey(rawValue: "conformance/\(serial)/\(number)"))
        }
    }
}

import Counterparts
import Foundation
import RevenueModel
import SagaModel
import Testing

@testable import Adapters

@Suite("SAP's adapter, with mock-sap")
struct MockSAPTests {
    private static let entries = "API_JOURNALENTRY_SRV/A_JournalEntry?$filter=ReferenceDocument eq "
    private static let items =
        "API_OPLACCTGDOCITEMCUBE_SRV/A_OperationalAcctgDocItemCube?$filter=AccountingDocumentItemType eq 'D'"
    private static let orders =
        "API_SALES_ORDER_SRV/A_SalesOrder?$expand=to_Item&$filter=PurchaseOrderByCustomer eq 'Q-1042'"

    private func documents(_ reference: String, _ mock: MockSAP) async throws -> [String] {
        try await mock.rows("\(Self.entries)'\(reference)'").compactMap { $0["AccountingDocument"] as? String }
    }

    /// What cleared the customer's item of a document; empty while it is open.
    private func clearing(of document: String, _ mock: MockSAP) async throws -> [String] {
        try await mock.rows("\(Self.items) and AccountingDocument eq '\(document)'")
            .compactMap { $0["ClearingAccountingDocument"] as? String }
    }

    /// Every write, in an order in which each finds what it needs.
    private static var course: [RevenueRequest.ERP] {
        get throws {
            [
                .createSalesOrder(order: try Fixtures.order()), .changeSalesOrder(change: try Fixtures.change()),
                .postInvoice(invoice: try Fixtures.invoice()), .postCredit(credit: try Fixtures.credit()),
                .postJournal(entry: try Fixtures.journal()), .applyCash(payment: try Fixtures.payment()),
                .reversePayment(reversal: try Fixtures.reversal(of: "PAY-77")),
                .reverseJournal(reversal: try Fixtures.reversal(of: "AMD-7:3")),
                .reverseCredit(reversal: try Fixtures.reversal(of: "CR-77")),
                .reverseInvoice(reversal: try Fixtures.reversal(of: "INV-1001")),
                .cancelSalesOrder(order: "Q-1042"),
            ]
        }
    }

    @Test("every write is done once, however often it is sent, and the look-up finds it")
    func everyWriteOnce() async throws {
        try await MockSAP.run { mock in
            let adapter = Fixtures.sap(url: mock.url)
            for write in try Self.course {
                let request = RevenueRequest.erp(write)
                #expect(try await adapter.lookUp(request, key: "k") == nil, "before \(write)")
                let reply = try await adapter.send(request, key: "k")
                let found = try #require(try await adapter.lookUp(request, key: "k"), "after \(write)")
                #expect(found.reference == nil || found.reference == reply.reference)
                _ = try await adapter.send(request, key: "k")
            }
            for reference in ["INV-1001", "CR-77", "AMD-7:3", "PAY-77", "INV-1001-R", "CR-77-R", "AMD-7:3-R"] {
                // The returned payment is posted under the number of the invoice that it opens again.
                #expect(
                    try await self.documents(reference, mock).count == (reference == "INV-1001" ? 2 : 1),
                    "\(reference)"
                )
            }
            #expect(try await mock.calls("BAPI_ACC_DOCUMENT_POST") == 6)
            #expect(try await mock.calls("BAPI_SALESORDER_CREATEFROMDAT2") == 1)
            #expect(try await mock.calls("BAPI_SALESORDER_CHANGE") == 2)
            #expect(try await mock.calls("BAPI_TRANSACTION_COMMIT") == 9)
            #expect(try await mock.idocs().count == 2)
        }
    }

    @Test("taking back what is not there succeeds and does nothing")
    func undoOfNothing() async throws {
        try await MockSAP.run { mock in
            let adapter = Fixtures.sap(url: mock.url)
            for undo in try Self.course.suffix(5) {
                #expect(try await adapter.send(.erp(undo), key: "k") == RevenueReply())
                #expect(try await adapter.lookUp(.erp(undo), key: "k") == RevenueReply())
            }
            #expect(try await mock.calls("BAPI_TRANSACTION_COMMIT") == 0)
        }
    }

    @Test(
        "a lost answer leaves doubt, the look-up finds what was done, and nothing is done twice",
        arguments: [
            ("bapi_salesorder_createfromdat2", 0), ("bapi_salesorder_change", 1), ("bapi_acc_document_post", 2),
            ("bapi_acc_document_post", 3), ("bapi_acc_document_post", 4), ("/sap/bc/idoc$", 5), ("/sap/bc/idoc$", 6),
            ("bapi_acc_document_post", 7), ("bapi_acc_document_post", 8), ("bapi_acc_document_post", 9),
            ("bapi_salesorder_change", 10), ("bapi_transaction_commit", 2),
        ]
    )
    func lostAnswer(path: String, number: Int) async throws {
        try await MockSAP.run { mock in
            let adapter = Fixtures.sap(url: mock.url)
            let course = try Self.course
            for write in course.prefix(number) { _ = try await adapter.send(.erp(write), key: "k") }
            let request = RevenueRequest.erp(course[number])
            try await mock.loseAnswer(on: path)
            #expect(try await failureOf { _ = try await adapter.send(request, key: "k") }.kind == .inDoubt)
            let before = try await (mock.calls("BAPI_ACC_DOCUMENT_POST"), mock.idocs().count)
            #expect(try await adapter.lookUp(request, key: "k") != nil)
            _ = try await adapter.send(request, key: "k")
            #expect(try await mock.calls("BAPI_ACC_DOCUMENT_POST") == before.0)
            #expect(try await mock.idocs().count == before.1)
        }
    }

    @Test(
        "trouble at the gateway is passing, a broken one leaves doubt",
        arguments: [
            ("busy", Kind.transient), ("lock", .transient), ("auth", .transient), ("forbidden", .transient),
            ("notfound", .transient), ("precondition", .transient), ("csrf", .transient), ("error", .inDoubt),
        ]
    )
    func scenarios(scenario: String, kind: Kind) async throws {
        try await MockSAP.run { mock in
            let adapter = Fixtures.sap(url: mock.url)
            let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
            try await mock.trouble(scenario, on: "bapi_acc_document_post")
            #expect(try await failureOf { _ = try await adapter.send(request, key: "k") }.kind == kind)
            #expect(try await adapter.lookUp(request, key: "k") == nil)
            try await mock.trouble(scenario, on: "A_JournalEntry")
            #expect(try await failureOf { _ = try await adapter.send(request, key: "k") }.kind == .transient)
            #expect(try await adapter.send(request, key: "k").reference != nil)
        }
    }

    @Test("an answer that comes too late leaves doubt, and a look-up afterwards ends it")
    func tooLate() async throws {
        try await MockSAP.run { mock in
            let hurried = Fixtures.sap(url: mock.url) { $0.timeout = .seconds(10) }
            let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
            // The mock waits for two minutes, and does the work then.
            try await mock.trouble("timeout", on: "bapi_acc_document_post")
            #expect(try await failureOf { _ = try await hurried.send(request, key: "k") }.kind == .inDoubt)
            #expect(try await Fixtures.sap(url: mock.url).lookUp(request, key: "k") == nil)
        }
    }

    @Test(
        "an error that comes with HTTP 200 is one, and posts nothing",
        arguments: [
            ("E", "F5", "201", Kind.rejected), ("E", "V1", "849", .rejected), ("E", "MC", "601", .transient),
            ("A", "00", "001", .inDoubt),
        ]
    )
    func messages(type: String, id: String, number: String, kind: Kind) async throws {
        try await MockSAP.run { mock in
            let adapter = Fixtures.sap(url: mock.url)
            let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
            try await mock.answer("BAPI_ACC_DOCUMENT_POST", type: type, id: id, number: number)
            #expect(try await failureOf { _ = try await adapter.send(request, key: "k") }.kind == kind)
            #expect(try await adapter.lookUp(request, key: "k") == nil)
            try await mock.answer("BAPI_ACC_DOCUMENT_POST", type: "W", id: id, number: number)
            #expect(try await adapter.send(request, key: "k").reference != nil)
        }
    }

    @Test("a statement that is accepted is not posted: no cash is applied", arguments: ["51", "56", "68"])
    func notPosted(status: String) async throws {
        try await MockSAP.run { mock in
            let adapter = Fixtures.sap(url: mock.url)
            let invoice = try await adapter.send(.erp(.postInvoice(invoice: try Fixtures.invoice())), key: "i")
            let request = RevenueRequest.erp(.applyCash(payment: try Fixtures.payment()))
            try await mock.endIDocs(in: status)
            let failure = try await failureOf { _ = try await adapter.send(request, key: "k") }
            let idoc = try #require(try await mock.idocs().first)
            #expect(failure.kind == .rejected)
            #expect(failure.reason.contains("IDoc \(idoc) was accepted and not posted, status \(status)"))
            #expect(try await adapter.lookUp(request, key: "k") == nil)
            #expect(try await self.clearing(of: try #require(invoice.reference), mock) == [""])
            // Somebody puts it back into the queue: until it is posted or failed, nobody knows.
            try await mock.move(idoc: idoc, to: "64")
            #expect(try await failureOf { _ = try await adapter.lookUp(request, key: "k") }.kind == .inDoubt)
            #expect(try await failureOf { _ = try await adapter.send(request, key: "k") }.kind == .inDoubt)
            try await mock.move(idoc: idoc, to: "51")
            let receipt = try await adapter.send(request, key: "k")
            #expect(try await self.clearing(of: try #require(invoice.reference), mock) == [receipt.reference])
        }
    }

    @Test("money that the ledger cannot match clears nothing, and the ledger's reason is passed on")
    func unmatched() async throws {
        try await MockSAP.run { mock in
            let adapter = Fixtures.sap(url: mock.url)
            _ = try await adapter.send(.erp(.postInvoice(invoice: try Fixtures.invoice())), key: "i")
            var payment = try Fixtures.payment()
            payment.amount = Money(minorUnits: 100, payment.amount.currency)
            let short = payment
            let failure = try await failureOf { _ = try await adapter.send(.erp(.applyCash(payment: short)), key: "k") }
            #expect(failure.kind == .rejected)
            #expect(failure.reason.contains("a part payment is not posted"))
        }
        try await MockSAP.run(["--as-it-is"]) { mock in
            let adapter = Fixtures.sap(url: mock.url)
            _ = try await adapter.send(.erp(.postInvoice(invoice: try Fixtures.invoice())), key: "i")
            let request = RevenueRequest.erp(.applyCash(payment: try Fixtures.payment()))
            #expect(try await failureOf { _ = try await adapter.send(request, key: "k") }.kind == .rejected)
        }
    }

    @Test("a paid invoice is neither paid nor reversed again, and a reversed one is not paid")
    func paidIsPaid() async throws {
        try await MockSAP.run { mock in
            let adapter = Fixtures.sap(url: mock.url)
            let invoice = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
            let reversal = RevenueRequest.erp(.reverseInvoice(reversal: try Fixtures.reversal(of: "INV-1001")))
            var other = try Fixtures.payment()
            other.id = "PAY-78"
            let again = RevenueRequest.erp(.applyCash(payment: other))
            _ = try await adapter.send(invoice, key: "i")
            _ = try await adapter.send(.erp(.applyCash(payment: try Fixtures.payment())), key: "k")
            #expect(try await failureOf { _ = try await adapter.send(again, key: "k2") }.kind == .rejected)
            #expect(try await failureOf { _ = try await adapter.send(reversal, key: "r") }.kind == .rejected)
            _ = try await adapter.send(
                .erp(.reversePayment(reversal: try Fixtures.reversal(of: "PAY-77"))),
                key: "p"
            )
            _ = try await adapter.send(reversal, key: "r")
            #expect(try await failureOf { _ = try await adapter.send(again, key: "k2") }.kind == .rejected)
        }
    }

    @Test("a cancelled order has no items, and a change of it is rejected")
    func cancelled() async throws {
        try await MockSAP.run { mock in
            let adapter = Fixtures.sap(url: mock.url)
            let create = RevenueRequest.erp(.createSalesOrder(order: try Fixtures.order()))
            _ = try await adapter.send(create, key: "k")
            _ = try await adapter.send(.erp(.cancelSalesOrder(order: "Q-1042")), key: "u")
            let orders = try await mock.rows(Self.orders)
            #expect(orders.map { (($0["to_Item"] as? [String: Any])?["results"] as? [Any])?.count } == [0])
            #expect(try await adapter.lookUp(create, key: "k") == nil)
            let change = RevenueRequest.erp(.changeSalesOrder(change: try Fixtures.change()))
            #expect(try await failureOf { _ = try await adapter.send(change, key: "c") }.kind == .rejected)
        }
    }

    @Test("a hold is refused with what to do instead, and promises nothing")
    func hold() async throws {
        let day = try #require(LocalDate("2026-12-01"))
        let hold = InvoiceHold(id: "CS-9", invoice: "INV-1001", reason: "dispute", placedOn: day)
        let adapter = Fixtures.sap(url: Fixtures.refusingURL)
        for request in [RevenueRequest.erp(.placeHold(hold: hold)), .erp(.releaseHold(hold: hold))] {
            let failure = try await failureOf { _ = try await adapter.send(request, key: "k") }
            #expect(failure.kind == .rejected)
            #expect(failure.reason.contains("FB09"))
            #expect(adapter.capability(of: request).canLookUp == false)
        }
    }
}

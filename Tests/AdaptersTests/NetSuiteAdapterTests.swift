import Foundation
import RevenueModel
import SOAP
import SagaModel
import SuiteTalk
import Testing
import XML

@testable import Adapters

struct NetSuiteAdapterTests {
    private typealias Answers = NetSuiteAnswers

    /// The `record` of a sent upsert.
    private func record(_ request: Loopback.Request) throws -> XMLElement {
        guard case .body(let entry, _) = try readSOAP(Array(request.body.utf8)) else { throw CancellationError() }
        return try #require(entry.child(QName(SuiteTalkNames.messages, "record")))
    }

    private func names(_ element: XMLElement) -> [String] { element.children.map(\.name.local) }

    @Test func `posting an invoice keeps its amounts, its dates and the schema's order`() async throws {
        let invoice = try Fixtures.invoice()
        try await Loopback.answering([Answers.upserted("invoice", "INV-1001", internalID: "31")]) {
            (server: Loopback) async throws in
            let reply = try await server.ledger().send(.erp(.postInvoice(invoice: invoice)), key: "k")
            #expect(reply.reference == "31")
            let request = try #require(server.requests.first)
            #expect(request.headers["soapaction"] == "\"upsert\"")
            #expect(request.headers["content-type"] == "text/xml; charset=utf-8")
            let record = try self.record(request)
            #expect(record.attribute("externalId") == "INV-1001")
            #expect(record.attribute(.xsiType).flatMap(record.resolve) == QName(SuiteTalkNames.sales, "Invoice"))
            let order = [
                "entity", "tranDate", "terms", "subsidiary", "currency", "dueDate", "otherRefNum", "memo", "account",
                "itemList",
            ]
            #expect(self.names(record) == order)
            let line = try #require(record.children.last?.children.first)
            let lineOrder = [
                "item", "description", "amount", "quantity", "rate", "revRecStartDate", "revRecEndDate", "tax1Amt",
                "taxCode", "customFieldList",
            ]
            #expect(self.names(line) == lineOrder)
            let texts = [
                "Seats & support", "1201.00", "10", "120.10", "2026-12-01T00:00:00", "2027-11-30T00:00:00", "228.19",
            ]
            #expect(line.children.map(\.text).filter { !$0.isEmpty } == texts)
            #expect(request.body.contains("custcol_obligation") && request.body.contains("platform-access"))
        }
    }

    @Test func `a sales order is preceded by its customer`() async throws {
        let order = try Fixtures.order()
        let answers = [
            Answers.upserted("customer", "ACC-1", internalID: "9"),
            Answers.upserted("salesOrder", "Q-1042", internalID: "12"),
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            let reply = try await server.ledger().send(.erp(.createSalesOrder(order: order)), key: "k")
            #expect(reply.reference == "12")
            let (customer, salesOrder) = (try self.record(server.requests[0]), try self.record(server.requests[1]))
            #expect(self.names(customer) == ["entityId", "companyName", "email", "subsidiary"])
            #expect(customer.children[1].text == "Nordwind <Handel>")
            let names = ["entity", "currency", "tranDate", "otherRefNum", "subsidiary", "terms", "itemList"]
            #expect(self.names(salesOrder) == names)
        }
    }

    @Test func `no sales order is sent after a customer in doubt`() async throws {
        let order = try Fixtures.order()
        try await Loopback.answering([.cut]) { (server: Loopback) async throws in
            let request = RevenueRequest.erp(.createSalesOrder(order: order))
            #expect(try await failureOf { _ = try await server.ledger().send(request, key: "k") }.kind == .inDoubt)
            #expect(server.requests.count == 1)
        }
    }

    @Test func `cancelling what is not there succeeds`() async throws {
        let answers = [
            Answers.refused("delete", "RCRD_DSNT_EXIST"), Answers.deleted("salesOrder", internalID: "12"),
            Answers.refused("delete", "CANT_DELETE_TRANS"),
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            let request = RevenueRequest.erp(.cancelSalesOrder(order: "Q-1042"))
            #expect(try await server.ledger().send(request, key: "k") == RevenueReply())
            #expect(try await server.ledger().send(request, key: "k").reference == "12")
            #expect(try await failureOf { _ = try await server.ledger().send(request, key: "k") }.kind == .rejected)
        }
    }

    @Test func `a payment that exists is not applied again`() async throws {
        let payment = try Fixtures.payment()
        try await Loopback.answering([Answers.found("CustomerPayment", "PAY-77", internalID: "5")]) {
            (server: Loopback) async throws in
            let reply = try await server.ledger().send(.erp(.applyCash(payment: payment)), key: "k")
            #expect(reply.reference == "5")
            #expect(server.requests.map { $0.headers["soapaction"] } == ["\"get\""])
        }
    }

    @Test func `a new payment is applied to the invoice's internal id`() async throws {
        let payment = try Fixtures.payment()
        let answers = [
            Answers.missing, Answers.found("Invoice", "INV-1001", internalID: "31"),
            Answers.upserted("customerPayment", "PAY-77", internalID: "6"),
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            let reply = try await server.ledger().send(.erp(.applyCash(payment: payment)), key: "k")
            #expect(reply.reference == "6")
            let record = try self.record(server.requests[2])
            #expect(self.names(record) == ["arAcct", "customer", "currency", "payment", "tranDate", "applyList"])
            #expect(record.children.last?.children.first?.children.map(\.text) == ["true", "31", "1429.19"])
        }
    }

    @Test func `a payment for no invoice is rejected, and a lost read before it did nothing`() async throws {
        let request = RevenueRequest.erp(.applyCash(payment: try Fixtures.payment()))
        try await Loopback.answering([Answers.missing, Answers.missing, .cut]) { (server: Loopback) async throws in
            #expect(try await failureOf { _ = try await server.ledger().send(request, key: "k") }.kind == .rejected)
            #expect(try await failureOf { _ = try await server.ledger().send(request, key: "k") }.kind == .transient)
        }
    }

    @Test func `validation names every missing mapping and asks nobody`() async throws {
        var mappings = Fixtures.mappings
        mappings.items = [:]
        mappings.accounts = [:]
        let request = RevenueRequest.erp(.validate(order: try Fixtures.order()))
        try await Loopback.answering([]) { (server: Loopback) async throws in
            let ledger = server.ledger(mappings: mappings)
            let failure = try await failureOf { _ = try await ledger.send(request, key: "k") }
            #expect(failure.kind == .rejected)
            #expect(failure.reason.contains("systems.erp.mappings.items.SEAT"))
            #expect(failure.reason.contains("systems.erp.mappings.accounts.receivable"))
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `a new customer under a known parent is valid`() async throws {
        let request = RevenueRequest.erp(.validate(order: try Fixtures.order(parent: "ACC-0")))
        let answers = [Answers.missing, Answers.found("Customer", "ACC-0", internalID: "8")]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            #expect(try await server.ledger().send(request, key: "k") == RevenueReply())
            #expect(server.requests.count == 2)
        }
    }

    @Test func `a look-up says whether it was carried out, undos included`() async throws {
        let invoice = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        let cancel = RevenueRequest.erp(.cancelSalesOrder(order: "Q-1042"))
        let there = Answers.found("SalesOrder", "Q-1042", internalID: "12")
        let answers = [
            Answers.found("Invoice", "INV-1001", internalID: "31"), Answers.missing, Answers.missing, there, .cut,
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            let ledger = server.ledger()
            #expect(try await ledger.lookUp(invoice, key: "k")?.reference == "31")
            #expect(try await ledger.lookUp(invoice, key: "k") == nil)
            #expect(try await ledger.lookUp(cancel, key: "k") == RevenueReply())
            #expect(try await ledger.lookUp(cancel, key: "k") == nil)
            #expect(try await failureOf { _ = try await ledger.lookUp(cancel, key: "k") }.kind == .inDoubt)
        }
    }
}

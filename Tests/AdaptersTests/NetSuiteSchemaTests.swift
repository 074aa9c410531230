import AsyncHTTPClient
import RevenueModel
import SagaModel
import SuiteTalk
import Testing
import XML

@testable import Adapters

struct NetSuiteSchemaTests {
    private static func client(_ url: String) -> NetSuiteClient {
        Fixtures.ledger(Fixtures.settings(url: url)).client
    }

    @Test(arguments: [
        // Out of the schema's order.
        [RecordKind.invoice.text("memo", "x"), RecordKind.invoice.text("otherRefNum", "y")],
        // No field of an invoice.
        [RecordKind.invoice.text("payment", "1.00")],
        // No amount.
        [RecordKind.invoice.text("total", "1,00")], [RecordKind.invoice.text("total", "1e3")],
        // A field of another record type's namespace.
        [RecordKind.creditMemo.text("memo", "x")],
    ])
    func `a document that breaks the schema does not leave`(fields: [XMLOutput]) async throws {
        try await Loopback.answering([]) { (server: Loopback) async throws in
            let record = NetSuiteRecord(.invoice, externalID: "INV-1", fields)
            let failure = try await failureOf {
                _ = try await Self.client(server.url).perform(.upsert(record), toward: "post invoice INV-1")
            }
            #expect(failure.kind == .rejected)
            #expect(failure.reason.contains("nothing was sent"))
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `an external id that is empty does not leave`() async throws {
        try await Loopback.answering([]) { (server: Loopback) async throws in
            let request = RevenueRequest.erp(.cancelSalesOrder(order: ""))
            let failure = try await failureOf { _ = try await server.ledger().send(request, key: "k") }
            #expect(failure.kind == .rejected && server.requests.isEmpty)
        }
    }
}

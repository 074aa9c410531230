import AsyncHTTPClient
import Foundation
import RevenueModel
import SOAP
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

    /// Messages that the published schema found valid: an extra check, skipped where nobody put them.
    private static let specimens = URL(filePath: #filePath)
        .appending(path: "../../../../shared/reference/erpdata/netsuite/messages-2025_2").standardizedFileURL

    @Test(.enabled(if: FileManager.default.fileExists(atPath: Self.specimens.path), "no specimens beside this copy"))
    func `our schema agrees with the specimens, but for operations and fields that we never send`() throws {
        let ours = ["upsert", "get", "delete"]
        var checked = 0
        for file in try FileManager.default.contentsOfDirectory(at: Self.specimens, includingPropertiesForKeys: nil) {
            let bytes = Array(try Data(contentsOf: file))
            guard file.lastPathComponent.hasSuffix(".request.xml"), case .body(let entry, _) = try readSOAP(bytes),
                ours.contains(entry.name.local)
            else { continue }
            do throws(XMLSchemaError) { try SuiteTalkSchema.validate(bytes) } catch {
                Issue.record("\(file.lastPathComponent): \(error)")
            }
            checked += 1
        }
        #expect(checked > 10)
    }
}

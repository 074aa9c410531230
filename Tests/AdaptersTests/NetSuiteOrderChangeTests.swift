import RevenueModel
import SagaModel
import Testing
import XML

@testable import Adapters

struct NetSuiteOrderChangeTests {
    private typealias Answers = NetSuiteAnswers

    private static func order(with change: String?) -> Loopback.Answer {
        let mark = change.map { Answers.custom([("custcol_change", $0)]) } ?? ""
        let line = "<s:item><s:item internalId=\"501\"/><s:taxCode internalId=\"7\"/>\(mark)</s:item>"
        return Answers.found("SalesOrder", "Q-1042", internalID: "12", "<s:itemList>\(line)</s:itemList>")
    }

    @Test func `a change adds its lines, keeps those that stand there, and marks its own`() async throws {
        let request = RevenueRequest.erp(.changeSalesOrder(change: try NetSuiteFixtures.change()))
        let answers = [Self.order(with: nil), Answers.upserted("salesOrder", "Q-1042", internalID: "12")]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            #expect(try await server.ledger().send(request, key: "k").reference == "12")
            let record = try SentRecord(server.requests[1])
            #expect(record.names == ["itemList"])
            let list = try record.child("itemList")
            #expect(list.attribute("replaceAll") == "false")
            let line = try #require(list.children.first)
            let texts = ["-3", "Three seats less", "120.10", "-360.30", "2027-06-01T00:00:00", "2027-11-30T00:00:00"]
            #expect(line.children.map(\.text).filter { !$0.isEmpty } == texts)
            #expect(line.children.first { $0.name.local == "taxCode" }?.attribute("internalId") == "7")
            let fields = [
                "custcol_obligation": "platform-access", "custcol_corrects": "Q-1042:1", "custcol_change": "AMD-7:1",
            ]
            #expect(SentRecord.custom(line) == fields)
        }
    }

    @Test func `a change that the order remembers is not made again, and another's is no reason`() async throws {
        let request = RevenueRequest.erp(.changeSalesOrder(change: try NetSuiteFixtures.change()))
        let answers = [
            Self.order(with: "AMD-7:1"), Self.order(with: "AMD-6:1"),
            Answers.upserted("salesOrder", "Q-1042", internalID: "12"),
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            #expect(try await server.ledger().send(request, key: "k").reference == "12")
            #expect(server.requests.count == 1)
            _ = try await server.ledger().send(request, key: "k")
            #expect(server.requests.map(\.operation) == ["get", "get", "upsert"])
        }
    }

    @Test func `a look-up asks the order`() async throws {
        let request = RevenueRequest.erp(.changeSalesOrder(change: try NetSuiteFixtures.change()))
        let answers = [Self.order(with: "AMD-7:1"), Self.order(with: "AMD-6:1"), Answers.missing]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            #expect(try await server.ledger().lookUp(request, key: "k")?.reference == "12")
            #expect(try await server.ledger().lookUp(request, key: "k") == nil)
            #expect(try await server.ledger().lookUp(request, key: "k") == nil)
        }
    }

    @Test func `an order that is not there cannot be changed, and a field without a mapping is named`() async throws {
        let request = RevenueRequest.erp(.changeSalesOrder(change: try NetSuiteFixtures.change()))
        try await Loopback.answering([Answers.missing]) { (server: Loopback) async throws in
            var mappings = Fixtures.mappings
            mappings.customFields["change"] = nil
            let ledger = server.ledger(mappings: mappings)
            let unmapped = try await failureOf { _ = try await ledger.send(request, key: "k") }
            #expect(unmapped.kind == .rejected && server.requests.isEmpty)
            #expect(unmapped.reason.contains("systems.erp.mappings.customFields.change"))
            let absent = try await failureOf { _ = try await server.ledger().send(request, key: "k") }
            #expect(absent.kind == .rejected && absent.reason.contains("Q-1042"))
        }
    }

    @Test func `what is read before it is written promises no key`() throws {
        let ledger = Fixtures.ledger(Fixtures.settings(url: "http://127.0.0.1"))
        let careful: [RevenueRequest.ERP] = [
            .changeSalesOrder(change: try NetSuiteFixtures.change()),
            .postCredit(credit: try NetSuiteFixtures.credit()),
            .applyCash(payment: try Fixtures.payment()), .placeHold(hold: try NetSuiteFixtures.hold()),
        ]
        for request in careful {
            let capability = ledger.capability(of: .erp(request))
            #expect(capability.keyLifetime == nil && capability.canLookUp)
        }
        #expect(ledger.capability(of: .erp(.postInvoice(invoice: try Fixtures.invoice()))).keyLifetime != nil)
    }
}

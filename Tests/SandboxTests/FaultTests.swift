import Foundation
import FoundationNetworking
import RevenueModel
import Sandbox
import Testing

@Suite("A fault on order")
struct FaultTests {
    private static let drafts = ["billing": ["invoice": ["draft": 1]]]

    @Test("refuses, or is not there, and does nothing", arguments: [("refuse", 422), ("unavailable", 503)])
    func doesNothing(kind: String, status: Int) async throws {
        try await TestWorld.run(faults: ["billing.draftInvoice=\(kind)*1"]) { world in
            let answer = try await world.bill(.draftInvoice(order: order()), key: "k1")
            #expect(answer.status == status)
            #expect(try await world.counts().documents.isEmpty)
            #expect(try await world.bill(.draftInvoice(order: order()), key: "k1").status == 200)
        }
    }

    @Test("cuts the connection before or after the work", arguments: [("drop-before", false), ("drop-after", true)])
    func cuts(kind: String, isDone: Bool) async throws {
        try await TestWorld.run(faults: ["billing.draftInvoice=\(kind)*1"]) { world in
            await #expect(throws: URLError.self) {
                try await world.bill(.draftInvoice(order: order()), key: "k1")
            }
            #expect(try await world.counts().documents == (isDone ? Self.drafts : [:]))
            let found = try await world.send("GET", "/billing/requests/k1").status
            #expect(found == (isDone ? 200 : 404))
        }
    }

    @Test("answers with bytes that nobody can read, after the work")
    func babbles() async throws {
        try await TestWorld.run(faults: ["billing.draftInvoice=garbage*1"]) { world in
            let answer = try await world.bill(.draftInvoice(order: order()), key: "k1")
            #expect(answer.status == 200)
            #expect(throws: (any Error).self) { try answer.read(RevenueReply.self) }
            #expect(try await world.counts().documents == Self.drafts)
        }
    }

    @Test("answers late")
    func delays() async throws {
        try await TestWorld.run(faults: ["crm.validateAccount=slow:300"]) { world in
            let request = RevenueRequest.CRM.validateAccount(account: Account(id: "ACME-001", name: ""))
            let start = ContinuousClock.now
            let answer = try await world.ask("crm", request, key: "k1")
            #expect(answer.status == 200)
            #expect(ContinuousClock.now - start >= .milliseconds(300))
            #expect(try await world.counts().faults == ["crm.validateAccount=slow:300"])
        }
    }

    @Test("strikes the ERP by operation and record")
    func strikesERP() async throws {
        try await TestWorld.run(faults: ["erp.upsert.invoice=drop-after*1", "erp.upsert.customer=refuse*1"]) { world in
            #expect(try await world.upsert(.customer()).code == "USER_ERROR")
            _ = try await world.upsert(.customer())
            await #expect(throws: URLError.self) { try await world.upsert(.invoice("INV-1")) }
            #expect(try await world.refer("get", "invoice", "INV-1").code == nil)
        }
    }

    @Test(
        "is read from text, and written as it was read",
        arguments: [
            "erp.upsert.invoice=drop-after*1", "billing.draftInvoice=slow:250", "erp.get.invoice=garbage*3",
        ]
    )
    func reads(text: String) throws { #expect(try Fault(text).description == text) }

    @Test("is refused when it makes no sense", arguments: ["", "a=b", "billing.x=slow", "billing.x=refuse*0"])
    func refuses(text: String) { #expect(throws: Refusal.self) { try Fault(text) } }
}

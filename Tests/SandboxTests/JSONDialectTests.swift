import Foundation
import RevenueModel
import Sandbox
import Testing

@Suite("The systems that speak JSON")
struct JSONDialectTests {
    @Test(
        "refuse an account that is unknown or inactive",
        arguments: [("NOBODY", "unknown-account"), ("UMBRELLA-001", "inactive-account")]
    )
    func refusesAccounts(account: String, code: String) async throws {
        try await TestWorld.run { world in
            let request = RevenueRequest.CRM.validateAccount(account: Account(id: account, name: ""))
            let answer = try await world.ask("crm", request, key: "k1")
            #expect(answer.status == 422)
            #expect(answer.code == code)
            let known = RevenueRequest.CRM.validateAccount(account: Account(id: "ACME-001", name: ""))
            #expect(try await world.ask("crm", known, key: "k2").status == 200)
        }
    }

    @Test("draw up an invoice with tax rounded once a line, half away from zero")
    func drawsUpInvoices() async throws {
        try await TestWorld.run { world in
            let reply = try await world.bill(.draftInvoice(order: order()), key: "k1").read(RevenueReply.self)
            let invoice = try #require(reply.invoice)
            #expect(invoice.number == "INV-1001")
            #expect(invoice.lines.map(\.tax.decimal) == ["56.99", "0.10"])
            #expect(invoice.net.decimal == "300.47")
            #expect(invoice.total.decimal == "357.56")
            #expect(invoice.dueOn.description == "2026-12-01")
        }
    }

    @Test("repeat the answer to a key, and do the work once")
    func repeatsAnswers() async throws {
        try await TestWorld.run { world in
            let first = try await world.bill(.draftInvoice(order: order()), key: "saga/1:draft")
            let second = try await world.bill(.draftInvoice(order: order()), key: "saga/1:draft")
            #expect(first.body == second.body)
            #expect(try await world.counts().documents["billing"]?["invoice"] == ["draft": 1])
            let other = try await world.bill(.draftInvoice(order: order("Q-2")), key: "saga/1:draft")
            #expect(other.status == 409)
            #expect(other.code == "key-reused")
            let found = try await world.send("GET", "/billing/requests/saga%2F1%3Adraft")
            #expect(found.body == first.body)
            let absent = try await world.send("GET", "/billing/requests/saga%2F2")
            #expect(absent.status == 404)
            #expect(absent.code == "absent")
        }
    }

    @Test("never use an invoice number again, and refuse to void what is issued")
    func keepsNumbers() async throws {
        try await TestWorld.run { world in
            #expect(try await world.bill(.voidDraft(order: "Q-1"), key: "k0").status == 200)
            _ = try await world.bill(.draftInvoice(order: order()), key: "k1")
            #expect(try await world.bill(.draftInvoice(order: order()), key: "k2").code == "already-exists")
            #expect(try await world.bill(.voidDraft(order: "Q-1"), key: "k3").status == 200)
            let again = try await world.bill(.draftInvoice(order: order()), key: "k4").read(RevenueReply.self)
            #expect(again.invoice?.number == "INV-1002")
            #expect(try await world.bill(.issueInvoice(number: "INV-1001"), key: "k5").code == "unknown-invoice")
            #expect(try await world.bill(.issueInvoice(number: "INV-1002"), key: "k6").status == 200)
            #expect(try await world.bill(.voidDraft(order: "Q-1"), key: "k7").code == "already-issued")
        }
    }

    @Test("refuse what is not on sale")
    func refusesItems() async throws {
        try await TestWorld.run { world in
            let wrong = try order(lines: [line(1, "UNICORN", "1", "1.00")])
            #expect(try await world.bill(.validateCatalog(order: wrong), key: "k1").code == "unknown-item")
            var elsewhere = try order()
            elsewhere.legalEntity = "northwind-fr"
            let answer = try await world.bill(.validateCatalog(order: elsewhere), key: "k2")
            #expect(answer.code == "unknown-legal-entity")
        }
    }

    @Test("take back what is there, and what is not")
    func takesBack() async throws {
        try await TestWorld.run { world in
            #expect(try await world.bill(.cancelSubscription(order: "Q-1"), key: "k1").status == 200)
            #expect(try await world.bill(.createSubscription(order: order()), key: "k2").status == 200)
            #expect(try await world.bill(.createSubscription(order: order()), key: "k3").code == "already-exists")
            #expect(try await world.bill(.cancelSubscription(order: "Q-1"), key: "k4").status == 200)
            let grant = RevenueRequest.Support.grantEntitlement(order: try order())
            #expect(try await world.ask("support", grant, key: "k5").status == 200)
            let revoke = RevenueRequest.Support.revokeEntitlement(order: "Q-1")
            #expect(try await world.ask("support", revoke, key: "k6").status == 200)
            let onboard = RevenueRequest.Success.startOnboarding(order: "Q-1", account: "ACME-001")
            #expect(try await world.ask("success", onboard, key: "k7").status == 200)
            let documents = try await world.counts().documents
            #expect(documents["billing"]?["subscription"] == ["cancelled": 1])
            #expect(documents["support"]?["entitlement"] == ["cancelled": 1])
            #expect(documents["success"]?["onboarding"] == ["active": 1])
        }
    }

    @Test("tell what was paid, and name the invoices when asked for one that is unknown")
    func tellsPayments() async throws {
        struct Events: Decodable { let events: [SandboxEvent] }
        try await TestWorld.run { world in
            _ = try await world.bill(.draftInvoice(order: order()), key: "k1")
            let unknown = try await world.operate("pay", ["invoice": "INV-9"])
            #expect(unknown.status == 422)
            #expect(try unknown.read(Refusal.self).message.contains("INV-1001"))
            let payment = try await world.operate("pay", ["invoice": "INV-1001"]).read(Payment.self)
            #expect(payment.id == "PAY-1")
            #expect(payment.amount.decimal == "357.56")
            let events = try await world.send("GET", "/events?after=0").read(Events.self).events
            #expect(events.map(\.type) == ["payment-settled"])
            #expect(events.first?.payment == payment)
            #expect(try await world.send("GET", "/events?after=1").read(Events.self).events.isEmpty)
        }
    }
}

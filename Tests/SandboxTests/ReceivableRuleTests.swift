import RevenueModel
import Sandbox
import Testing
import XML

@Suite("The ERP's rules for credits, journals and holds")
struct ReceivableRuleTests {
    private static func withInvoice(_ body: (TestWorld, _ invoice: String) async throws -> Void) async throws {
        try await TestWorld.run { world in
            _ = try await world.upsert(.customer())
            try await body(world, try #require(try await world.upsert(.invoice("INV-1")).internalID))
        }
    }

    @Test("a credit takes revenue and tax back, settles the invoice, and is applied once")
    func credits() async throws {
        try await Self.withInvoice { world, invoice in
            let credit = Record.credit("CR-1", invoice: invoice, applied: "100.00")
            #expect(try await world.upsert(credit).code == nil)
            #expect(try await world.upsert(credit).code == nil)
            let counts = try await world.counts()
            #expect(counts.isBalanced)
            #expect(counts.trialBalance["receivable"] == ["EUR": "315.35"])
            #expect(counts.trialBalance["deferred-revenue"] == ["EUR": "-265.00"])
            #expect(counts.trialBalance["tax-payable"] == ["EUR": "-50.35"])
            #expect(counts.openBalances == ["INV-1": "EUR 334.35"])
            #expect(counts.openCredits == ["CR-1": "EUR 19.00"])
            #expect(try await world.refer("delete", "invoice", "INV-1").code == "CANT_DELETE_TRANS")
            #expect(try await world.refer("delete", "creditMemo", "CR-1").code == nil)
            #expect(try await world.counts().openBalances == ["INV-1": "EUR 434.35"])
            #expect(try await world.refer("delete", "invoice", "INV-1").code == nil)
        }
    }

    @Test("a credit is not applied beyond its total or what is open, changed, or posted into a closed period")
    func refusesCredits() async throws {
        try await Self.withInvoice { world, invoice in
            let (tooMuch, nobodys) = ("119.01", "99")
            #expect(try await world.upsert(.credit("CR-1", invoice: invoice, applied: tooMuch)).code == "USER_ERROR")
            #expect(
                try await world.upsert(.credit("CR-1", invoice: nobodys, applied: "1.00")).code == "INVALID_KEY_OR_REF"
            )
            #expect(try await world.upsert(.payment("P-1", invoice: invoice, "400.00")).code == nil)
            #expect(try await world.upsert(.credit("CR-1", invoice: invoice, applied: "34.36")).code == "USER_ERROR")
            #expect(try await world.upsert(.credit("CR-1", invoice: invoice, applied: "34.35")).code == nil)
            #expect(try await world.upsert(.credit("CR-1", invoice: invoice, applied: "30.00")).code == "USER_ERROR")
            _ = try await world.operate("close", ["period": "2026-11"])
            #expect(
                try await world.upsert(.credit("CR-2", invoice: invoice, applied: "1.00")).code == "TRAN_PERIOD_CLOSED"
            )
            #expect(try await world.refer("delete", "creditMemo", "CR-1").code == "TRAN_PERIOD_CLOSED")
        }
    }

    @Test("a journal entry balances, names accounts that are there, and is posted once")
    func journals() async throws {
        try await TestWorld.run { world in
            let entry = Record.journal("JE-1", debit: "50.00", credit: "50.00")
            #expect(try await world.upsert(.journal("JE-1", debit: "50.00", credit: "49.99")).code == "USER_ERROR")
            #expect(try await world.upsert(entry).code == nil)
            #expect(try await world.upsert(entry).code == nil)
            #expect(try await world.counts().trialBalance["revenue"] == ["EUR": "-50.00"])
            #expect(try await world.upsert(.journal("JE-1", debit: "60.00", credit: "60.00")).code == nil)
            #expect(try await world.counts().trialBalance["revenue"] == ["EUR": "-60.00"])
            #expect(try await world.counts().isBalanced)
            _ = try await world.operate("close", ["period": "2026-11"])
            #expect(
                try await world.upsert(.journal("JE-2", debit: "1.00", credit: "1.00")).code == "TRAN_PERIOD_CLOSED"
            )
            #expect(try await world.refer("delete", "journalEntry", "JE-1").code == "TRAN_PERIOD_CLOSED")
        }
    }

    @Test("a hold flags the invoice and posts nothing, even in a closed period; an unknown field is refused")
    func holds() async throws {
        try await Self.withInvoice { world, _ in
            _ = try await world.operate("close", ["period": "2026-11"])
            let before = try await world.counts()
            #expect(
                try await world.upsert(.hold("INV-1", "CS-9", scriptID: "custbody_nobody")).code
                    == "INVALID_CSTM_FIELD_REF"
            )
            #expect(try await world.upsert(.hold("INV-1", "CS-9")).code == nil)
            let held = try await world.counts()
            #expect(held.holds == ["INV-1": "CS-9"])
            #expect(held.trialBalance == before.trialBalance && held.openBalances == before.openBalances)
            #expect(try await world.upsert(.hold("INV-1", "")).code == nil)
            #expect(try await world.counts().holds.isEmpty)
        }
    }

    @Test("too many requests at once are turned away as the service does it, and did nothing")
    func busy() async throws {
        let faults = ["erp.upsert.credit-memo=busy*1", "billing.draftInvoice=busy*1"]
        try await TestWorld.run(faults: faults) { world in
            _ = try await world.upsert(.customer())
            let invoice = try #require(try await world.upsert(.invoice("INV-1")).internalID)
            let credit = Record.credit("CR-1", invoice: invoice, applied: "1.00")
            let blocked = try await world.upsert(credit)
            #expect(blocked.status == 500 && blocked.code == "WS_REQUEST_BLOCKED")
            #expect(try await world.counts().documents["erp"]?["creditMemo"] == nil)
            #expect(try await world.upsert(credit).code == nil)
            #expect(try await world.bill(.draftInvoice(order: order()), key: "k").status == 429)
        }
    }

    @Test("what breaks the schema is answered with a fault, and does nothing")
    func validates() async throws {
        try await TestWorld.run { world in
            var record = Record.customer()
            record.fields.reverse()
            let answer = try await world.upsert(record)
            #expect(answer.status == 500 && answer.code == "UNEXPECTED_ERROR")
            #expect(try await world.counts().documents["erp"] == nil)
        }
    }
}

import AdapterConformance
import Adapters
import RevenueModel
import SagaModel
import Sandbox
import Testing

/// What no recipe can say, because it changes a document instead of making one, at the sandbox's ERP.
struct LedgerStoryTests {
    private static func run(_ body: (SandboxRemote, RevenueSystem) async throws -> Void) async throws {
        try await SandboxRemote.run { sandbox in
            let ledger = NetSuiteSubject(sandbox: sandbox).adapter(at: sandbox.url)
            for request in [
                RevenueRequest.ERP.createSalesOrder(order: try Samples.order(1)),
                .postInvoice(invoice: try Samples.invoice(1)),
            ] { _ = try await ledger.send(.erp(request), key: "story/prepare") }
            try await body(sandbox, ledger)
        }
    }

    @Test func `a change is added to the order once, and the order says so`() async throws {
        try await Self.run { sandbox, ledger in
            let line = try Samples.order(1).lines[0]
            let delta = OrderDelta(
                number: 2,
                corrects: 1,
                item: line.item,
                description: "Three less",
                quantity: try Decimal("-3"),
                unitPrice: line.unitPrice,
                amount: try Samples.euros(-36_030),
                obligation: line.obligation,
                from: line.from,
                until: line.until
            )
            let change = RevenueRequest.erp(
                .changeSalesOrder(
                    change: OrderChange(number: "AMD-7:1", order: "Q-1", effectiveOn: line.from, lines: [delta])
                )
            )
            #expect(try await ledger.lookUp(change, key: "k") == nil)
            let reply = try await ledger.send(change, key: "k")
            #expect(try await ledger.send(change, key: "k") == reply)
            #expect(try await ledger.lookUp(change, key: "k") == reply)
            let order = try await sandbox.documents(of: .erp).first { $0.kind == "salesOrder" }
            #expect(order?.amount == "840.70", "1201.00 less 360.30, once")
        }
    }

    @Test func `holds nest, and a held invoice keeps its balance`() async throws {
        try await Self.run { sandbox, ledger in
            func hold(_ id: String) throws -> InvoiceHold {
                InvoiceHold(id: id, invoice: "INV-1", reason: "outage", placedOn: try Samples.day("2026-12-02"))
            }
            let before = await sandbox.server.store.counts()
            for id in ["CS-9", "CS-10", "CS-9"] {
                _ = try await ledger.send(.erp(.placeHold(hold: try hold(id))), key: "k")
            }
            #expect(await sandbox.server.store.counts().holds == ["INV-1": "CS-9, CS-10"])
            #expect(await sandbox.server.store.counts().openBalances == before.openBalances)
            _ = try await ledger.send(.erp(.releaseHold(hold: try hold("CS-9"))), key: "k")
            #expect(await sandbox.server.store.counts().holds == ["INV-1": "CS-10"])
            let released = try await ledger.lookUp(.erp(.placeHold(hold: try hold("CS-9"))), key: "k")
            let standing = try await ledger.lookUp(.erp(.placeHold(hold: try hold("CS-10"))), key: "k")
            #expect(released == nil && standing != nil)
            _ = try await ledger.send(.erp(.releaseHold(hold: try hold("CS-10"))), key: "k")
            #expect(await sandbox.server.store.counts().holds.isEmpty)
        }
    }

    @Test func `a reversed journal entry nets to zero, beside the one that stays`() async throws {
        try await Self.run { sandbox, ledger in
            let reverse = RevenueRequest.erp(.reverseJournal(reversal: try Samples.reversal(of: "JE-1")))
            #expect(try await ledger.send(reverse, key: "k") == RevenueReply(), "nothing to reverse yet")
            _ = try await ledger.send(.erp(.postJournal(entry: try Samples.journal(1))), key: "k")
            #expect(try await ledger.lookUp(reverse, key: "k") == nil)
            let reply = try await ledger.send(reverse, key: "k")
            #expect(try await ledger.send(reverse, key: "k") == reply)
            #expect(try await ledger.lookUp(reverse, key: "k") == reply)
            let counts = await sandbox.server.store.counts()
            #expect(counts.documents["erp"]?["journalEntry"] == ["active": 2])
            #expect(counts.trialBalance["revenue"] == ["EUR": "0.00"] && counts.isBalanced)
        }
    }

    @Test func `the limit is the sandbox's`() async throws {
        try await SandboxRemote.run { sandbox in
            let adapter = NetSuiteSubject(sandbox: sandbox).adapter(at: sandbox.url)
            let ledger = try #require(adapter as? NetSuiteAdapter)
            let limit = try await ledger.concurrencyLimit()
            #expect(limit == ConcurrencyLimit(requests: 15, scope: .account))
        }
    }
}

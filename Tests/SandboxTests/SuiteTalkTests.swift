import RevenueModel
import Sandbox
import Testing

@Suite("The ERP")
struct SuiteTalkTests {
    @Test("books an invoice, its payment and the end of the month, and stays balanced")
    func keepsBooks() async throws {
        try await TestWorld.run { world in
            #expect(try await world.upsert(.customer()).internalID == "1")
            let invoice = try #require(try await world.upsert(.invoice("INV-1001")).internalID)
            let posted = try await world.counts().trialBalance
            #expect(posted["receivable"] == ["EUR": "434.35"])
            #expect(posted["deferred-revenue"] == ["EUR": "-365.00"])
            #expect(posted["tax-payable"] == ["EUR": "-69.35"])
            let open = try await world.refer("get", "invoice", "INV-1001")
            #expect(open.field("amountRemaining") == "434.35")
            #expect(open.field("status") == "Open")
            let payment = Record.payment("PAY-1", invoice: invoice, "434.35")
            #expect(try await world.upsert(payment).code == nil)
            #expect(try await world.upsert(payment).code == nil)
            #expect(try await world.operate("close", ["period": "2026-11"]).status == 200)
            let counts = try await world.counts()
            #expect(counts.isBalanced)
            #expect(counts.trialBalance["cash"] == ["EUR": "434.35"])
            #expect(counts.trialBalance["receivable"] == ["EUR": "0.00"])
            #expect(counts.trialBalance["deferred-revenue"] == ["EUR": "-335.00"])
            #expect(counts.trialBalance["revenue"] == ["EUR": "-30.00"])
            #expect(counts.openBalances == ["INV-1001": "EUR 0.00"])
            #expect(try await world.refer("get", "invoice", "INV-1001").field("status") == "Paid In Full")
        }
    }

    @Test("posts a changed invoice anew, an unchanged one not, and takes a deleted one out")
    func reposts() async throws {
        try await TestWorld.run { world in
            _ = try await world.upsert(.customer())
            let first = try await world.upsert(.invoice("INV-1")).internalID
            let second = try await world.upsert(.invoice("INV-1")).internalID
            #expect(first == second)
            #expect(try await world.counts().trialBalance["receivable"] == ["EUR": "434.35"])
            _ = try await world.upsert(.invoice("INV-1", amount: "100.00"))
            #expect(try await world.counts().trialBalance["receivable"] == ["EUR": "169.35"])
            #expect(try await world.refer("delete", "invoice", "INV-1").code == nil)
            let counts = try await world.counts()
            #expect(counts.trialBalance["receivable"] == ["EUR": "0.00"])
            #expect(counts.documents["erp"]?["invoice"] == ["deleted": 1])
            #expect(counts.isBalanced)
        }
    }

    @Test("refuses what its books do not allow")
    func refuses() async throws {
        try await TestWorld.run { world in
            #expect(try await world.upsert(.invoice("INV-1")).code == "INVALID_KEY_OR_REF")
            _ = try await world.upsert(.customer())
            #expect(try await world.upsert(.salesOrder("Q-1", item: "999")).code == "INVALID_KEY_OR_REF")
            #expect(try await world.upsert(.salesOrder("Q-1")).code == nil)
            let invoice = try #require(try await world.upsert(.invoice("INV-1")).internalID)
            #expect(try await world.refer("delete", "salesOrder", "Q-1").code == "CANT_DELETE_TRANS")
            #expect(try await world.upsert(.payment("P-1", invoice: invoice, "434.36")).code == "USER_ERROR")
            #expect(try await world.upsert(.payment("P-1", invoice: "77", "1.00")).code == "INVALID_KEY_OR_REF")
            #expect(try await world.upsert(.payment("P-1", invoice: invoice, "4.35")).code == nil)
            #expect(try await world.refer("delete", "invoice", "INV-1").code == "CANT_DELETE_TRANS")
            #expect(try await world.refer("get", "invoice", "INV-2").code == "RCRD_DSNT_EXIST")
            #expect(try await world.refer("delete", "invoice", "INV-2").code == "RCRD_DSNT_EXIST")
            _ = try await world.operate("close", ["period": "2026-11"])
            #expect(try await world.upsert(.invoice("INV-3")).code == "TRAN_PERIOD_CLOSED")
            #expect(try await world.upsert(.invoice("INV-3", date: "2026-12-01")).code == nil)
        }
    }

    @Test("believes no wrong signature, no nonce twice, and no SOAPAction of another operation")
    func checksWhoAsks() async throws {
        try await TestWorld.run { world in
            let wrong = try await world.upsert(.customer(), signature: "AAAA")
            #expect(wrong.status == 500)
            #expect(wrong.code == "INVALID_LOGIN_CREDENTIALS")
            #expect(try await world.upsert(.customer(), nonce: "abcdef123456").code == nil)
            #expect(try await world.upsert(.customer(), nonce: "abcdef123456").code == "INVALID_LOGIN_CREDENTIALS")
            let other = try await world.call("upsert", Record.customer("X").output, action: "delete")
            #expect(other.code == "UNEXPECTED_ERROR")
            #expect(try await world.counts().documents["erp"]?["customer"] == ["active": 1])
        }
    }
}

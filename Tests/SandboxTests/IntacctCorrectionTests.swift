import Foundation
import RevenueModel
import Sandbox
import Testing

@Suite("Corrections through the ERP's XML gateway")
struct IntacctCorrectionTests {
    private typealias Function = GatewayFunction

    private func run(_ world: TestWorld, _ session: String, _ function: String) async throws -> GatewayAnswer {
        try await world.request([(UUID().uuidString, function)], authentication: session)
    }

    private func entry(_ number: String, _ debit: String, _ credit: String) -> String {
        func line(_ account: String, _ side: String, _ amount: String) -> String {
            "<GLENTRY><ACCOUNTNO>\(account)</ACCOUNTNO><TR_TYPE>\(side)</TR_TYPE><TRX_AMOUNT>\(amount)</TRX_AMOUNT></GLENTRY>"
        }
        return """
            <create><GLBATCH><JOURNAL>GJ</JOURNAL><BATCH_DATE>12/31/2026</BATCH_DATE><BATCH_TITLE>t</BATCH_TITLE>\
            <REFERENCENO>\(number)</REFERENCENO><ENTRIES>\(line("2400", "1", debit))\(line("4000", "-1", credit))\
            </ENTRIES></GLBATCH></create>
            """
    }

    @Test("posts a journal entry that balances, and no other")
    func postsJournalEntries() async throws {
        try await TestWorld.run { world in
            let (session, _) = try await world.signIn()
            #expect(try await self.run(world, session, self.entry("J-1", "50.00", "50.00")).statuses == ["success"])
            #expect(try await self.run(world, session, self.entry("J-1", "50.00", "50.00")).codes == ["BL34000061"])
            #expect(try await self.run(world, session, self.entry("J-2", "50.00", "49.00")).codes == ["BL01001973"])
            let key = try await self.run(world, session, Function.find("GLBATCH", "REFERENCENO = 'J-1'"))
            let number = try #require(key.field("RECORDNO"))
            #expect(try await self.run(world, session, Function.find("GLENTRY", "BATCHNO = '\(number)'")).count == "2")
            #expect(try await world.counts().trialBalance["revenue"] == ["EUR": "-50.00"])
        }
    }

    @Test("credits an invoice, and gives up neither credit nor invoice while one is applied to the other")
    func creditsInvoices() async throws {
        try await TestWorld.run { world in
            let (session, _) = try await world.signIn()
            _ = try await self.run(world, session, Function.customer())
            let invoice = try #require(try await self.run(world, session, Function.invoice("INV-1")).keys.first)
            let adjustment = """
                <create_aradjustment><customerid>ACME-001</customerid>\(Function.date("datecreated", "11"))\
                <adjustmentno>CR-1</adjustmentno><aradjustmentitems><lineitem><glaccountno>2400</glaccountno>\
                <amount>-100.00</amount><locationid>northwind-de</locationid><itemid>SEAT</itemid></lineitem>\
                </aradjustmentitems></create_aradjustment>
                """
            let credit = try #require(try await self.run(world, session, adjustment).keys.first)
            let apply = """
                <create><ARPYMT><CUSTOMERID>ACME-001</CUSTOMERID><ARPYMTDETAILS><ARPYMTDETAIL>\
                <RECORDKEY>\(invoice)</RECORDKEY><ADJUSTMENTKEY>\(credit)</ADJUSTMENTKEY>\
                <TRX_ADJUSTMENTAMOUNT>100.00</TRX_ADJUSTMENTAMOUNT></ARPYMTDETAIL></ARPYMTDETAILS></ARPYMT></create>
                """
            #expect(try await self.run(world, session, apply).statuses == ["success"])
            #expect(try await self.run(world, session, apply).codes == ["BL01001973"])
            #expect(try await world.counts().openBalances == ["INV-1": "EUR 334.35"])
            let delete = "<delete><object>ARADJUSTMENT</object><keys>\(credit)</keys></delete>"
            #expect(try await self.run(world, session, delete).codes == ["BL01001973"])
            #expect(
                try await self.run(world, session, Function.reverse("invoice", key: invoice)).codes == ["BL01001973"]
            )
            let undone = try await self.run(world, session, Function.reverse("arpayment", key: credit))
            #expect(undone.statuses == ["success"])
            #expect(try await self.run(world, session, delete).statuses == ["success"])
            #expect(try await world.counts().openBalances == ["INV-1": "EUR 434.35"])
            #expect(try await world.counts().isBalanced)
        }
    }
}

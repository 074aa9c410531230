import Foundation
import RevenueModel
import Sandbox
import Testing

@Suite("The ERP's XML gateway")
struct IntacctGatewayTests {
    private typealias Function = GatewayFunction

    /// Each function by itself, under a control id of its own.
    private func run(_ world: TestWorld, _ session: String, _ functions: String...) async throws -> GatewayAnswer {
        try await world.request(functions.map { (UUID().uuidString, $0) }, authentication: session)
    }

    @Test("books on the same ledger as the other dialect: invoice, payment, and both taken back by entries")
    func keepsBooks() async throws {
        try await TestWorld.run { world in
            let (session, _) = try await world.signIn()
            #expect(try await self.run(world, session, Function.customer()).statuses == ["success"])
            let invoice = try #require(try await self.run(world, session, Function.invoice("INV-1")).keys.first)
            #expect(try await world.counts().trialBalance["receivable"] == ["EUR": "434.35"])
            #expect(try await world.refer("get", "invoice", "INV-1").field("amountRemaining") == "434.35")
            let payment = Function.payment("PAY-1", invoice: invoice, "434.35")
            let paid = try #require(try await self.run(world, session, payment).keys.first)
            let found = try await self.run(world, session, Function.find("ARINVOICE", "RECORDID = 'INV-1'"))
            #expect(found.field("STATE") == "Paid")
            #expect(found.field("TRX_TOTALDUE") == "0.00")
            let tooEarly = try await self.run(world, session, Function.reverse("invoice", key: invoice))
            #expect(tooEarly.codes == ["BL01001973"])
            #expect(
                try await self.run(world, session, Function.reverse("arpayment", key: paid)).statuses == ["success"]
            )
            #expect(
                try await self.run(world, session, Function.reverse("invoice", key: invoice)).statuses == ["success"]
            )
            let counts = try await world.counts()
            #expect(counts.isBalanced)
            #expect(counts.trialBalance["receivable"] == ["EUR": "0.00"])
            #expect(counts.trialBalance["cash"] == ["EUR": "0.00"])
            #expect(counts.documents["erp"]?["invoice"] == ["void": 1])
            let reversed = try await self.run(world, session, Function.find("ARINVOICE", "RECORDID = 'INV-1'"))
            #expect(reversed.field("STATE") == "Reversed")
            #expect(try await self.run(world, session, Function.invoice("INV-1")).codes == ["BL34000061"])
        }
    }

    @Test("books a reversal in the period of its own date, also when that of the document is closed")
    func reversesIntoAnOpenPeriod() async throws {
        try await TestWorld.run { world in
            let (session, _) = try await world.signIn()
            _ = try await self.run(world, session, Function.customer())
            let key = try #require(try await self.run(world, session, Function.invoice("INV-1")).keys.first)
            _ = try await world.operate("close", ["period": "2026-11"])
            #expect(try await self.run(world, session, Function.invoice("INV-2")).codes == ["BL01001973"])
            #expect(try await self.run(world, session, Function.reverse("invoice", key: key)).codes == ["BL01001973"])
            let later = try await self.run(world, session, Function.reverse("invoice", key: key, month: "12"))
            #expect(later.statuses == ["success"])
            #expect(try await world.counts().isBalanced)
        }
    }

    @Test("does all of a transaction or nothing")
    func rollsBack() async throws {
        try await TestWorld.run { world in
            let (session, _) = try await world.signIn()
            let functions = [("a", Function.customer()), ("b", Function.order("Q-1", item: "UNICORN"))]
            let refused = try await world.request(functions, authentication: session, isTransaction: true)
            #expect(refused.statuses == ["aborted", "failure"])
            #expect(refused.codes == ["XL03000009", "BL01001973"])
            #expect(try await world.counts().documents["erp"] == nil)
            let apart = try await world.request(functions, authentication: session)
            #expect(apart.statuses == ["success", "failure"])
            let good = [("a", Function.customer("B")), ("b", Function.order("Q-1"))]
            let done = try await world.request(good, authentication: session, isTransaction: true)
            #expect(done.statuses == ["success", "success"])
            #expect(done.keys == ["Sales Order-Q-1"])
            let gone = try await self.run(world, session, "<delete_sotransaction key=\"Sales Order-Q-1\"/>")
            #expect(gone.statuses == ["success"])
        }
    }

    @Test("carries out a control id once where it is unique, and a failed function's again")
    func refusesRepetitions() async throws {
        try await TestWorld.run { world in
            let (session, _) = try await world.signIn()
            func ask(_ control: String, _ id: String, _ content: String) async throws -> GatewayAnswer {
                try await world.request(
                    [(id, content)],
                    authentication: session,
                    controlID: control,
                    isUnique: true,
                    isTransaction: true
                )
            }
            #expect(try await ask("1", "k", Function.invoice("INV-1")).codes == ["BL01001973"])
            #expect(try await ask("2", "c", Function.customer()).statuses == ["success"])
            #expect(try await ask("2", "x", Function.customer("B")).text("control", "status") == "failure")
            #expect(try await ask("3", "k", Function.invoice("INV-1")).statuses == ["success"])
            #expect(try await ask("4", "k", Function.invoice("INV-2")).statuses == ["failure"])
            #expect(try await world.counts().documents["erp"]?["invoice"] == ["active": 1])
        }
    }

    @Test("lets in only who has a session, and opens one only for who knows the passwords")
    func checksWhoAsks() async throws {
        try await TestWorld.run { world in
            #expect(try await world.signIn(password: "wrong").1.codes == ["XL03000006"])
            let stranger = try await self.run(world, "<sessionid>made up</sessionid>", Function.customer())
            #expect(stranger.text("operation", "authentication", "status") == "failure")
            let (session, answer) = try await world.signIn()
            let endpoint = try #require(answer.text("operation", "result", "data", "api", "endpoint"))
            #expect(endpoint == "http://127.0.0.1:\(world.server.port)\(TestWorld.gateway)")
            let partner = try await world.request([("f", "<getAPISession/>")], authentication: session, password: "no")
            #expect(partner.text("control", "status") == "failure")
            #expect(try await world.counts().documents.isEmpty)
        }
    }

    @Test(
        "refuses what is not in its grammar before it looks at it",
        arguments: [
            "no document", "<!DOCTYPE request><request/>", "<request/>",
            "<request><control><password>p</password><senderid>s</senderid></control></request>",
        ]
    )
    func refusesOtherDocuments(document: String) async throws {
        try await TestWorld.run { world in
            let answer = try await world.gateway(document)
            #expect(answer.codes == ["XL03000003"])
        }
    }

    @Test("refuses elements in another order than its own")
    func refusesAnotherOrder() async throws {
        try await TestWorld.run { world in
            let (session, _) = try await world.signIn()
            _ = try await self.run(world, session, Function.customer())
            let swapped = Function.invoice("INV-1").replacing("<invoiceno>INV-1</invoiceno>", with: "")
                .replacing("</create_invoice>", with: "<invoiceno>INV-1</invoiceno></create_invoice>")
            #expect(try await self.run(world, session, swapped).codes == ["XL03000003"])
            #expect(try await self.run(world, session, Function.invoice("INV-1", account: "9")).codes == ["BL01001973"])
            #expect(try await world.counts().documents["erp"]?["invoice"] == nil)
        }
    }

    @Test("finds records by a field, and says how many there are")
    func answersQuestions() async throws {
        try await TestWorld.run { world in
            let (session, _) = try await world.signIn()
            _ = try await self.run(world, session, Function.customer("O'Neill"), Function.customer("B"))
            let one = try await self.run(world, session, Function.find("CUSTOMER", #"CUSTOMERID = 'O\'Neill'"#))
            #expect(one.count == "1")
            #expect(one.field("CUSTOMERID") == "O'Neill")
            #expect(try await self.run(world, session, Function.find("CUSTOMER", "")).count == "2")
            #expect(try await self.run(world, session, Function.find("CUSTOMER", "CUSTOMERID = 'C'")).count == "0")
            #expect(try await self.run(world, session, Function.find("UNICORN", "")).statuses == ["failure"])
        }
    }
}

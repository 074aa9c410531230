import Foundation
import RevenueModel
import SagaModel
import Testing
import XML

@testable import Adapters

struct IntacctAdapterTests {
    private typealias Answers = IntacctAnswers

    /// The functions of a request, by their control ids.
    private func functions(_ request: Loopback.Request) throws -> [(id: String, content: XMLElement)] {
        let root = try XMLReader().read(Array(request.body.utf8))
        let operation = try #require(root.child(QName("", "operation")))
        let content = try #require(operation.child(QName("", "content")))
        return try content.children.map { (try #require($0.attribute("controlid")), try #require($0.children.first)) }
    }

    private func text(_ element: XMLElement, _ path: String...) throws -> String {
        try path.reduce(element) { try #require($0.child(QName("", $1))) }.text
    }

    @Test func `an invoice is looked for, then posted under its key, with billing's own amounts`() async throws {
        let invoice = try Fixtures.invoice()
        try await Loopback.inSession([
            Answers.found("ARINVOICE"), Answers.created("create_invoice", id: "q/receivable"),
        ]) {
            (server: Loopback) async throws in
            let reply = try await server.intacct().send(.erp(.postInvoice(invoice: invoice)), key: "q/receivable")
            #expect(reply == RevenueReply(reference: "31"))
            let requests = server.requests
            try #require(requests.count == 3)
            let query = try #require(try self.functions(requests[1]).first?.content)
            #expect(try self.text(query, "query") == "RECORDID = 'INV-1001'")
            let (id, create) = try #require(try self.functions(requests[2]).first)
            #expect(id == "q/receivable")
            #expect(create.name.local == "create_invoice")
            #expect(try self.text(create, "datecreated", "day") == "21")
            let line = try #require(create.child(QName("", "invoiceitems"))?.children.first)
            #expect(try self.text(line, "amount") == "1201.00")
            #expect(try self.text(line, "taxentries", "taxentry", "trx_tax") == "228.19")
            #expect(try self.text(line, "revrecenddate", "month") == "11")
            #expect(requests[2].body.contains("<uniqueid>true</uniqueid>"))
            #expect(requests[2].body.contains("transaction=\"true\""))
            #expect(requests[1].body.contains("<uniqueid>false</uniqueid>"))
        }
    }

    @Test func `what is there already is not written again`() async throws {
        let invoice = try Fixtures.invoice()
        let record = "<RECORDNO>31</RECORDNO><RECORDID>INV-1001</RECORDID><STATE>Posted</STATE><ONHOLD>false</ONHOLD>"
        try await Loopback.inSession([Answers.found("ARINVOICE", record)]) { (server: Loopback) async throws in
            let reply = try await server.intacct().send(.erp(.postInvoice(invoice: invoice)), key: "k")
            #expect(reply.reference == "31")
            #expect(server.requests.count == 2)
        }
    }

    @Test func `customer and order leave in one transaction, the key on the order`() async throws {
        let order = try Fixtures.order()
        let read = Answers.operation(
            Answers.records("CUSTOMER", id: "n-1", []) + Answers.records("SODOCUMENT", id: "n-2", [])
        )
        let written = Answers.operation(
            Answers.result("create", id: "k:1", "<data listtype=\"objects\" count=\"1\"/>")
                + Answers.result("create_sotransaction", id: "k", "<key>Sales Order-Q-1042</key>")
        )
        try await Loopback.inSession([read, written]) { (server: Loopback) async throws in
            let reply = try await server.intacct().send(.erp(.createSalesOrder(order: order)), key: "k")
            #expect(reply.reference == "Sales Order-Q-1042")
            let functions = try self.functions(server.requests[2])
            #expect(functions.map(\.id) == ["k:1", "k"])
            #expect(functions.map(\.content.name.local) == ["create", "create_sotransaction"])
            #expect(server.requests[2].body.contains("<NAME>Nordwind &lt;Handel&gt;</NAME>"))
        }
    }

    @Test func `a known customer is brought up to date instead`() async throws {
        let order = try Fixtures.order()
        let customer = "<RECORDNO>5</RECORDNO><CUSTOMERID>ACC-1</CUSTOMERID>"
        let read = Answers.operation(
            Answers.records("CUSTOMER", id: "n-1", [customer]) + Answers.records("SODOCUMENT", id: "n-2", [])
        )
        try await Loopback.inSession([read, .cut]) { (server: Loopback) async throws in
            let request = RevenueRequest.erp(.createSalesOrder(order: order))
            let failure = try await failureOf { _ = try await server.intacct().send(request, key: "k") }
            #expect(failure.kind == .inDoubt)
            #expect(try self.functions(server.requests[2]).first?.content.name.local == "update")
        }
    }

    @Test func `a session is opened once, and its id is what later requests show`() async throws {
        let absent = Answers.found("ARINVOICE")
        let invoice = try Fixtures.invoice()
        try await Loopback.inSession([absent, absent]) { (server: Loopback) async throws in
            let intacct = server.intacct()
            for _ in 0..<2 {
                #expect(try await intacct.lookUp(.erp(.postInvoice(invoice: invoice)), key: "k") == nil)
            }
            #expect(server.requests.count == 3)
            #expect(server.requests[0].body.contains("<password>s3cret-user</password>"))
            #expect(server.requests[2].body.contains("<sessionid>s-1</sessionid>"))
            #expect(!server.requests[2].body.contains("s3cret-user"))
        }
    }

    @Test func `a session that ended is renewed for a question, and not for a write`() async throws {
        let invoice = try Fixtures.invoice()
        try await Loopback.answering([]) { (server: Loopback) async throws in
            server.add([
                Answers.session(server.url), Answers.notSignedIn(), Answers.session(server.url, id: "s-2"),
                Answers.found("ARINVOICE"), Answers.notSignedIn(),
            ])
            let request = RevenueRequest.erp(.postInvoice(invoice: invoice))
            let failure = try await failureOf { _ = try await server.intacct().send(request, key: "k") }
            #expect(failure.kind == .transient)
            #expect(server.requests.count == 5)
            #expect(server.requests[3].body.contains("<sessionid>s-2</sessionid>"))
        }
    }

    @Test func `a session elsewhere is not believed, and nothing is sent there`() async throws {
        let invoice = try Fixtures.invoice()
        try await Loopback.answering([Answers.session("https://evil.example")]) { (server: Loopback) async throws in
            let request = RevenueRequest.erp(.postInvoice(invoice: invoice))
            let failure = try await failureOf { _ = try await server.intacct().send(request, key: "k") }
            #expect(failure.kind == .transient)
            #expect(failure.reason.contains("evil.example"))
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: [
        ("https://api.intacct.com/a", "https://api-p301.intacct.com/b", true),
        ("https://api.intacct.com/a", "https://api.intacct.com.evil.example/b", false),
        ("https://api.intacct.com/a", "http://api.intacct.com/b", false),
        ("http://127.0.0.1:1/a", "http://127.0.0.1:2/a", false), ("http://127.0.0.1:1/a", "", false),
    ])
    func `a session's address must be the provider's`(configured: String, address: String, isSame: Bool) {
        #expect(IntacctSession.isSameProvider(address, configured) == isSame)
    }

    @Test func `names with an apostrophe cannot end the question`() async throws {
        let request = RevenueRequest.erp(.cancelSalesOrder(order: "Q' OR 1 = 1 --"))
        try await Loopback.inSession([Answers.found("SODOCUMENT")]) { (server: Loopback) async throws in
            #expect(try await server.intacct().send(request, key: "k") == RevenueReply())
            let query = try #require(try self.functions(server.requests[1]).first?.content)
            #expect(try self.text(query, "query") == #"DOCID = 'Sales Order-Q\' OR 1 = 1 --'"#)
        }
        let backslash = RevenueRequest.erp(.cancelSalesOrder(order: #"Q\"#))
        try await Loopback.answering([]) { (server: Loopback) async throws in
            let failure = try await failureOf { _ = try await server.intacct().send(backslash, key: "k") }
            #expect(failure.kind == .rejected)
            #expect(server.requests.isEmpty)
        }
    }
}

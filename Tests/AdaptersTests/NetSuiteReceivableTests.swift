import RevenueModel
import SagaModel
import Testing
import XML

@testable import Adapters

struct NetSuiteReceivableTests {
    private typealias Answers = NetSuiteAnswers

    @Test func `a credit is written once, applied to the invoice, and says what it corrects`() async throws {
        let request = RevenueRequest.erp(.postCredit(credit: try NetSuiteFixtures.credit()))
        let answers = [
            Answers.missing, Answers.found("Invoice", "INV-1001", internalID: "31"),
            Answers.upserted("creditMemo", "CR-77", internalID: "40"),
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            #expect(try await server.ledger().send(request, key: "k").reference == "40")
            #expect(server.requests.map(\.operation) == ["get", "get", "upsert"])
            let record = try SentRecord(server.requests[2])
            let order = [
                "currency", "entity", "tranDate", "subsidiary", "otherRefNum", "memo", "account", "itemList",
                "applyList",
            ]
            #expect(record.names == order)
            #expect(try record.text("memo") == "case CS-9: two weeks of outage")
            #expect(try record.child("applyList").children.first?.children.map(\.text) == ["true", "31", "119.00"])
            let line = try #require(try record.child("itemList").children.first)
            #expect(line.children.map(\.text).filter { !$0.isEmpty }.contains("100.00"))
            #expect(SentRecord.custom(line)["custcol_corrects"] == "INV-1001:1")
        }
    }

    @Test func `a credit is applied to each invoice that it settles, each line with its tax code`() async throws {
        var credit = try NetSuiteFixtures.credit()
        var line = credit.lines[0]
        (line.number, line.invoice, line.taxCode) = (2, "INV-1002", "DE-7")
        credit.lines.append(line)
        let amount = credit.total
        credit.total = try amount.adding(amount)
        credit.applications.append(CreditSettlement(invoice: "INV-1002", amount: amount))
        let request = RevenueRequest.erp(.postCredit(credit: credit))
        let answers = [
            Answers.missing, Answers.found("Invoice", "INV-1001", internalID: "31"),
            Answers.found("Invoice", "INV-1002", internalID: "32"),
            Answers.upserted("creditMemo", "CR-77", internalID: "40"),
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            _ = try await server.ledger().send(request, key: "k")
            let record = try SentRecord(server.requests[3])
            let applied = try record.child("applyList").children.map { $0.children.map(\.text) }
            #expect(applied == [["true", "31", "119.00"], ["true", "32", "119.00"]])
            let lines = try record.child("itemList").children
            let codes = lines.map { $0.children.first { $0.name.local == "taxCode" }?.attribute("internalId") }
            #expect(codes == ["7", "8"])
            #expect(lines.map { SentRecord.custom($0)["custcol_corrects"] } == ["INV-1001:1", "INV-1002:1"])
        }
        credit.applications[1].invoice = "INV-1001"
        let twice = RevenueRequest.erp(.postCredit(credit: credit))
        try await Loopback.answering([]) { (server: Loopback) async throws in
            let failure = try await failureOf { _ = try await server.ledger().send(twice, key: "k") }
            #expect(failure.kind == .rejected && failure.reason.contains("INV-1001"))
        }
    }

    @Test func `a credit that exists is not applied again, and one of which nothing is applied asks for no invoice`()
        async throws
    {
        let open = RevenueRequest.erp(.postCredit(credit: try NetSuiteFixtures.credit(applied: "0.00")))
        let answers = [
            Answers.found("CreditMemo", "CR-77", internalID: "40"), Answers.missing,
            Answers.upserted("creditMemo", "CR-77", internalID: "41"),
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            #expect(try await server.ledger().send(open, key: "k").reference == "40")
            #expect(try await server.ledger().send(open, key: "k").reference == "41")
            #expect(server.requests.map(\.operation) == ["get", "get", "upsert"])
            #expect(try !SentRecord(server.requests[2]).names.contains("applyList"))
        }
    }

    @Test func `a credit is not applied beyond its total, and nothing is sent`() async throws {
        for applied in ["119.01", "-1.00"] {
            let request = RevenueRequest.erp(.postCredit(credit: try NetSuiteFixtures.credit(applied: applied)))
            try await Loopback.answering([]) { (server: Loopback) async throws in
                let failure = try await failureOf { _ = try await server.ledger().send(request, key: "k") }
                #expect(failure.kind == .rejected && server.requests.isEmpty)
            }
        }
    }

    @Test func `a delta line says which line of which invoice it corrects`() async throws {
        var invoice = try Fixtures.invoice()
        invoice.lines[0].corrects = "INV-0999:1"
        let request = RevenueRequest.erp(.postInvoice(invoice: invoice))
        try await Loopback.answering([Answers.upserted("invoice", "INV-1001", internalID: "31")]) {
            (server: Loopback) async throws in
            _ = try await server.ledger().send(request, key: "k")
            let line = try #require(try SentRecord(server.requests[0]).child("itemList").children.first)
            let fields = ["custcol_obligation": "platform-access", "custcol_corrects": "INV-0999:1"]
            #expect(SentRecord.custom(line) == fields)
        }
    }

    @Test(arguments: ["invoice", "credit", "payment"])
    func `a reversal deletes, absence is success, and a refusal is one`(kind: String) async throws {
        let request = try Self.reversal(kind)
        let answers = [
            Answers.deleted(Self.type(kind), internalID: "31"), Answers.refused("delete", "RCRD_DSNT_EXIST"),
            Answers.refused("delete", "CANT_DELETE_TRANS"), Answers.refused("delete", "TRAN_PERIOD_CLOSED"), .cut,
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            let ledger = server.ledger()
            #expect(try await ledger.send(request, key: "k").reference == "31")
            #expect(try await ledger.send(request, key: "k") == RevenueReply())
            for _ in 0..<2 {
                let failure = try await failureOf { _ = try await ledger.send(request, key: "k") }
                #expect(failure.kind == .rejected)
                #expect(failure.reason.contains("credit memo") == (kind == "invoice"))
            }
            #expect(try await failureOf { _ = try await ledger.send(request, key: "k") }.kind == .inDoubt)
        }
    }

    @Test(arguments: ["invoice", "credit", "payment"])
    func `a look-up of a reversal says whether the document is gone`(kind: String) async throws {
        let request = try Self.reversal(kind)
        let type = Self.type(kind).prefix(1).uppercased() + Self.type(kind).dropFirst()
        let answers = [Answers.missing, Answers.found(type, "DOC-1", internalID: "31")]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            #expect(try await server.ledger().lookUp(request, key: "k") == RevenueReply())
            #expect(try await server.ledger().lookUp(request, key: "k") == nil)
        }
    }

    @Test func `a deletion says why where the account demands it`() async throws {
        try await Loopback.answering([Answers.deleted("invoice", internalID: "31")]) {
            (server: Loopback) async throws in
            var settings = Fixtures.settings(url: server.url)
            settings.deletionReason = "8"
            _ = try await Fixtures.ledger(settings).send(try Self.reversal("invoice"), key: "k")
            let entry = try SentRecord.entry(server.requests[0])
            #expect(entry.children.map(\.name.local) == ["baseRef", "deletionReason"])
            #expect(entry.children[1].children.first?.attribute("internalId") == "8")
            #expect(entry.children[1].children.last?.text == "entered by mistake")
        }
    }

    private static func reversal(_ kind: String) throws -> RevenueRequest {
        let reversal = try NetSuiteFixtures.reversal(of: "DOC-1")
        switch kind {
        case "invoice": return .erp(.reverseInvoice(reversal: reversal))
        case "credit": return .erp(.reverseCredit(reversal: reversal))
        default: return .erp(.reversePayment(reversal: reversal))
        }
    }

    private static func type(_ kind: String) -> String {
        switch kind {
        case "invoice": "invoice"
        case "credit": "creditMemo"
        default: "customerPayment"
        }
    }
}

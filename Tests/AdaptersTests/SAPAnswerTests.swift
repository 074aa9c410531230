import RevenueModel
import SagaModel
import Testing

@testable import Adapters

@Suite("An answer of SAP")
struct SAPAnswerTests {
    private typealias Answers = SAPAnswers

    /// What came of posting the invoice, when nothing stands there and the module answers this.
    private func failure(_ status: Int, _ answer: String, commit: Loopback.Answer? = nil) async throws -> Failure {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        let commit = commit ?? .text(200, Answers.committed)
        return try await Loopback.answering([.text(200, Answers.nothing), .text(status, answer), commit]) {
            (server: Loopback) async throws in
            try await failureOf { _ = try await Fixtures.sap(url: server.url).send(request, key: "k") }
        }
    }

    @Test(
        "is a success with a number and a row of type S, and then committed",
        arguments: [
            Answers.posted(),
            Answers.posted("010000000717102026", Answers.row("W") + Answers.row("S")),
            Answers.entry(
                "BapiAccDocumentPostResponse",
                "<ObjKey>010000000717102026</ObjKey><Return>\(Answers.row("S"))</Return>"
            ),
            Answers.entry(
                "AccDocumentPostResponse",
                "<objKey>010000000717102026</objKey><return>\(Answers.row("S"))</return>"
            ),
        ]
    )
    func success(answer: String) async throws {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        let script: [Loopback.Answer] = [
            .text(200, Answers.nothing), .text(200, answer), .text(200, Answers.committed),
        ]
        try await Loopback.answering(script) { (server: Loopback) async throws in
            #expect(try await Fixtures.sap(url: server.url).send(request, key: "k").reference == "0100000007")
            #expect(server.requests.map(\.method) == ["GET", "POST", "POST"])
            #expect(server.requests[2].path.hasSuffix("/bapi_transaction_commit"))
            #expect(server.requests.allSatisfy { $0.headers["authorization"]?.hasPrefix("Basic ") == true })
        }
    }

    @Test(
        "is what its rows and its number say, whatever HTTP says",
        arguments: [
            (Answers.posted("", Answers.row("E", "F5", "201")), Kind.rejected),
            (Answers.posted("010000000717102026", Answers.row("S") + Answers.row("E", "F5", "702")), .rejected),
            (Answers.posted("", Answers.row("E", "MC", "601")), .transient),
            (Answers.posted("", Answers.row("A", "00", "001")), .inDoubt),
            (Answers.posted("", Answers.row("E", "F5", "201") + Answers.row("A", "00", "001")), .inDoubt),
            (Answers.posted("", Answers.row("X")), .inDoubt),
            (Answers.posted("", Answers.row("S")), .inDoubt),
            (Answers.posted("000000000017102026", Answers.row("S")), .inDoubt),
            (Answers.posted("010000000799992026", Answers.row("S")), .inDoubt),
            (Answers.posted("0100000007", Answers.row("S")), .inDoubt),
            (Answers.posted("$", Answers.row("S")), .inDoubt),
            (Answers.posted("010000000717102026", ""), .inDoubt),
            (Answers.posted("010000000717102026", Answers.row("W")), .inDoubt),
            (Answers.ordered(), .inDoubt),
            (Answers.posted().replacing("</OBJ_KEY>", with: "</OBJ_KEY><ObjKey>010000000817102026</ObjKey>"), .inDoubt),
            (Answers.posted().replacing(SAPFunction.namespace, with: "urn:other"), .inDoubt),
            // A complaint beside the table, beside its rows, and inside one of them.
            (Answers.posted().replacing("<RETURN>", with: Answers.row("E", "F5", "201") + "<RETURN>"), .inDoubt),
            (Answers.posted().replacing("</RETURN>", with: "<TYPE>E</TYPE></RETURN>"), .inDoubt),
            (Answers.posted("010000000717102026", Answers.row("S", "RW", "605", Answers.row("A"))), .inDoubt),
            (Answers.fault("RFC_ERROR_FUNCTION_NOT_FOUND"), .rejected),
            (Answers.fault("RFC_ERROR_SYSTEM_FAILURE"), .inDoubt),
            ("", .inDoubt), ("<html>log in", .inDoubt), ("{\"d\":1}", .inDoubt),
            (String(Answers.posted().dropLast(30)), .inDoubt),
        ]
    )
    func kinds(answer: String, kind: Kind) async throws {
        #expect(try await self.failure(200, answer).kind == kind)
    }

    @Test(
        "under another status than 200",
        arguments: [
            (401, "", Kind.transient), (403, "", .transient), (404, "", .transient), (405, "", .transient),
            (412, "", .transient), (423, "", .transient), (429, "", .transient), (503, "", .transient),
            (400, Answers.fault("VALUE_TOO_LONG"), .inDoubt),
            (500, Answers.fault("RFC_ERROR_SYSTEM_FAILURE"), .inDoubt),
            (500, Answers.fault("RFC_ERROR_FUNCTION_NOT_FOUND"), .rejected), (500, "", .inDoubt),
            (500, Answers.posted(), .inDoubt), (502, "<html/>", .inDoubt), (504, "", .inDoubt), (302, "", .inDoubt),
        ]
    )
    func statuses(status: Int, answer: String, kind: Kind) async throws {
        #expect(try await self.failure(status, answer).kind == kind)
    }

    @Test(
        "leaves doubt when the commit after it is not a success",
        arguments: [
            Loopback.Answer.cut, .text(503, ""), .text(200, "garbage"), .text(200, Answers.posted()),
            .text(200, Answers.entry("TransactionCommitResponse", "<RETURN><TYPE>E</TYPE><ID>00</ID></RETURN>")),
            .text(200, Answers.entry("TransactionCommitResponse", "<RETURN></RETURN>")),
        ]
    )
    func commit(answer: Loopback.Answer) async throws {
        #expect(try await self.failure(200, Answers.posted(), commit: answer).kind == .inDoubt)
    }

    @Test("names the message and never the password")
    func words() async throws {
        let secret = "\(Fixtures.sap(url: "").client.settings.password.text)"
        let row = Answers.row("E", "F5", "201", "Posting period 08 2026 is not open for \(secret)")
        let reason = try await self.failure(200, Answers.posted("", row)).reason
        #expect(reason.contains("E F5 201 (Posting period 08 2026 is not open"))
        #expect(!reason.contains(secret))
    }

    @Test("about the books: a document there is not posted again")
    func standsAlready() async throws {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        try await Loopback.answering([.text(200, Answers.documents(Answers.document()))]) {
            (server: Loopback) async throws in
            #expect(try await Fixtures.sap(url: server.url).send(request, key: "k").reference == "0100000007")
            #expect(server.requests.map(\.method) == ["GET"])
        }
    }

    @Test(
        "about the books that must be looked into by somebody",
        arguments: [
            Answers.documents(Answers.document(), Answers.document("0100000009")),
            Answers.documents(Answers.document(sum: "1429.180")),
        ]
    )
    func contradiction(books: String) async throws {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        try await Loopback.answering([.text(200, books), .text(200, books)]) { (server: Loopback) async throws in
            let adapter = Fixtures.sap(url: server.url)
            #expect(try await failureOf { _ = try await adapter.send(request, key: "k") }.kind == .inDoubt)
            #expect(try await failureOf { _ = try await adapter.lookUp(request, key: "k") }.kind == .inDoubt)
            #expect(server.requests.map(\.method) == ["GET", "GET"])
        }
    }

    @Test(
        "about the books that cannot be read: nothing was written yet, and a look-up says nothing",
        arguments: [
            (200, "garbage"), (200, "{}"), (200, #"{"d":{"results":[{}],"results":[]}}"#),
            (200, #"{"d":{"results":[{"AccountingDocument":"1"}]}}"#), (500, ""),
        ]
    )
    func unreadableBooks(status: Int, body: String) async throws {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        try await Loopback.answering([.text(status, body), .text(status, body)]) { (server: Loopback) async throws in
            let adapter = Fixtures.sap(url: server.url)
            #expect(try await failureOf { _ = try await adapter.send(request, key: "k") }.kind == .transient)
            #expect(try await failureOf { _ = try await adapter.lookUp(request, key: "k") }.kind == .inDoubt)
        }
    }

    @Test(
        "to an IDoc is a success only with a number, status 53 and a document",
        arguments: [
            (
                #"{"DOCNUM":"7","STATUS":"53","APPLIED":[{"CLEARED":[{"REFERENCE":"INV-1","CLEARINGDOCUMENT":"9"}]}]}"#,
                nil
            ),
            (
                #"{"DOCNUM":"7","STATUS":"53","APPLIED":[{"CLEARED":[{"REFERENCE":"INV-2","CLEARINGDOCUMENT":"9"}]}]}"#,
                Kind.inDoubt
            ),
            (
                #"{"DOCNUM":"7","STATUS":"53","APPLIED":[{"CLEARED":[{"REFERENCE":"INV-1","CLEARINGDOCUMENT":"00"}]}]}"#,
                .inDoubt
            ),
            (#"{"DOCNUM":"7","STATUS":"53","APPLIED":[{"UNPROCESSED":[{"REASON":"no item"}]}]}"#, .rejected),
            (#"{"DOCNUM":"7","STATUS":"53"}"#, .inDoubt), (#"{"DOCNUM":"7","STATUS":"51"}"#, .rejected),
            (#"{"DOCNUM":"7","STATUS":"56"}"#, .rejected), (#"{"DOCNUM":"7","STATUS":"68"}"#, .rejected),
            (#"{"DOCNUM":"7","STATUS":"50"}"#, .inDoubt), (#"{"DOCNUM":"7","STATUS":"64"}"#, .inDoubt),
            (#"{"DOCNUM":"7","STATUS":""}"#, .inDoubt), (#"{"DOCNUM":"0000","STATUS":"53"}"#, .inDoubt),
            (#"{"DOCNUM":"","STATUS":"53"}"#, .inDoubt), (#"{"DOCNUM":"7","docnum":"8","STATUS":"53"}"#, .inDoubt),
            (#"{"DOCNUM":"7","STATUS":"51","STATUS":"53"}"#, .inDoubt),
            (#"{"DOCNUM":"7","STATUS":"53","STATUS":"51"}"#, .inDoubt),
            (#"{"DOCNUM":"7","STATU\u0053":"53","STATUS":"51"}"#, .inDoubt),
            (
                #"""
                {"DOCNUM":"7","STATUS":"53","APPLIED":[{"CLEARED":[{"CLEARINGDOCUMENT":"9"}],\#
                "UNPROCESSED":[{"REASON":"no item"}]}]}
                """#,
                .inDoubt
            ),
            (#"{"STATUS":"53"}"#, .inDoubt), ("[]", .inDoubt), ("", .inDoubt),
        ] as [(String, Kind?)]
    )
    func idocs(receipt: String, kind: Kind?) {
        let answer = HTTPAnswer(status: 201, charset: nil, bytes: Array(receipt.utf8))
        do throws(Failure) {
            #expect(try SAPReceipt(answer, asking: "It was asked").document(for: "INV-1") == "9")
            #expect(kind == nil)
        } catch {
            #expect(error.kind == kind)
        }
    }

    @Test("is not waited for where what is sent would be cut short, and nothing is asked")
    func tooLong() async throws {
        var invoice = try Fixtures.invoice()
        invoice.number = "INV-1001-AND-MORE"
        let long = RevenueRequest.erp(.postInvoice(invoice: invoice))
        invoice.number = ""
        let nameless = RevenueRequest.erp(.postInvoice(invoice: invoice))
        let adapter = Fixtures.sap(url: Fixtures.refusingURL)
        #expect(try await failureOf { _ = try await adapter.send(long, key: "k") }.kind == .rejected)
        #expect(try await failureOf { _ = try await adapter.send(nameless, key: "k") }.kind == .rejected)
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        try await Loopback.answering([.text(200, Answers.nothing)]) { (server: Loopback) async throws in
            let mapped = Fixtures.sap(url: server.url) { $0.mappings.accounts["revenue"] = "00410000001" }
            let failure = try await failureOf { _ = try await mapped.send(request, key: "k") }
            #expect(failure.kind == .rejected)
            #expect(failure.reason.contains("Accountgl/item/GlAccount"))
            #expect(server.requests.count == 1)
        }
    }
}

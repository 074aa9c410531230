import Foundation
import RevenueModel
import SagaModel
import Testing

@testable import Adapters

struct IntacctFailureTests {
    private typealias Answers = IntacctAnswers

    /// What posting an invoice ends in, when the write is answered so.
    private func failure(of answer: Loopback.Answer) async throws -> Failure {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        return try await Loopback.inSession([Answers.found("ARINVOICE"), answer]) { (server: Loopback) async throws in
            try await failureOf { _ = try await server.intacct().send(request, key: "k") }
        }
    }

    @Test(arguments: [
        ("BL01001973", Kind.rejected), ("BL03000018", .rejected), ("XL03000003", .rejected), ("GW-0011", .transient),
        ("XL03000006", .transient), ("PL04000055", .transient), ("BL34000061", .inDoubt), ("XL03000999", .inDoubt),
        ("Something new", .inDoubt),
    ])
    func `a number says what may be done next, in a result and in the control`(code: String, kind: Kind) async throws {
        let result = try await self.failure(of: Answers.refused("create_invoice", code))
        let control = try await self.failure(of: Answers.response(control: "failure", Answers.errors(code)))
        for failure in [result, control] {
            #expect(failure.kind == kind)
            #expect(failure.reason.contains("Sage Intacct") && failure.reason.contains("post invoice INV-1001"))
            #expect(failure.reason.contains(code))
        }
    }

    @Test func `the gravest of several numbers counts`() async throws {
        let failure = try await self.failure(of: Answers.refused("create_invoice", "BL34000061", "BL01001973"))
        #expect(failure.kind == .inDoubt)
    }

    @Test func `that all was rolled back is beside the cause, not it`() async throws {
        let failure = try await self.failure(of: Answers.refused("create_invoice", "BL01001973", "XL03000009"))
        #expect(failure.kind == .rejected)
        #expect(!failure.reason.contains("XL03000009"))
    }

    @Test(arguments: ["XL03000006", "Something new"])
    func `who is not let in has done nothing, and is told what to check`(code: String) async throws {
        let failure = try await self.failure(of: Answers.notSignedIn(code))
        #expect(failure.kind == .transient)
        #expect(failure.reason.contains("systems.erp") == (code == "XL03000006"))
    }

    @Test(arguments: [
        ("<control><status>success", "<control><status>failure"),
        ("<authentication><status>success", "<authentication><status>failure"),
        ("<result><status>success", "<result><status>failure<status>success</status>"), ("", ""),
    ])
    func `a status that something beside it contradicts is not believed`(status: String, other: String) async throws {
        let written = Answers.result("create_invoice", id: "k", "<key>31</key>")
        guard case .text(_, let good) = Answers.operation(written) else { return }
        // The number is one that nothing was done for, wherever it is read.
        let errors = Answers.errors("GW-0011")
        for end in ["</result>", "</operation>", "</response>"] {
            let text = good.replacing(status, with: other).replacing(end, with: errors + end)
            #expect(try await self.failure(of: .text(200, text)).kind == .inDoubt, "\(text)")
        }
    }

    @Test(arguments: [
        ("aborted", "failure", Kind.rejected), ("success", "failure", .inDoubt),
        ("aborted", "success", .inDoubt), ("aborted", "aborted", .transient),
    ])
    func `a transaction is refused as a whole or not believed`(
        first: String,
        second: String,
        kind: Kind
    ) async throws {
        let read = Answers.operation(
            Answers.records("CUSTOMER", id: "n-1", []) + Answers.records("SODOCUMENT", id: "n-2", [])
        )
        func content(_ status: String, _ function: String, _ id: String) -> String {
            switch status {
            case "success": Answers.result(function, id: id, "<key>1</key>")
            case "aborted": Answers.result(function, id: id, Answers.errors("XL03000009"), status: status)
            default: Answers.result(function, id: id, Answers.errors("BL01001973", "XL03000009"), status: status)
            }
        }
        let written = Answers.operation(
            content(first, "create", "k:1") + content(second, "create_sotransaction", "k")
        )
        let request = RevenueRequest.erp(.createSalesOrder(order: try Fixtures.order()))
        let failure = try await Loopback.inSession([read, written]) { (server: Loopback) async throws in
            try await failureOf { _ = try await server.intacct().send(request, key: "k") }
        }
        #expect(failure.kind == kind)
    }

    @Test(arguments: [
        Loopback.Answer.text(200, "all fine"), .text(503, "<html/>"), .text(524, ""), .cut, .text(200, "<response/>"),
        .text(200, "<!DOCTYPE response><response/>"),
        Answers.operation(""), Answers.response(""), Answers.response(control: "perhaps", ""),
        Answers.created("create_invoice", id: "another"), Answers.created("create_bill"),
        Answers.operation(Answers.result("create_invoice", id: "k", "<key>31</key>"), company: "OTHER"),
        Answers.operation(Answers.result("create_invoice", id: "k", "<key>31</key>"), controlID: "m"),
        Answers.operation(Answers.result("create_invoice", id: "k", "<key>31</key>", status: "perhaps")),
        Answers.operation(Answers.result("create_invoice", id: "k", "", status: "failure")),
        Answers.operation(
            Answers.result("create_invoice", id: "k", "<key>31</key>")
                + Answers.result("create_invoice", id: "k", "<key>32</key>")
        ),
        .text(200, "<response><acknowledgement><status>success</status></acknowledgement></response>"),
    ])
    func `what is not clearly the answer leaves the outcome in doubt`(answer: Loopback.Answer) async throws {
        #expect(try await self.failure(of: answer).kind == .inDoubt)
    }

    @Test(arguments: [Loopback.Answer.text(200, "all fine"), .text(503, ""), .cut])
    func `a lost answer to a question before the write has done nothing`(answer: Loopback.Answer) async throws {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        try await Loopback.inSession([answer]) { (server: Loopback) async throws in
            let failure = try await failureOf { _ = try await server.intacct().send(request, key: "k") }
            #expect(failure.kind == .transient)
            #expect(failure.reason.contains("Nothing has been written"))
        }
    }

    @Test(arguments: [
        "<RECORDNO>31</RECORDNO><RECORDID>INV-9</RECORDID>", "<RECORDNO>31</RECORDNO>",
    ])
    func `a record of another number is no answer`(record: String) async throws {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        try await Loopback.inSession([Answers.found("ARINVOICE", record)]) { (server: Loopback) async throws in
            let failure = try await failureOf { _ = try await server.intacct().lookUp(request, key: "k") }
            #expect(failure.kind == .transient)
        }
    }

    @Test func `two documents under one number are for a person`() async throws {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        let records = ["31", "32"].map { "<RECORDNO>\($0)</RECORDNO><RECORDID>INV-1001</RECORDID>" }
        let found = Answers.found("ARINVOICE", records[0], records[1])
        try await Loopback.inSession([found]) { (server: Loopback) async throws in
            let failure = try await failureOf { _ = try await server.intacct().send(request, key: "k") }
            #expect(failure.kind == .rejected)
            #expect(failure.reason.contains("31, 32"))
        }
    }

    @Test func `no failure shows a secret, even where the gateway repeats it`() async throws {
        let words = "sender s3cret-sender, user s3cret-user, session s-1"
        let errors = "<errormessage>\(Answers.error("BL01001973", words))</errormessage>"
        let answer = Answers.operation(Answers.result("create_invoice", id: "k", errors, status: "failure"))
        let failure = try await self.failure(of: answer)
        #expect(failure.reason.contains("sender «hidden», user «hidden», session «hidden»"))
    }

    @Test func `an amount that the gateway would round does not leave`() async throws {
        let dinar = try #require(Currency("KWD"))
        var payment = try Fixtures.payment()
        payment.amount = Money(minorUnits: 1_234, dinar)
        let request = RevenueRequest.erp(.applyCash(payment: payment))
        let invoice = "<RECORDNO>31</RECORDNO><RECORDID>INV-1001</RECORDID><STATE>Posted</STATE>"
        let read = Answers.operation(
            Answers.records("ARPYMT", id: "n-1", []) + Answers.records("ARINVOICE", id: "n-2", [invoice])
        )
        try await Loopback.inSession([read]) { (server: Loopback) async throws in
            let failure = try await failureOf { _ = try await server.intacct().send(request, key: "k") }
            #expect(failure.kind == .rejected)
            #expect(failure.reason.contains("two decimals"))
            #expect(server.requests.count == 2)
        }
    }
}

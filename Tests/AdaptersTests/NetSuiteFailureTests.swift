import AsyncHTTPClient
import Foundation
import RevenueModel
import SagaModel
import Testing

@testable import Adapters

struct NetSuiteFailureTests {
    private typealias Answers = NetSuiteAnswers

    private func failure(of answer: Loopback.Answer) async throws -> Failure {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        return try await Loopback.answering([answer]) { (server: Loopback) async throws in
            try await failureOf { _ = try await server.ledger().send(request, key: "k") }
        }
    }

    @Test(arguments: [
        ("TRAN_PERIOD_CLOSED", Kind.rejected), ("INVALID_KEY_OR_REF", .rejected), ("USER_ERROR", .rejected),
        ("RCRD_DSNT_EXIST", .rejected), ("WS_REQUEST_BLOCKED", .transient), ("RCRD_HAS_BEEN_CHANGED", .transient),
        ("SESSION_TIMED_OUT", .transient), ("UNEXPECTED_ERROR", .inDoubt),
        ("A_CODE_OF_TOMORROW", .inDoubt),
    ])
    func `a code says what may be done next`(code: String, kind: Kind) async throws {
        let failure = try await self.failure(of: Answers.refused("upsert", code))
        #expect(failure.kind == kind)
        #expect(failure.reason.contains("NetSuite") && failure.reason.contains("post invoice INV-1001"))
        #expect(failure.reason.contains(code))
    }

    @Test(arguments: [
        ("exceededConcurrentRequestLimitFault", "WS_REQUEST_BLOCKED", Kind.transient),
        ("exceededRequestLimitFault", "NEW_CODE", .transient), ("invalidCredentialsFault", "INVALID_LOGIN", .transient),
        ("insufficientPermissionFault", "INSUFFICIENT_PERMISSION", .rejected),
        ("unexpectedErrorFault", "UNEXPECTED_ERROR", .inDoubt), ("unexpectedErrorFault", "USER_ERROR", .inDoubt),
        ("newFault", "NEW_CODE", .inDoubt),
    ])
    func `a fault counts under any HTTP status`(name: String, code: String, kind: Kind) async throws {
        for status in [200, 500] {
            #expect(try await self.failure(of: Answers.fault(name, code, status: status)).kind == kind)
        }
    }

    @Test func `a login that fails says what to check`() async throws {
        let failure = try await self.failure(of: Answers.fault("invalidCredentialsFault", "INVALID_LOGIN_CREDENTIALS"))
        #expect(failure.reason.contains("systems.erp"))
    }

    @Test(arguments: [
        Loopback.Answer.text(200, "all fine"), .text(503, "<html/>"), .cut,
        Answers.upserted("invoice", "INV-1001", internalID: "31", status: 500),
        Answers.upserted("invoice", "INV-9999", internalID: "31"),
        Answers.upserted("salesOrder", "INV-1001", internalID: "31"),
        Answers.write("upsert", "<c:status isSuccess=\"true\"/>", ""),
        Answers.write("upsert", "<c:status isSuccess=\"perhaps\"/>", ""), Answers.write("upsert", "<c:status/>", ""),
        Answers.write("delete", "<c:status isSuccess=\"true\"/>", ""),
        Answers.refused("upsert", "USER_ERROR", attributes: " afterSubmitFailed=\"true\""),
    ])
    func `what is not clearly the answer leaves the outcome in doubt`(answer: Loopback.Answer) async throws {
        #expect(try await self.failure(of: answer).kind == .inDoubt)
    }

    @Test(arguments: [
        (Loopback.Answer.turnedAway(429, retryAfter: nil), Kind.transient),
        (.turnedAway(429, retryAfter: "30"), .transient), (.turnedAway(503, retryAfter: "30"), .transient),
        (.turnedAway(503, retryAfter: nil), .inDoubt), (.turnedAway(502, retryAfter: "30"), .inDoubt),
        (.turnedAway(200, retryAfter: "30"), .inDoubt),
    ])
    func `a gateway that lets nobody pass did nothing, and only it says so`(
        answer: Loopback.Answer,
        kind: Kind
    ) async throws {
        let failure = try await self.failure(of: answer)
        #expect(failure.kind == kind)
        if case .turnedAway(_, let wait?) = answer, kind == .transient {
            #expect(failure.reason.contains("come back after \(wait)"))
        }
    }

    @Test func `a refused connection did nothing`() async throws {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        let ledger = Fixtures.ledger(Fixtures.settings(url: Fixtures.refusingURL, timeout: .seconds(1)))
        #expect(try await failureOf { _ = try await ledger.send(request, key: "k") }.kind == .transient)
    }

    @Test func `the signature is the HMAC of the five fields under both secrets`() throws {
        let settings = Fixtures.settings(url: "http://127.0.0.1")
        let passport = TokenPassport(settings: settings, nonce: "abcdefghij0123456789", timestamp: 1_795_228_193)
        #expect(passport.signature == "7y/vV7qNojT0c7ashn7Q3GspMr48mbocwBpuwLHANLo=")
    }

    @Test func `the passport travels with each request, and no secret does`() async throws {
        try await Loopback.answering([Answers.missing]) { (server: Loopback) async throws in
            _ = try await server.ledger().lookUp(.erp(.cancelSalesOrder(order: "Q-1042")), key: "k")
            let body = try #require(server.requests.first?.body)
            #expect(
                body.contains("7y/vV7qNojT0c7ashn7Q3GspMr48mbocwBpuwLHANLo=") && body.contains("HMAC-SHA256")
                    && body.contains("1795228193")
            )
            #expect(!body.contains("s3cret"))
        }
    }

    @Test func `secrets appear in no description, mirror or failure`() async throws {
        let settings = Fixtures.settings(url: "http://127.0.0.1")
        var dumped = ""
        dump(settings, to: &dumped)
        for text in [dumped, "\(settings)", String(reflecting: settings), "\(settings.tokenSecret)"] {
            #expect(!text.contains("s3cret") && text.contains("«hidden»"))
        }
        let echo = Answers.refused("upsert", "USER_ERROR", says: "s3cret-token and s3cret-consumer are wrong")
        let failure = try await self.failure(of: echo)
        #expect(!failure.reason.contains("s3cret") && failure.reason.contains("«hidden»"))
    }

    @Test func `mappings are read without those that are optional`() throws {
        let mappings = try JSONDecoder().decode(Mappings.self, from: Data(#"{"items":{"SEAT":"501"}}"#.utf8))
        #expect(mappings == Mappings(items: ["SEAT": "501"]))
    }
}

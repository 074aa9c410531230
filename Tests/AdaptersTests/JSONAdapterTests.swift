import AsyncHTTPClient
import Foundation
import RevenueModel
import SagaModel
import Testing

@testable import Adapters

struct JSONAdapterTests {
    private let undo = RevenueRequest.billing(.voidDraft(order: "Q-1042"))

    @Test func `the request leaves as JSON under its key, and the reply comes back`() async throws {
        try await Loopback.answering([.text(200, #"{"reference":"D-1"}"#)]) { (server: Loopback) async throws in
            let reply = try await server.billing().send(self.undo, key: "q/draft/undo")
            #expect(reply == RevenueReply(reference: "D-1"))
            let request = try #require(server.requests.first)
            #expect(request.method == "POST" && request.path == "/billing/requests")
            #expect(request.headers["idempotency-key"] == "q/draft/undo")
            #expect(request.body == #"{"voidDraft":{"order":"Q-1042"}}"#)
        }
    }

    @Test(arguments: [
        (422, Kind.rejected), (409, .rejected), (503, .transient), (429, .transient),
        (500, .inDoubt), (404, .inDoubt), (302, .inDoubt), (201, .inDoubt),
    ])
    func `a status says what may be done next`(status: Int, kind: Kind) async throws {
        try await Loopback.answering([.text(status, #"{"code":"no-item","message":"SEAT is not sold."}"#)]) {
            (server: Loopback) async throws in
            let failure = try await failureOf { _ = try await server.billing().send(self.undo, key: "k") }
            #expect(failure.kind == kind)
            #expect(failure.reason.contains("billing") && failure.reason.contains("no-item"))
            #expect(failure.reason.contains("void the draft of Q-1042"))
        }
    }

    @Test(arguments: [
        "<html>welcome</html>", #"{"error":"try later"}"#, #"{"reference":"1","reference":"2"}"#, "", "[]",
    ])
    func `a 200 that cannot be read leaves the outcome in doubt`(body: String) async throws {
        try await Loopback.answering([.text(200, body)]) { (server: Loopback) async throws in
            #expect(try await failureOf { _ = try await server.billing().send(self.undo, key: "k") }.kind == .inDoubt)
        }
    }

    @Test func `the answer after a redirection is not the answer to what was asked`() async throws {
        try await Loopback.answering([.redirection, .text(200, "{}")]) { (server: Loopback) async throws in
            #expect(try await failureOf { _ = try await server.billing().send(self.undo, key: "k") }.kind == .inDoubt)
        }
    }

    @Test(arguments: [Loopback.Answer.cut, .silence])
    func `a lost answer leaves the outcome in doubt`(answer: Loopback.Answer) async throws {
        try await Loopback.answering([answer]) { (server: Loopback) async throws in
            let billing = server.billing(timeout: .seconds(10))
            #expect(try await failureOf { _ = try await billing.send(self.undo, key: "k") }.kind == .inDoubt)
            #expect(server.requests.count == 1, "sent once, never again by itself")
        }
    }

    @Test func `a refused connection did nothing`() async throws {
        let billing = JSONAdapter(
            system: .billing,
            url: Fixtures.refusingURL,
            client: .shared,
            timeout: .milliseconds(300)
        )
        #expect(try await failureOf { _ = try await billing.send(self.undo, key: "k") }.kind == .transient)
        #expect(try await failureOf { _ = try await billing.lookUp(self.undo, key: "k") }.kind == .transient)
    }

    @Test func `a look-up asks by the key, encoded as one part of the path`() async throws {
        try await Loopback.answering([.text(200, #"{"reference":"D-1"}"#)]) { (server: Loopback) async throws in
            let reply = try await server.billing().lookUp(self.undo, key: "q2c:Q-1042/draft#2/undo")
            #expect(reply?.reference == "D-1")
            #expect(server.requests.first?.path == "/billing/requests/q2c%3AQ-1042%2Fdraft%232%2Fundo")
        }
    }

    @Test func `only the system's own word for absence is believed`() async throws {
        let answers: [Loopback.Answer] = [.text(404, #"{"code":"absent"}"#), .text(404, "not found"), .text(503, "")]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            let billing = server.billing()
            #expect(try await billing.lookUp(self.undo, key: "k") == nil)
            #expect(try await failureOf { _ = try await billing.lookUp(self.undo, key: "k") }.kind == .inDoubt)
            #expect(try await failureOf { _ = try await billing.lookUp(self.undo, key: "k") }.kind == .transient)
        }
    }

    @Test func `the gateway sends each request to its system, and refuses what is not configured`() async throws {
        try await Loopback.answering([.text(200, "{}")]) { (server: Loopback) async throws in
            let gateway = RevenueGateway(systems: [.billing: server.billing()])
            #expect(try await gateway.send(self.undo, key: "k") == RevenueReply())
            let won = RevenueRequest.crm(.closeWon(order: "Q-1042", invoice: "INV-1001"))
            let failure = try await failureOf { _ = try await gateway.send(won, key: "k") }
            #expect(failure.kind == .rejected && failure.reason.contains("systems.crm"))
            #expect(gateway.capability(of: won).keyLifetime == nil)
            #expect(gateway.capability(of: self.undo).longestFlight == .seconds(2))
        }
    }
}

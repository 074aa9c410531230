import Crypto
import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite("skald serve")
struct ServeTests {
    private let server: CommandLineUnderTest
    private let skald: CommandLineUnderTest

    init() throws {
        self.server = try CommandLineUnderTest()
        self.skald = try CommandLineUnderTest(beside: self.server)
        self.server.environment = ["SERVE_TOKEN": "of-this-test", "HOOK_NEW": "whsec_new", "HOOK_OLD": "whsec_old"]
    }

    /// `skald serve` on a free port, and its address.
    private func serve() throws -> (process: Process, url: String) {
        let config = try self.server.write(
            """
            systems: {}
            inbound:
              token: {env: SERVE_TOKEN}
              stripe: {secrets: [{env: HOOK_NEW}, {env: HOOK_OLD}]}
            """,
            to: "skald.yaml"
        )
        let process = try self.server.process(["serve", "--listen", "127.0.0.1:0", "--config", config])
        for _ in 0..<3000 {
            let messages = try self.server.messages()
            if let line = messages.split(separator: "\n").first(where: { $0.contains("hears events on ") }) {
                return (process, String(line.split(separator: " ").last ?? ""))
            }
            guard process.isRunning else { throw Failed(what: messages) }
            Thread.sleep(forTimeInterval: 0.02)
        }
        throw Failed(what: "it does not listen: \(try self.server.messages())")
    }

    private struct Failed: Error, CustomStringConvertible {
        let what: String
        var description: String { self.what }
    }

    private func post(_ url: String, _ body: String, _ headers: [String: String]) async throws -> (Int, String) {
        var request = URLRequest(url: try #require(URL(string: url)))
        request.httpMethod = "POST"
        request.httpBody = Data(body.utf8)
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }

    private static let event =
        #"{"id":"evt_1","object":"event","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","#
        + #""amount_received":5950000,"currency":"eur","customer":"ACME-001","created":1763596800,"#
        + #""metadata":{"invoice":"INV-1001"}}}}"#

    /// As the sender signs it now, with the older of two secrets.
    private func signature(of body: String) -> String {
        let now = Int(Date().timeIntervalSince1970)
        let key = SymmetricKey(data: Data("whsec_old".utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Data("\(now).\(body)".utf8), using: key)
        let digits = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "t=\(now),v1=\(digits)"
    }

    @Test("takes a signed webhook once, and settles the order; an unsigned one is refused and changes nothing")
    func stripe() async throws {
        let order = CommandLineUnderTest.fixture("acme-seats")
        #expect(try self.skald.run("start", "quote-to-cash", "--order", order).status == 0)
        let (process, url) = try self.serve()
        defer { process.terminate() }
        let hook = "\(url)/hooks/stripe"
        let signed = ["Stripe-Signature": self.signature(of: Self.event)]
        #expect(try await self.post(hook, Self.event, [:]).0 == 401)
        #expect(try await self.post(hook, Self.event + " ", signed).0 == 401)
        #expect(try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self).status == "waiting")
        let first = try await self.post(hook, Self.event, signed)
        #expect(first.0 == 200, "\(first.1)")
        #expect(try await self.post(hook, Self.event, signed).1.contains("heard before"))
        try self.waitUntilDone()
        #expect(try self.skald.sandbox().counts.openBalances["INV-1001"] == "EUR 0.00")
        kill(process.processIdentifier, SIGTERM)
        #expect(try self.server.outcome(of: process).status == 0)
    }

    @Test("takes events in our own words from whoever has the token, and from nobody else")
    func token() async throws {
        let (process, url) = try self.serve()
        defer { process.terminate() }
        let event = #"{"source":"bank","id":"e1","type":"nonsense"}"#
        #expect(try await self.post("\(url)/events", event, [:]).0 == 401)
        #expect(try await self.post("\(url)/events", event, ["Authorization": "Bearer of-another"]).0 == 401)
        let taken = try await self.post("\(url)/events", event, ["Authorization": "Bearer of-this-test"])
        #expect(taken.0 == 200)
        #expect(taken.1.contains("dead letter"))
        #expect(try self.skald.run("dlq", "list").output.contains("bank/e1"))
        #expect(try await self.post("\(url)/events", "", ["Authorization": "Bearer of-this-test"]).0 == 400)
    }

    private func waitUntilDone() throws {
        for _ in 0..<600 {
            if try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self).status == "done" { return }
            Thread.sleep(forTimeInterval: 0.05)
        }
        Issue.record("the order is not settled")
    }
}

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
              salesforce: {organization: 00D24000000abcd, token: {env: SERVE_TOKEN}, legalEntity: northwind-de}
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
        request.timeoutInterval = 600
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

    /// As the sender signs it now, with the older of two secrets; it holds for five minutes, which is not long for a test.
    private func signed(_ body: String = Self.event) -> [String: String] {
        let now = Int(Date().timeIntervalSince1970)
        let key = SymmetricKey(data: Data("whsec_old".utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Data("\(now).\(body)".utf8), using: key)
        let digits = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return ["Stripe-Signature": "t=\(now),v1=\(digits)"]
    }

    @Test("takes a signed webhook once, and settles the order; an unsigned one is refused and changes nothing")
    func stripe() async throws {
        let order = CommandLineUnderTest.fixture("acme-seats")
        #expect(try self.skald.run("start", "quote-to-cash", "--order", order).status == 0)
        let (process, url) = try self.serve()
        defer { process.terminate() }
        let hook = "\(url)/hooks/stripe"
        #expect(try await self.post(hook, Self.event, [:]).0 == 401)
        #expect(try await self.post(hook, Self.event + " ", self.signed()).0 == 401)
        #expect(try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self).status == "waiting")
        let first = try await self.post(hook, Self.event, self.signed())
        #expect(first.0 == 200, "\(first.1)")
        #expect(try await self.post(hook, Self.event, self.signed()).1.contains("heard before"))
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

    @Test("takes an outbound message of our organisation, acknowledges it once, and opens each case once")
    func salesforce() async throws {
        let order = CommandLineUnderTest.fixture("acme-seats")
        #expect(try self.skald.run("start", "quote-to-cash", "--order", order).status == 0)
        let (process, url) = try self.serve()
        defer { process.terminate() }
        let hook = "\(url)/hooks/salesforce?token=of-this-test"
        let message = Self.message(organization: "00D24000000abcdEAA", ["04l01", "04l02"])
        #expect(try await self.post("\(url)/hooks/salesforce", message, [:]).0 == 401)
        #expect(try await self.post(hook, Self.message(organization: "00D24000000abce", ["04l01"]), [:]).0 == 401)
        #expect(try await self.post(hook, message.replacing("</soapenv:Body>", with: ""), [:]).0 == 400)
        for _ in 0..<2 {
            let answer = try await self.post(hook, message, [:])
            #expect(answer.0 == 200)
            #expect(answer.1.components(separatedBy: "Ack>true</").count == 2, "one for both: \(answer.1)")
        }
        #expect(try self.skald.run("list", "-o", "json").json(SagasSeen.self).sagas.count == 3)
        #expect(try self.skald.run("show", "CS-04l01", "-o", "json").json(SagaSeen.self).status != "parked")
        let broken = message.replacing("<sf:CaseNumber>CS-04l01</sf:CaseNumber>", with: "").replacing(
            "04l0",
            with: "04l9"
        )
        #expect(try await self.post(hook, broken, [:]).0 == 200)
        #expect(try self.skald.run("dlq", "list").output.contains("salesforce/04l91"))
    }

    private static func message(organization: String, _ ids: [String]) -> String {
        let notifications = ids.map { id in
            """
            <Notification><Id>\(id)</Id>
              <sObject xsi:type="sf:Case" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
                <sf:Id>5001</sf:Id><sf:CaseNumber>CS-\(id)</sf:CaseNumber><sf:Subject>outage</sf:Subject>
                <sf:Account_Number__c>ACME-001</sf:Account_Number__c><sf:Invoice__c>INV-1001</sf:Invoice__c>
                <sf:CreatedDate>2026-11-20T09:15:00.000Z</sf:CreatedDate><sf:IsClosed>false</sf:IsClosed>
              </sObject>
            </Notification>
            """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
              xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>
            <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
              <OrganizationId>\(organization)</OrganizationId><ActionId>04k01</ActionId>
              <SessionId xsi:nil="true"/><EnterpriseUrl>https://example.com</EnterpriseUrl>
              <PartnerUrl>https://example.com</PartnerUrl>\(notifications.joined())
            </notifications></soapenv:Body></soapenv:Envelope>
            """
    }

    private func waitUntilDone() throws {
        for _ in 0..<3_000 {
            if try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self).status == "done" { return }
            Thread.sleep(forTimeInterval: 0.05)
        }
        Issue.record("the order is not settled")
    }
}

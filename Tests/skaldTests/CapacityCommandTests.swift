import Foundation
import Testing

@Suite("Capacity, from the command line")
struct CapacityCommandTests {
    private let skald: CommandLineUnderTest

    private struct Seen: Decodable {
        struct Step: Decodable { let name: String, attempts: Int, startedAt: String?, endedAt: String? }
        struct Blocker: Decodable { let cause: String, subject: String }
        let status: String
        let steps: [Step]
        let blockers: [Blocker]
    }

    private struct Capabilities: Decodable {
        struct Line: Decodable {
            let system: String, request: String, recognition: String?, canLookUp: Bool, afterLostAnswer: String
        }
        let schema: String
        let capabilities: [Line]
    }

    init() throws { self.skald = try CommandLineUnderTest() }

    private func start(_ order: String) throws -> Seen {
        let arguments = ["start", "quote-to-cash", "--order", CommandLineUnderTest.fixture(order), "-o", "json"]
        return try self.skald.outcome(of: try self.skald.process(arguments)).json(Seen.self)
    }

    @Test("a system that says when it wants to be asked again is not asked before")
    func respectsRetryAfter() throws {
        try self.skald.run("sandbox", "fault", "billing.createSubscription=later:4*1")
        let saga = try self.start("acme-seats")
        #expect(saga.status == "waiting")
        let step = try #require(saga.steps.first { $0.attempts == 2 })
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let start = try style.parse(try #require(step.startedAt))
        let end = try style.parse(try #require(step.endedAt))
        #expect(end.timeIntervalSince(start) >= 4)
    }

    @Test("another saga that needs it waits for room, and says for what")
    func explainsCapacity() throws {
        try self.skald.run("sandbox", "fault", "billing.createSubscription=later:3000*1")
        #expect(try self.start("acme-seats").status == "retrying")
        let second = try self.start("globex-multi-line")
        #expect(second.status == "gated")
        #expect(second.blockers.contains { $0.cause == "capacity" && $0.subject == "billing" })
        let stuck = try self.skald.run("stuck")
        #expect(stuck.status == 3)
        #expect(stuck.output.contains("waits for room at billing"))
        #expect(stuck.output.contains("billing asked to be left alone until"))
    }

    @Test("says what each system promises, and what follows from it")
    func listsCapabilities() throws {
        let seen = try self.skald.run("adapter", "capabilities", "-o", "json").json(Capabilities.self)
        #expect(seen.schema == "skald.capabilities/1")
        #expect(Set(seen.capabilities.map { "\($0.system).\($0.request)" }).count >= 39)
        let invoice = try #require(seen.capabilities.first { $0.request == "postInvoice" })
        #expect(invoice.recognition == "external-id")
        #expect(invoice.afterLostAnswer.hasPrefix("sends it again: the external id admits one; after "))
        let cash = try #require(seen.capabilities.first { $0.request == "applyCash" })
        #expect(cash.recognition == nil)
        #expect(cash.afterLostAnswer == "waits 2 s, looks up, then decides")
        let draft = try #require(seen.capabilities.first { $0.request == "draftInvoice" })
        #expect(draft.recognition == "key")
        let table = try self.skald.run("adapter", "capabilities").output
        #expect(table.contains("erp.postInvoice"))
    }
}

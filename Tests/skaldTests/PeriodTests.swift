import Foundation
import Testing

@Suite("A period")
struct PeriodTests {
    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    @Test("that is opened again is open for every saga that knew it closed, also for one that did not stand at it")
    func reopened() throws {
        try self.skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"))
        let period = try self.postingPeriod()
        let closed = try self.skald.run("period", "close", period, "--reason", "month end")
        #expect(closed.output.contains("told to quote-to-cash/Q-1042"), "\(closed.output)")
        let opened = try self.skald.run("period", "reopen", period, "--reason", "a late invoice")
        #expect(opened.output.contains("told to quote-to-cash/Q-1042"), "\(opened.output)")
        try self.skald.run("sandbox", "pay", "INV-1001")
        try self.skald.run("run")
        #expect(try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self).status == "done")
    }

    private struct Facts: Decodable {
        struct Document: Decodable { let issuedOn: String }
        struct Order: Decodable { let legalEntity: String }

        let order: Order
        let invoice: Document
    }

    private struct Seen: Decodable { let facts: Facts }

    private func postingPeriod() throws -> String {
        let facts = try self.skald.run("show", "Q-1042", "-o", "json").json(Seen.self).facts
        return "\(facts.order.legalEntity)/\(facts.invoice.issuedOn.prefix(7))"
    }
}

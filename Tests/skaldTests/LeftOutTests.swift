import Foundation
import Testing

@Suite("A saga that cannot be read is in no other's way")
struct LeftOutTests {
    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    private struct LeftOut: Decodable {
        struct Saga: Decodable { let saga: String, why: String, isDamaged: Bool }
        struct Line: Decodable { let saga: String? }
        let leftOut: [Saga]
        var lines: [Line]?
        var approvals: [Line]?
        var sagas: [Line]?
    }

    /// Another order of the same customer.
    private func startAnother() throws {
        let text = try String(contentsOfFile: CommandLineUnderTest.fixture("acme-seats"), encoding: .utf8)
            .replacing("order: Q-1042", with: "order: Q-2").replacing("Acme Europe GmbH", with: "Acme Europe AG")
        let order = try self.skald.write(text, to: "other.yaml")
        try self.skald.run("start", "quote-to-cash", "--order", order)
    }

    /// Changes a line of the first order's history behind the program's back.
    private func damage() throws {
        let url = URL(filePath: self.skald.db)
        var bytes = try Data(contentsOf: url)
        let (old, new) = (Data("Acme Europe GmbH".utf8), Data("Acme Europa GmbH".utf8))
        try #require(bytes.range(of: old) != nil)
        while let range = bytes.range(of: old) { bytes.replaceSubrange(range, with: new) }
        let handle = try FileHandle(forWritingTo: url)
        try handle.write(contentsOf: bytes)
        try handle.close()
    }

    private func check(_ command: String..., rest: (LeftOut) -> [LeftOut.Line]?) throws {
        let outcome = try self.skald.outcome(of: try self.skald.process(command + ["-o", "json"]))
        #expect(outcome.status == 9, "\(command): \(outcome.messages)")
        #expect(outcome.messages.contains("quote-to-cash/Q-1042 is left out: line 1 of its history"), "\(command)")
        let seen = try outcome.json(LeftOut.self)
        #expect(seen.leftOut.map(\.saga) == ["quote-to-cash/Q-1042"])
        #expect(seen.leftOut.first?.isDamaged == true)
        #expect(rest(seen)?.contains { $0.saga == "quote-to-cash/Q-2" } == true, "\(command): \(outcome.output)")
    }

    @Test("where it is damaged: trace, close check, approval list and retry --where tell of the rest, and exit with 9")
    func damaged() throws {
        try self.skald.follow(
            """
            approvals: {large: {before: [receivable], of: [total], amount: total, by: [{role: approver}], owner: cfo}}
            cutoffs: {books: {steps: [receivable], date: postingDate, entity: legalEntity, then: wait, owner: finance}}
            """
        )
        try self.skald.start()
        try self.startAnother()
        try self.damage()
        try self.check("trace", "ACME-001") { $0.lines }
        try self.check("close", "check", "northwind-de/2026-11") { $0.lines }
        try self.check("approval", "list") { $0.approvals }
        try self.check("retry", "--where", "status=gated", "--dry-run") { $0.sagas }
    }

    @Test("where it follows another definition: it is named, and the exit status is that of the rest")
    func otherDefinition() throws {
        try self.skald.takeGoldenFile()
        let words = "quote-to-cash/Q-3 is left out: it follows quote-to-cash version 1"
        let retry = try self.skald.run("retry", "--where", "status=parked", "--yes")
        #expect(retry.status == 0)
        #expect(retry.output == "nothing is selected\n")
        #expect(retry.messages.contains(words), "\(retry.messages)")
        let close = try self.skald.run("close", "check", "northwind-de/2026-11")
        #expect(close.status == 3, "nobody can say what it has still to post")
        #expect(close.messages.contains(words))
        #expect(close.output.contains("nothing of what can be read stands before its close"))
        #expect(try self.skald.run("approval", "list").status == 0)
        let trace = try self.skald.run("trace", "quote-to-cash/Q-3")
        #expect(trace.status == 0)
        #expect(trace.output.contains("receivable done"))
    }

    @Test("close check lists a date that is not known yet only where it may still fall, and only for its own company")
    func unknownDates() throws {
        try self.skald.follow(
            """
            approvals: {early: {before: [sales-order], of: [net], amount: net, by: [{role: approver}], owner: cfo}}
            cutoffs: {books: {steps: [receivable], date: postingDate, entity: legalEntity, then: wait, owner: finance}}
            """
        )
        try self.skald.start()
        let words = "receivable may post into it: its date is not known yet"
        let now = Date().formatted(.iso8601).prefix(7)
        for (period, isListed) in [
            ("northwind-de/\(now)", true), ("northwind-de/2026-11", true), ("northwind-de/2026-10", false),
            ("northwind-de/2099-01", false), ("northwind-us/\(now)", false),
        ] {
            let outcome = try self.skald.run("close", "check", period)
            #expect(outcome.output.contains(words) == isListed, "\(period): \(outcome.output)")
            #expect(outcome.status == (isListed ? 3 : 0), "\(period)")
        }
    }
}

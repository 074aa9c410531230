import Foundation
import Testing

@Suite("Ways out for a saga that stands still, from the command line")
struct WayOutTests {
    private let skald: CommandLineUnderTest

    init() throws {
        self.skald = try CommandLineUnderTest()
        self.skald.environment["SKALD_USER"] = "ana"
    }

    @Test("resume: a wait that is over goes on for as long as somebody says, and the money ends it")
    func resume() throws {
        try self.skald.follow(
            "deadlines: {awaiting-payment: {within: 1ms, owner: ar}, overdue: {within: 1ms, owner: collections}}"
        )
        try self.skald.start()
        try self.skald.wait(for: "both waits to end") {
            try self.skald.run("run")
            return try self.skald.saga().status == "parked"
        }
        let resumed = try self.skald.run("resume", "Q-1042", "--within", "14d")
        #expect(resumed.status == 0, "\(resumed.messages)")
        #expect(resumed.output.contains("waits for receivable-settled"))
        #expect(try self.skald.saga().status == "waiting")
        let again = try self.skald.run("resume", "Q-1042")
        #expect(again.status == 4)
        #expect(again.messages.contains("no wait of the saga is past its deadline"))
        try self.skald.run("sandbox", "pay", "INV-1001")
        try self.skald.run("run")
        #expect(try self.skald.saga().status == "done")
    }

    @Test("compensate: a saga that may still be taken back is, the doubtful step with it")
    func compensate() throws {
        try self.skald.giveUpAtOnce()
        try self.skald.fault("billing.draftInvoice=drop-after", "billing.lookUp=drop-before")
        #expect(try self.skald.start().status == 8)
        #expect(try self.skald.saga().status == "parked")
        let outcome = try self.skald.run("compensate", "Q-1042", "--reason", "the customer left")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(try self.skald.saga().status == "compensated")
        #expect(try self.skald.run("explain", "Q-1042").output.contains("taken back by ana: the customer left"))
        let sandbox = try self.skald.sandbox()
        for (system, kind) in [
            ("billing", "invoice"), ("billing", "subscription"), ("support", "entitlement"), ("erp", "salesOrder"),
        ] {
            #expect(sandbox.live(system, kind) == 0, "\(system) \(kind)")
        }
    }

    @Test("approval reject: before the pivot the saga is taken back, by whom and why is kept")
    func reject() throws {
        try self.skald.follow(Self.approval(before: "receivable"))
        #expect(try self.skald.start().status == 3)
        self.skald.environment["SKALD_USER"] = "ben"
        let outcome = try self.skald.run("approval", "reject", "Q-1042", "--reason", "too cheap")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(try self.skald.saga().status == "compensated")
        #expect(try self.skald.run("explain", "Q-1042").output.contains("large was declined by ben: too cheap"))
        #expect(try self.skald.sandbox().live("erp", "invoice") == 0)
        #expect(try self.skald.sandbox().live("billing", "subscription") == 0)
        #expect(try self.skald.run("approval", "reject", "Q-1042", "--reason", "again").status == 5)
    }

    @Test(
        "at a terminal an approval is typed again word for word, and a selection by its number",
        .enabled(if: CommandLineUnderTest.hasTerminal, "script is not installed")
    )
    func confirmation() throws {
        try self.skald.follow(Self.approval(before: "receivable"))
        #expect(try self.skald.start().status == 3)
        self.skald.environment["SKALD_USER"] = "ben"
        #expect(try self.skald.run("approval", "approve", "Q-1042").status == 7)
        let wrong = try self.skald.terminal("skald approval approve Q-1042", answering: "total EUR 1.00")
        #expect(wrong.status == 6, "\(wrong.output)")
        #expect(wrong.output.contains("Type it again to approve"))
        #expect(try self.skald.saga().status == "gated")
        try self.skald.fault("billing.issueInvoice=refuse*1")
        _ = try self.skald.terminal("skald approval approve Q-1042", answering: "total EUR 59500.00")
        #expect(try self.skald.saga().status == "parked")

        let no = try self.skald.terminal("skald retry --where status=parked", answering: "2")
        #expect(no.status == 1, "\(no.output)")
        #expect(no.output.contains("nothing was retried"))
        let yes = try self.skald.terminal("skald retry --where status=parked", answering: "1")
        #expect(yes.status == 0, "\(yes.output)")
        #expect(try self.skald.saga().status == "waiting")
    }

    private static func approval(before step: String) -> String {
        """
        approvals:
          large:
            before: [\(step)]
            of: [total]
            amount: total
            by:
              - {role: approver}
            owner: cfo
        """
    }
}

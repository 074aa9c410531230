import Foundation
import Testing

@Suite("A workflow, from the command line")
struct WorkflowTests {
    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    @Test("keeps every rule, and says so")
    func keepsEveryRule() throws {
        let outcome = try self.skald.run("workflow", "check")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("✓ quote-to-cash keeps all "))
    }

    @Test("lists its rules as data")
    func listsRules() throws {
        struct Rules: Decodable {
            struct Rule: Decodable { let id: String, sentence: String }
            let schema: String
            let rules: [Rule]
        }
        let rules = try self.skald.run("workflow", "check", "--rules", "-o", "json").json(Rules.self)
        #expect(rules.schema == "skald.workflow-rules/1")
        #expect(rules.rules.count >= 50)
        #expect(Set(rules.rules.map(\.id)).count == rules.rules.count)
    }

    @Test("shows what is done, now and to come of one saga")
    func overlaysASaga() throws {
        let order = CommandLineUnderTest.fixture("acme-seats")
        _ = try self.skald.run("start", "quote-to-cash", "--order", order)
        let outline = try self.skald.run("workflow", "graph", "quote-to-cash", "--saga", "INV-1001").output
        #expect(outline.contains("✓ posted\n✓   ● receivable\n"))
        #expect(outline.contains("▶ awaiting-payment\n"))
        #expect(outline.contains("· overdue\n·   ↻ overdue-invoice\n"))
        let mermaid = try self.skald.run(
            "workflow",
            "graph",
            "quote-to-cash",
            "--saga",
            "INV-1001",
            "--format",
            "mermaid"
        )
        #expect(mermaid.output.contains("class awaiting_payment now"))
    }

    @Test("that does not exist is named, with the command that lists them")
    func unknownWorkflow() throws {
        let outcome = try self.skald.run("workflow", "graph", "quote-to-cahs")
        #expect(outcome.status == 5)
        #expect(outcome.messages.contains("skald workflow list"))
    }
}

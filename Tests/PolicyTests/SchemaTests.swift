import Foundation
import SagaModel
import Testing
import Workflows
import Yams

@testable import Policy

@Suite("The schema of policy files")
struct SchemaTests {
    private let schema: MiniSchema

    init() throws { self.schema = try MiniSchema(PolicySchema.text()) }

    @Test("is the one that is shipped")
    func isShipped() throws {
        let file = PolicyFileTests.root.appending(path: "schemas/policy.schema.json")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(try PolicySchema.text().utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == PolicySchema.text())
    }

    @Test("takes every policy that the reader takes")
    func takesShipped() throws {
        var texts = try ["billing-first", "support-first", "by-region", "everything"].map {
            try PolicyFileTests.fixture($0).text
        }
        texts.append(try #require(EmbeddedPolicy.text(of: "quote-to-cash")))
        #expect(try texts.compactMap { self.schema.complaint(about: try Yams.load(yaml: $0)) } == [])
    }

    @Test("has no key that the reader refuses: the fixture with everything has them all")
    func hasNoKeyTooMany() throws {
        let known = self.schema.keys
        let used = MiniSchema.keys(of: try Yams.load(yaml: PolicyFileTests.fixture("everything").text))
        #expect(known.subtracting(used).isEmpty, "the fixture lacks them, or the reader does")
        #expect(known.count > 50)
    }

    @Test(
        "and the reader refuse the same mistakes",
        arguments: [
            ("owner: collections", "ownr: collections"), ("then: refuse", "then: hope"), ("within: 45d", "within: 45"),
            ("attempts: 5", "attempts: 0"), ("before: [receivable]", "before: receivable"),
            ("rule: german", "name: german"), ("notWhoAsked: true", "notWhoAsked: perhaps"),
            ("date: postingDate, ", ""), ("{fact: lines, atMost: 3}", "{fact: lines, atMost: 3, above: 1}"),
            ("not: {fact: accountGroup, exists: true}", "nor: {fact: accountGroup, exists: true}"),
            ("version: \"2026-11.3\"\n", ""), ("capacity:", "capacities:"),
        ]
    )
    func refuseTheSame(_ good: String, _ bad: String) throws {
        let text = try PolicyFileTests.fixture("everything").text
        let broken = text.replacing(good, with: bad)
        #expect(broken != text, "the fixture has no “\(good)”")
        #expect(self.schema.complaint(about: try Yams.load(yaml: broken)) != nil, "the schema takes \(bad)")
        #expect(throws: (any Error).self, "the reader takes \(bad)") { try PolicyFile.parse(broken, file: "p.yaml") }
    }
}

import Foundation
import Testing

@Suite("A policy, from the command line")
struct PolicyTests {
    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    private struct Shown: Decodable {
        struct Step: Decodable {
            let name: String
            let startedAt: String?
            let endedAt: String?
        }

        let status: String
        let steps: [Step]
    }

    private static func policies(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/policies/\(name)")
            .standardizedFileURL.path
    }

    private static func file(_ name: String) -> String { "\(Self.policies(name))/quote-to-cash.policy.yaml" }

    /// The steps of a group as they ran: stage after stage, the steps of one stage started at the same moment.
    private func stages(_ names: [String], in saga: Shown) throws -> [[String]] {
        let started = try names.map { name in
            (name: name, at: try #require(saga.steps.first { $0.name == name }?.startedAt))
        }
        return Dictionary(grouping: started, by: \.at).sorted { $0.key < $1.key }.map { $0.value.map(\.name).sorted() }
    }

    @Test(
        "decides the order in which the same order's steps run",
        arguments: [
            (
                "billing-first", [["subscription"], ["entitlement"]],
                [["opportunity"], ["onboarding", "support-note"]]
            ),
            (
                "support-first", [["entitlement"], ["subscription"]],
                [["onboarding"], ["support-note"], ["opportunity"]]
            ),
            (
                "by-region", [["entitlement", "subscription"]],
                [["onboarding", "opportunity", "support-note"]]
            ),
        ]
    )
    func decidesTheOrder(_ name: String, _ provisioning: [[String]], _ announcements: [[String]]) throws {
        let order = CommandLineUnderTest.fixture("acme-seats")
        let policies = Self.policies(name)
        let started = try self.skald.run("start", "quote-to-cash", "--order", order, "--policies", policies)
        #expect(started.messages.contains("explain") || started.status == 0, "\(started.messages)")
        let saga = try self.skald.run("show", "Q-1042", "-o", "json").json(Shown.self)
        #expect(saga.status == "waiting")
        #expect(try self.stages(["subscription", "entitlement"], in: saga) == provisioning)
        #expect(try self.stages(["opportunity", "support-note", "onboarding"], in: saga) == announcements)
        #expect(try self.skald.run("verify").status == 0, "a replay decides alike")
    }

    @Test("that contradicts its workflow starts nothing, and is told with file and line")
    func contradictionStartsNothing() throws {
        let folder = self.skald.folder.appending(path: "policies")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let text = """
            policy: quote-to-cash
            version: "1"
            sequencing:
              provisioning:
                - rule: wrong
                  order: [billing, receivable, subscription]
            """
        let file = folder.appending(path: "quote-to-cash.policy.yaml")
        try text.write(to: file, atomically: true, encoding: .utf8)
        let order = CommandLineUnderTest.fixture("acme-seats")
        let outcome = try self.skald.run("start", "quote-to-cash", "--order", order, "--policies", folder.path)
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("quote-to-cash.policy.yaml:6: sequencing.provisioning[0].order"))
        #expect(outcome.messages.contains("subscription would come before itself"))
        #expect(try self.skald.run("list").status != 0 || !self.skald.run("list").output.contains("Q-1042"))
        let checked = try self.skald.run("policy", "check", file.path)
        #expect(checked.status == 3)
        #expect(checked.output.contains("order-outside-group"))
        #expect(checked.output.contains("order-cycle"))
    }

    @Test("that the program carries is there wherever the program is")
    func isCarried() throws {
        let elsewhere = self.skald.folder.appending(path: "skald-copy")
        try FileManager.default.copyItem(at: CommandLineUnderTest.program, to: elsewhere)
        let shown = try self.skald.outcome(
            of: self.skald.process(["policy", "show", "quote-to-cash"], of: elsewhere)
        )
        #expect(shown.status == 0, "\(shown.messages)")
        #expect(shown.output.contains("holds.dispute.stops"))
        #expect(shown.output.contains("legalEntity"))
    }

    @Test("is compared with another one value by value, with the orders that follow")
    func isCompared() throws {
        struct Diff: Decodable {
            struct Change: Decodable { let path: String, before: String?, after: String? }
            struct Sequence: Decodable {
                let sample: String, group: String, before: [[String]], after: [[String]]
                let beforeRule: String?, afterRule: String?
            }
            let changes: [Change]
            let sequences: [Sequence]
        }
        let order = CommandLineUnderTest.fixture("acme-seats")
        let outcome = try self.skald.run(
            "policy",
            "diff",
            Self.file("billing-first"),
            Self.file("by-region"),
            "--order",
            order,
            "-o",
            "json"
        )
        #expect(outcome.status == 3)
        let diff = try outcome.json(Diff.self)
        #expect(diff.changes.contains { $0.path == "version" && $0.after == "by-region" })
        #expect(diff.changes.contains { $0.path == "sequencing.provisioning[1].rule" && $0.before == nil })
        let sequence = try #require(diff.sequences.first { $0.sample == order && $0.group == "provisioning" })
        #expect(sequence.before == [["subscription"], ["entitlement"]])
        #expect(sequence.after == [["subscription", "entitlement"]])
        #expect(sequence.afterRule == "german")
        let same = try self.skald.run("policy", "diff", "quote-to-cash", "quote-to-cash")
        #expect(same.output.contains("no value differs"))
        #expect(same.status == 0)
    }

    @Test("that is sound is said to be, and its schema is the one that is shipped")
    func soundAndSchema() throws {
        #expect(try self.skald.run("policy", "check").output.hasPrefix("✓ quote-to-cash.policy.yaml"))
        #expect(try self.skald.run("policy", "check", Self.file("everything")).status == 0)
        let shipped = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../schemas/policy.schema.json")
        #expect(
            try self.skald.run("policy", "schema").output
                == String(contentsOf: shipped.standardizedFileURL, encoding: .utf8)
        )
    }

    @Test("that is missing from the operator's folder is asked for by name")
    func missingFile() throws {
        let outcome = try self.skald.run("policy", "check", "--policies", self.skald.folder.path)
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("quote-to-cash.policy.yaml: cannot be read"))
    }
}

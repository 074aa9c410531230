import Foundation
import Testing

/// What a saga keeps from its start: its definition and its policy.
@Suite("What a saga started with")
struct PinTests {
    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    private struct Shown: Decodable {
        struct Kept: Decodable {
            let version: String
            let fingerprint: String
        }
        struct Step: Decodable {
            let name: String
            let startedAt: String?
        }

        let status: String
        let steps: [Step]
        let definition: Kept
        let policy: Kept?
    }

    private struct Listing: Decodable {
        struct Move: Decodable {
            struct Done: Decodable { let step: String, kind: String, kindNow: String? }
            let saga: String, state: String?, stateThere: String?, objection: String?
            let done: [Done]
        }
        let isDone: Bool
        let sagas: [Move]
    }

    private struct Test: Decodable {
        struct Totals: Decodable { let sagas: Int, differ: Int, money: [String] }
        struct Saga: Decodable {
            struct Side: Decodable { let status: String, order: [String], waits: [String] }
            let saga: String, amount: String?, isSame: Bool
            let then: Side, now: Side
        }
        let totals: Totals
        let sagas: [Saga]
        let fingerprint: String
    }

    private static func policies(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/policies/\(name)")
            .standardizedFileURL.path
    }

    @Test("is a definition: changed, its sagas stand still until a migration takes them over")
    func standsStillAndGoesOver() throws {
        try self.skald.takeGoldenFile()
        let ran = try self.skald.run("run")
        #expect(ran.messages.contains("quote-to-cash/Q-4.g2 stands still: it follows quote-to-cash version 1 (6a0768"))
        let stuck = try self.skald.run("stuck")
        #expect(stuck.status == 3)
        #expect(stuck.output.contains("skald workflow migrate quote-to-cash --plan"))
        let explained = try self.skald.run("explain", "quote-to-cash/Q-2", "-o", "json").json(ExplanationSeen.self)
        #expect(explained.sentence.contains("stands still, because it follows quote-to-cash version 1"))
        #expect(explained.next.first == "skald workflow migrate quote-to-cash --plan")
        let refused = try self.skald.run("cancel", "quote-to-cash/Q-2")
        #expect(refused.status == 4)
        #expect(refused.messages.contains("its definition was changed under it"))
        #expect(try self.skald.run("verify", "--offline").status == 3)

        let planned = try self.skald.run("workflow", "migrate", "quote-to-cash", "--plan", "-o", "json")
        let plan = try planned.json(Listing.self)
        #expect(planned.status == 0, "\(planned.messages)")
        #expect(plan.sagas.map(\.saga) == ["quote-to-cash/Q-2", "quote-to-cash/Q-3", "quote-to-cash/Q-4.g2"])
        #expect(plan.sagas.allSatisfy { $0.state == $0.stateThere && $0.objection == nil })
        #expect(plan.sagas.first?.done.contains { $0.step == "sales-order" && $0.kindNow == "compensatable" } == true)
        let words = try self.skald.run("workflow", "migrate", "quote-to-cash", "--plan").output
        #expect(words.contains("sales-order (undo)"))

        let made = try self.skald.run("workflow", "migrate", "quote-to-cash", "--yes", "-o", "json")
        #expect(made.status == 0, "\(made.messages)")
        #expect(try made.json(Listing.self).isDone)
        #expect(
            try self.skald.run("workflow", "migrate", "quote-to-cash", "--plan").output.contains("follows the present")
        )
        let went = try self.skald.run("run")
        #expect(!went.messages.contains("stands still"), "\(went.messages)")
        #expect(try self.skald.run("verify", "--offline").status == 0)
    }

    @Test("is a policy: an edited value has another fingerprint, and leaves running sagas alone")
    func keepsPolicy() throws {
        let order = CommandLineUnderTest.fixture("acme-seats")
        let folder = self.skald.folder.appending(path: "policies")
        try FileManager.default.copyItem(atPath: Self.policies("billing-first"), toPath: folder.path)
        let file = folder.appending(path: "quote-to-cash.policy.yaml")
        let started = try self.skald.run(
            "start",
            "quote-to-cash",
            "--order",
            order,
            "--policies",
            folder.path,
            "--no-run"
        )
        #expect(started.status == 0, "\(started.messages)")
        let before = try self.skald.run("show", "Q-1042", "-o", "json").json(Shown.self)
        let copy = self.skald.folder.appending(path: "before.yaml")
        try FileManager.default.copyItem(at: file, to: copy)
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacing("[billing, support]", with: "[support, billing]").write(
            to: file,
            atomically: true,
            encoding: .utf8
        )
        let diff = try self.skald.run("policy", "diff", copy.path, file.path)
        #expect(diff.status == 3, "\(text)")
        try self.skald.run("run", "--policies", folder.path)
        let after = try self.skald.run("show", "Q-1042", "-o", "json").json(Shown.self)
        #expect(after.status == "waiting")
        #expect(after.policy?.fingerprint == before.policy?.fingerprint)
        #expect(after.definition.fingerprint == before.definition.fingerprint)
        func start(_ name: String) -> String? { after.steps.first { $0.name == name }?.startedAt }
        let (first, second) = (try #require(start("subscription")), try #require(start("entitlement")))
        #expect(first < second, "its own order")
        let shown = try self.skald.run("policy", "show", "quote-to-cash", "--policies", folder.path, "-o", "json")
        struct Page: Decodable { let fingerprint: String }
        #expect(try shown.json(Page.self).fingerprint != before.policy?.fingerprint)
        #expect(try self.skald.run("show", "Q-1042").output.contains("policy billing-first "))
    }

    @Test("can be replayed under another policy, which writes and sends nothing")
    func isTried() throws {
        let order = CommandLineUnderTest.fixture("acme-seats")
        try self.skald.run("start", "quote-to-cash", "--order", order, "--policies", Self.policies("billing-first"))
        let bytes = try Data(contentsOf: URL(filePath: self.skald.db))
        let same = try self.skald.run("policy", "test", "--against", Self.policies("billing-first"))
        #expect(same.status == 0, "\(same.output)\(same.messages)")
        #expect(same.output.hasPrefix("✓ 1 sagas would have gone the same way"))
        let other = try self.skald.run("policy", "test", "--against", Self.policies("support-first"), "-o", "json")
        #expect(other.status == 3)
        let test = try other.json(Test.self)
        #expect(test.totals.differ == 1)
        #expect(test.totals.money == test.sagas.compactMap(\.amount))
        #expect(test.totals.money.count == 1)
        func provisioning(_ side: Test.Saga.Side) -> [String] {
            side.order.filter { ["subscription", "entitlement"].contains($0) }
        }
        let saga = try #require(test.sagas.first)
        #expect(provisioning(saga.then) == ["subscription", "entitlement"])
        #expect(provisioning(saga.now) == ["entitlement", "subscription"])
        #expect(saga.now.status == "waiting", "\(saga.now.waits)")
        let table = try self.skald.run("policy", "test", "--against", Self.policies("support-first"))
        #expect(table.output.contains("1 of 1 sagas differ under"))
        let late = try self.skald.run(
            "policy",
            "test",
            "--against",
            Self.policies("support-first"),
            "--since",
            "2999-01-01"
        )
        #expect(late.status == 0)
        #expect(try Data(contentsOf: URL(filePath: self.skald.db)) == bytes)
    }
}

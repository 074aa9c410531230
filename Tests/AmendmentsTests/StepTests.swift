import Amendments
import Foundation
import Policy
import RevenueModel
import SagaModel
import Testing
import Workflows

@Suite("The steps of a simulated amendment")
struct StepTests {
    static func policy(_ change: (String) -> String = { $0 }) throws -> SagaModel.Policy {
        let text = try #require(EmbeddedPolicy.text(of: "amendment"))
        return try PolicyFile.parse(change(text), file: "amendment.policy.yaml").policy
    }

    private static func report(
        _ name: String,
        _ policy: SagaModel.Policy,
        failing choice: FailureChoice = .none
    ) throws -> AmendmentReport {
        let fixture = try Fixture.read(FixtureTests.folder.appending(path: name).path)
        return try AmendmentReport(fixture, fixture.simulation.run(), policy, failing: choice)
    }

    private static let calculated = FixtureTests.files.filter { name in
        let fixture = try? Fixture.read(FixtureTests.folder.appending(path: name).path)
        return fixture.map { (try? $0.simulation.run()) != nil } ?? false
    }

    @Test("each fail in every way, and what is taken back nets to zero", arguments: Self.calculated)
    func failEach(_ name: String) throws {
        let report = try Self.report(name, Self.policy(), failing: .each)
        #expect(report.failures.compactMap(\.objection) == [])
        #expect(report.findings.isEmpty)
        #expect(report.failures.isEmpty == report.steps.isEmpty)
        for failure in report.failures where failure.end == "compensated" {
            #expect(failure.isZero && failure.net.isEmpty && failure.standing.isEmpty)
        }
        let isPosted = report.steps.contains { $0.document != nil }
        let refused = report.failures.filter { $0.step == "delta" && $0.kind == "rejected" }
        #expect(refused.allSatisfy { $0.end == "compensated" && $0.undone.last == "subscription" })
        #expect(!isPosted || !refused.isEmpty)
    }

    @Test("book what the journals of the preview say", arguments: Self.calculated)
    func bookThePreview(_ name: String) throws {
        let fixture = try Fixture.read(FixtureTests.folder.appending(path: name).path)
        let stack = try fixture.simulation.run()
        var sent: [LedgerAccount: Money] = [:]
        for posting in try fixture.facts(of: stack).flatMap(\.postings) {
            for line in try posting.entry() { try sent.add(line) }
        }
        var shown: [LedgerAccount: Money] = [:]
        for line in stack.journals.flatMap(\.entry.lines) { try shown.add(line) }
        #expect(sent.filter { !$0.value.isZero } == shown.filter { !$0.value.isZero })
    }

    @Test("carry the documents and the numbers of the preview")
    func carryTheNumbers() throws {
        let report = try Self.report("everything-at-once.yaml", Self.policy())
        let first = report.steps.filter { $0.amendment == "AMD-1" }
        #expect(
            first.map(\.step) == [
                "contract-version", "entitled-account", "posting-terms", "subscription", "draft-delta", "delta",
                "revenue-entry", "revenue-entry", "revenue-entry", "issue-delta", "entitlement", "opportunity",
                "success-plan",
            ]
        )
        #expect(first.compactMap(\.document) == ["AMD-1:1", "AMD-1:asset", "AMD-1:2", "AMD-1:3"])
        // 10800.00 less ten months of revenue is 1804.94; 4722.41 is taken back, of which so much was recognised.
        #expect(first.compactMap(\.amount) == ["EUR -5619.67", "EUR 2917.47", "EUR 3089.10", "EUR 550.36"])
        #expect(Set(report.steps.map(\.key)).count == report.steps.count)
        #expect(report.stepNotes.first?.hasPrefix("AMD-1:asset: an ERP books documents against deferred") == true)
    }

    @Test("show the gates that would stop them: who approves, and which dispute stands")
    func showGates() throws {
        let report = try Self.report("everything-at-once.yaml", Self.policy())
        let gates = report.steps.filter { $0.amendment == "AMD-1" }.flatMap { step in
            step.gates.map { "\(step.step) \($0.kind) \($0.name ?? "") \($0.owner ?? "")" }
        }
        #expect(gates == ["subscription approval backdated finance", "delta hold hold support"])
        let approval = try #require(report.steps.flatMap(\.gates).first { $0.kind == "approval" })
        #expect(approval.subject == "contract C-77, amendment AMD-1, effectiveOn 2026-04-10, total EUR -5619.67")
    }

    @Test("follow the order and the approvals of another policy")
    func followThePolicy() throws {
        let other = try Self.policy { text in
            text.replacing("order: [crm, success]", with: "order: [success, crm]")
                .replacing("above: EUR 10000.00", with: "above: EUR 1.00")
        }
        let report = try Self.report("contract-seats.yaml", other)
        let announced = report.steps.filter { $0.rule != nil }
        #expect(announced.map(\.system) == ["success", "crm"])
        #expect(announced.map(\.rule) == ["crm-before-success", "crm-before-success"])
        #expect(report.steps.flatMap(\.gates).map(\.name) == ["large-credit"])
    }

    @Test("follow the policy that comes for trying: its order, its approvals and whose they are")
    func followTheFixture() throws {
        let file = FixtureTests.root.appending(path: "fixtures/policies/watchful/amendment.policy.yaml")
        let report = try Self.report("everything-at-once.yaml", PolicyFile.read(file.path).policy)
        #expect(
            report.steps.filter { $0.rule == "success-first" }.map(\.system) == [
                "success", "crm", "success", "crm", "success", "crm",
            ]
        )
        let gates = report.steps.flatMap { step in step.gates.map { "\(step.amendment) \(step.step) \($0.name ?? "")" }
        }
        #expect(
            gates == [
                "AMD-1 subscription every-credit", "AMD-1 subscription long-past", "AMD-1 delta hold",
                "AMD-2 subscription long-past",
            ]
        )
        let own = try Self.report("everything-at-once.yaml", Self.policy())
        #expect(
            report.inputHash == own.inputHash && report.steps.compactMap(\.amount) == own.steps.compactMap(\.amount)
        )
    }

    @Test("that fail one by one are those that were named")
    func chooseOne() throws {
        let choice = try #require(FailureChoice("delta:in-doubt-done"))
        let report = try Self.report("expand-seats.yaml", Self.policy(), failing: choice)
        let failure = try #require(report.failures.first)
        #expect(report.failures.count == 1)
        #expect(failure.end == "done" && failure.undone.isEmpty && failure.needs.isEmpty)
        #expect(failure.net == ["receivable": "3024.65", "deferred-revenue": "-3024.65"])
        #expect(FailureChoice("delta") == .at("delta", nil))
        #expect(FailureChoice("delta:now") == nil && FailureChoice("") == nil && FailureChoice("a:b:c") == nil)
    }

    @Test("that fail after the pivot leave what is posted, and call a person")
    func afterThePivot() throws {
        let choice = try #require(FailureChoice("entitlement:rejected"))
        let report = try Self.report("expand-seats.yaml", Self.policy(), failing: choice)
        let failure = try #require(report.failures.first)
        #expect(failure.end == "parked" && failure.needs == ["entitlement"] && failure.undone.isEmpty)
        #expect(failure.standing.contains("AMD-1:1 in the ERP"))
    }

    @Test("are none for what is still to come")
    func pending() throws {
        #expect(try Self.report("future-dated.yaml", Self.policy()).steps.isEmpty)
    }

    @Test("say why an ERP could not be asked for a document")
    func unsendable() throws {
        let report = try Self.report("expand-seats.yaml", Self.policy())
        let obstacles = report.contract.amendments.flatMap(\.obstacles)
        #expect(obstacles.count == 1 && obstacles.first?.contains("no tax code") == true)
    }
}

extension [LedgerAccount: Money] {
    /// In an ERP a credit that the customer keeps stays in the receivable.
    fileprivate mutating func add(_ line: JournalLine) throws {
        let named = try #require(line.role)
        let account: LedgerAccount = named == .customerCredit ? .receivable : named
        let before = self[account] ?? .zero(line.amount.currency)
        self[account] = line.side == .debit ? try before.adding(line.amount) : try before.subtracting(line.amount)
    }
}

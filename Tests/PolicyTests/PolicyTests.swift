import Documents
import Foundation
import SagaModel
import Testing
import Workflows

@testable import Policy

@Suite("A policy file")
struct PolicyFileTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func fixture(_ name: String) throws -> (text: String, path: String) {
        let url = Self.root.appending(path: "fixtures/policies/\(name)/quote-to-cash.policy.yaml")
        return (try String(contentsOf: url, encoding: .utf8), url.path)
    }

    private func problems(_ text: String) -> [String] {
        do {
            _ = try PolicyFile.parse(text, file: "p.yaml")
            return []
        } catch let problems as FileProblems {
            return problems.inOrder.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test("that the program carries keeps every rule", arguments: Self.shipped.map(\.name))
    func embeddedIsSound(_ name: WorkflowName) throws {
        let flow = try #require(Self.shipped.first { $0.name == name })
        let text = try #require(EmbeddedPolicy.text(of: name))
        let file = try PolicyFile.parse(text, file: "\(name).policy.yaml")
        #expect(file.locate(flow.check(file.policy)).filter { $0.rule.isAboutPolicy }.isEmpty)
        #expect(file.policy.workflow == name)
        #expect(
            file.policy.holds["disputed-line"] != nil || name == "amendment",
            "a dispute about a line is no surprise"
        )
    }

    private static let shipped: [any Workflow] = [
        QuoteToCash(), Amendment(), CaseToCredit(), PaymentToReceivables(), OverdueReceivable(),
    ]

    @Test("of the fixtures keeps every rule", arguments: ["billing-first", "support-first", "by-region", "everything"])
    func fixturesAreSound(_ name: String) throws {
        let file = try PolicyFile.read(Self.fixture(name).path)
        #expect(file.locate(QuoteToCash().check(file.policy)).filter { !$0.rule.isNote }.isEmpty)
    }

    @Test("is read value by value, each with its sort")
    func everythingIsRead() throws {
        let policy = try PolicyFile.read(Self.fixture("everything").path).policy
        let first = try #require(policy.sequencing["provisioning"]?.first)
        #expect(
            first.when.description
                == "any(taxCode is DE-19; all(legalEntity isNot northwind-us; not(accountGroup exists true); "
                + "orderedOn below 2027-01-01))"
        )
        #expect(first.when.comparisons.map { $0.values.first?.sort } == [.text, .text, .flag, .date])
        #expect(policy.approvals["large-order"]?.grades.map(\.ceiling) == [.money("500000.00", "EUR"), nil])
        #expect(policy.cutoffs["receivables"]?.then == .refuse)
        #expect(policy.retries.rule("receivable", "erp").pause == .minutes(1))
        #expect(policy.retries.rule("receivable", "erp").timeout == .minutes(10))
        #expect(policy.capacity["erp"] == CapacityRule(inFlight: 4, perSecond: 10))
        #expect(policy.compensation["draft-invoice"]?.map(\.undo) == [.own, .own])
        #expect(policy.compensation["draft-invoice"]?.map(\.closed) == ["receivables", nil])
        #expect(policy.deadlines["overdue"] == DeadlineRule(within: .days(45), owner: "collections"))
        #expect(policy.ownership["payment"] == ["skald"])
    }

    @Test("with many mistakes is refused with all of them at once, each with its line")
    func allMistakesAtOnce() throws {
        let found = self.problems(try Self.fixture("many-mistakes").text)
        let expected = [
            "p.yaml:1: version: is missing; add it",
            "p.yaml:4: sequencing.provisioning[0].order: is missing; add it",
            "p.yaml:5: sequencing.provisioning[0].when.above: expected an amount such as EUR 10000.00; “1.005” is finer",
            "p.yaml:6: sequencing.provisioning[0].ordr: unknown key; did you mean order?",
            "p.yaml:9: approvals.large.before: expected a list",
            "p.yaml:10: approvals.large.when: compares in 2 ways; expected one of is, isNot, in, above",
            "p.yaml:13: approvals.large.within: “2 days” is not a length of time",
            "p.yaml:15: cutoffs.books.then: “redat” is not known here; did you mean redate?",
            "p.yaml:17: retries.default.attempts: “0” is not a count",
            "p.yaml:18: retries.systems: expected keys and values",
        ]
        #expect(found.count == expected.count, "\(found)")
        for (line, start) in zip(found, expected) { #expect(line.hasPrefix(start), "\(line)") }
    }

    @Test(
        "tells what a value is by its form",
        arguments: [
            ("EUR 10.00", FactSort.money), ("JPY 10", .money), ("10.5", .number), ("2026-11-21", .date),
            ("true", .flag), ("DE-19", .text), ("\"10.5\"", .text), ("'true'", .text), ("EUR", .text),
        ]
    )
    func valueByItsForm(_ text: String, _ sort: FactSort) throws {
        let file = try PolicyFile.parse(Self.comparing(text), file: "p.yaml")
        #expect(file.policy.sequencing["g"]?.first?.when.comparisons.first?.values.first?.sort == sort)
    }

    @Test("has no impossible value", arguments: ["2026-02-30", "EUR 1.001", "JPY 1.5", "EUR 1,000.00"])
    func impossibleValue(_ text: String) {
        #expect(self.problems(Self.comparing(text)).count == 1)
    }

    private static func comparing(_ value: String) -> String {
        "{policy: q, version: '1', sequencing: {g: [{rule: r, order: [a], when: {fact: x, is: \(value)}}]}}"
    }

    @Test("places each finding at its line")
    func findingsHaveLines() throws {
        let text = try Self.fixture("everything").text
            .replacing("owner: collections", with: "owner: ' '").replacing("fact: taxCode", with: "fact: taxcod")
        let file = try PolicyFile.parse(text, file: "p.yaml")
        let findings = file.locate(QuoteToCash().check(file.policy))
        #expect(findings.map(\.rule) == [.unknownFact, .ownerMissing])
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for finding in findings {
            let number = try #require(finding.location?.split(separator: ":").last.flatMap { Int($0) })
            let word = finding.rule == .unknownFact ? "when:" : "overdue:"
            #expect(lines[number - 1].contains(word), "\(finding)")
        }
    }

    @Test("with one changed value has another fingerprint, and with the same values in another order the same one")
    func fingerprint() throws {
        let text = try Self.fixture("everything").text
        let one = try PolicyFile.parse(text, file: "a").policy
        let changed = try PolicyFile.parse(text.replacing("45d", with: "46d"), file: "b").policy
        let moved = try PolicyFile.parse(
            text.replacing("{within: 45d, owner: collections}", with: "{owner: collections, within: 45d}"),
            file: "c"
        ).policy
        #expect(one.fingerprint.count == 64)
        #expect(one.fingerprint != changed.fingerprint)
        #expect(one.fingerprint == moved.fingerprint)
    }

    @Test("that comes back from a saga's first event is the same policy")
    func storedAndBack() throws {
        let policy = try PolicyFile.read(Self.fixture("everything").path).policy
        let stored = try JSONEncoder().encode(policy)
        #expect(try JSONDecoder().decode(SagaModel.Policy.self, from: stored) == policy)
    }
}

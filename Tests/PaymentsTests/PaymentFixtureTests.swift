import Documents
import Foundation
import Payments
import Testing
import Yams

@Suite("The payment fixtures")
struct PaymentFixtureTests {
    static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    static let files: [String] = {
        let folder = Self.root.appending(path: "fixtures/payments").path
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }()

    static func text(_ name: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: "fixtures/payments/\(name)"), encoding: .utf8)
    }

    @Test("come out as they promise, and the ledger balances", arguments: Self.files)
    func comesOut(_ name: String) throws {
        let fixture = try PaymentFixture.parse(Self.text(name), file: name)
        let expectation = try #require(fixture.expectation, "it promises something")
        #expect(expectation.ledger != nil && expectation.open != nil)
        let report = try PaymentReport(fixture, fixture.run())
        #expect(report.findings == [])
    }

    @Test("are many, and a promise that is not kept is told")
    func many() throws {
        #expect(Self.files.count >= 16)
        let text = try Self.text("exact.yaml").replacing("bank: 119.00", with: "bank: 118.99")
        let fixture = try PaymentFixture.parse(text, file: "exact.yaml")
        let report = try PaymentReport(fixture, fixture.run())
        #expect(report.findings == ["ledger bank: 118.99 is expected, 119.00 comes"])
    }

    @Test("show what the saga of a payment would send, in its order")
    func steps() throws {
        let fixture = try PaymentFixture.parse(Self.text("remittance-many.yaml"), file: "f.yaml")
        let steps = try #require(try fixture.run().happenings.first?.steps)
        #expect(steps.filter { $0.step == "application" }.map(\.about).count == 3)
        #expect(steps.first { $0.step == "deduction" }?.about == "EUR 57.00 of INV-3")
        #expect(steps.map(\.step).prefix(3) == ["payer", "cash-note", "entry"])
        let returned = try PaymentFixture.parse(Self.text("returned.yaml"), file: "f.yaml").run().happenings
        let reversal = try #require(returned.first { $0.event.id == "RET-1" })
        #expect(reversal.steps.map(\.step).contains("application-reversal"))
    }

    @Test("have a schema, which is the one that is shipped, and no key of it is never used")
    func schema() throws {
        let file = Self.root.appending(path: "schemas/payment.schema.json")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(try PaymentSchema.text().utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == PaymentSchema.text())
        let schema = try JSONSerialization.jsonObject(with: Data(PaymentSchema.text().utf8))
        let used = try Self.files.reduce(into: Set<String>()) { keys, name in
            keys.formUnion(Self.keys(of: try Yams.load(yaml: Self.text(name))))
        }
        #expect(Self.named(schema).subtracting(used).sorted() == [])
    }

    private static func named(_ value: Any) -> Set<String> {
        if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(Self.named($1)) } }
        let members = value as? [String: Any] ?? [:]
        let own = Set((members["properties"] as? [String: Any] ?? [:]).keys)
        return members.values.reduce(into: own) { $0.formUnion(Self.named($1)) }
    }

    private static func keys(of value: Any?) -> Set<String> {
        if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(Self.keys(of: $1)) } }
        guard let members = value as? [String: Any] else { return [] }
        return members.values.reduce(into: Set(members.keys)) { $0.formUnion(Self.keys(of: $1)) }
    }
}

@Suite("A payment fixture that cannot be taken")
struct BadPaymentFixtureTests {
    @Test(
        "says file, line and path, and what was expected",
        arguments: [
            (
                "currency: EUR", "currency: Euro",
                "f.yaml:3: currency: “Euro” is not a currency; expected an ISO 4217 code"
            ),
            ("amount: 119.00}", "amount: 119.005}", "events[0].amount: “119.005” is not an amount"),
            ("amount: 119.00}", "amount: -1}", "is not an amount; expected one in EUR"),
            ("event: received", "event: recieved", "“recieved” is not known here; did you mean received?"),
            ("on: 2026-11-28", "on: 2026-13-28", "events[0].on: “2026-13-28” is not a date"),
            (", account: ACME, amount", ", amount", "events[0].account: is missing"),
            ("due: 2026-11-30", "duo: 2026-11-30", "invoices[0].duo: unknown key; did you mean due?"),
            ("net: 100.00", "net: 100.00, currency: USD", "rate is missing; expected what one USD is worth in EUR"),
            ("invoices:", "invoice:", "invoices: is missing"),
        ]
    )
    func isRefused(what: String, by: String, complaint: String) throws {
        let text = try PaymentFixtureTests.text("exact.yaml")
        #expect(text.contains(what))
        do {
            _ = try PaymentFixture.parse(text.replacing(what, with: by), file: "f.yaml")
            Issue.record("it was taken")
        } catch let problems as FileProblems {
            let lines = problems.inOrder.map(\.description)
            #expect(lines.contains { $0.contains(complaint) }, "\(lines)")
            #expect(lines.allSatisfy { $0.hasPrefix("f.yaml:") })
        }
    }
}

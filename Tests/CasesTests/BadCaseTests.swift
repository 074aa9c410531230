import Cases
import Documents
import Testing

@Suite("A case that cannot be taken")
struct BadCaseTests {
    private static let good = """
        case: CS-9
        account: C-77
        currency: EUR
        opened: 2026-06-01
        asOf: 2026-06-15
        invoice:
          number: INV-1
          on: 2026-01-01
          due: 2026-01-31
          lines:
            - {item: SEATS, net: 1200.00, tax: 228.00, from: 2026-01-01, until: 2027-01-01}
        support:
          - {says: resolved, on: 2026-06-10, for: customer, lines: [{line: 1, amount: 100.00}]}
        """

    private static func complaints(_ text: String) -> [String] {
        do {
            _ = try CaseFixture.parse(text, file: "f.yaml")
            return []
        } catch let problems as FileProblems {
            return problems.inOrder.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test("is not the good one") func good() { #expect(Self.complaints(Self.good) == []) }

    @Test(
        "says file, line and path, and what was expected",
        arguments: [
            ("currency: EUR", "currency: Euro", "f.yaml:3: currency: “Euro” is not a currency"),
            ("account: C-77\n", "", "account: is missing; add it"),
            ("opened: 2026-06-01", "opened: June", "f.yaml:4: opened: “June” is not a date"),
            ("asOf: 2026-06-15", "asOf: 2026-06-15\nscope: line", "f.yaml:6: scope: the scope line needs a line"),
            ("asOf: 2026-06-15", "asOf: 2026-06-15\nscop: line", "f.yaml:6: scop: unknown key; did you mean scope?"),
            ("net: 1200.00", "net: 1200.001", "f.yaml:11: invoice.lines[0].net: expected an amount in EUR"),
            ("net: 1200.00", "net: 0", "f.yaml:11: invoice.lines[0].net: EUR 0.00 is not an amount above zero"),
            ("until: 2027-01-01", "until: 2025-01-01", "invoice.lines[0].until: 2025-01-01 is not after 2026-01-01"),
            (
                "line: 1, amount", "line: 2, amount",
                "support[0].lines[0].line: the invoice has no line 2; expected 1 to 1"
            ),
            ("amount: 100.00", "amount: 1.00, share: 0.5", "support[0].lines[0].share: does not go with amount"),
            ("amount: 100.00", "share: 1.5", "support[0].lines[0].share: expected a share above 0 and up to 1"),
            ("says: resolved", "says: resolvd", "support[0].says: “resolvd” is not known here; did you mean resolved?"),
            ("for: customer, ", "", "support[0]: a case is resolved for customer or vendor"),
            (
                "support:", "receipts: [{id: P, on: 2026-02-01, amount: 1428.01}]\nsupport:",
                "is more than the invoice of EUR 1428.00"
            ),
        ]
    )
    func complains(good: String, bad: String, expected: String) {
        #expect(Self.good.contains(good))
        let found = Self.complaints(Self.good.replacing(good, with: bad))
        #expect(found.contains { $0.contains(expected) }, "\(found)")
    }
}

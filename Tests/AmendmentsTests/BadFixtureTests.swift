import Amendments
import Documents
import Testing

@Suite("A fixture that cannot be taken")
struct BadFixtureTests {
    private static let good = """
        contract: C-1
        currency: EUR
        from: 2026-01-01
        until: 2027-01-01
        asOf: 2026-07-01
        lines:
          - {charge: SEATS, quantity: 10, price: 120.00, per: year}
        amendments:
          - id: AMD-1
            on: 2026-07-01
            changes:
              - {quantity: SEATS, to: 12}
        """

    private static func complaints(_ text: String) -> [String] {
        do {
            _ = try Fixture.parse(text, file: "f.yaml")
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
            (
                "currency: EUR", "currency: Euro",
                "f.yaml:2: currency: “Euro” is not a currency; expected an ISO 4217 code"
            ),
            ("price: 120.00", "price: 120.001", "f.yaml:7: lines[0].price: expected an amount in EUR"),
            ("per: year", "per: decade", "f.yaml:7: lines[0].per: “decade” is no billing period"),
            (
                "quantity: SEATS", "quantty: SEATS",
                "f.yaml:12: amendments[0].changes[0].quantty: unknown key; did you mean quantity?"
            ),
            (", to: 12", "", "f.yaml:12: amendments[0].changes[0].to: is missing; add it"),
            (
                ", to: 12", ", to: 12, steps: []",
                "f.yaml:12: amendments[0].changes[0].steps: does not go with quantity; expected only to"
            ),
            ("until: 2027-01-01", "until: 2025-01-01", "f.yaml:4: until: 2025-01-01 is not after 2026-01-01"),
            ("asOf: 2026-07-01", "asOf: July", "f.yaml:5: asOf: “July” is not a date; expected one such as 2026-11-21"),
            ("    on: 2026-07-01\n", "", "amendments[0].on: is missing; add it"),
            (
                "asOf: 2026-07-01", "asOf: 2026-07-01\npaid: {INV-9: all}",
                "paid.INV-9: there is no invoice INV-9; expected one of INV-1"
            ),
            (
                "asOf: 2026-07-01", "asOf: 2026-07-01\npaid: {INV-1: 9999.00}",
                "cannot be paid; expected at most the open EUR 1200.00"
            ),
            (
                "per: year", "per: year, tax: DE-19",
                "lines[0].tax: “DE-19” has no rate; expected one of the codes under taxes"
            ),
            ("until: 2027-01-01", "until: 9999-12-31", "f.yaml:4: until: 9999-12-31 is too far away; expected a year"),
            (
                "price: 120.00", "price: -120.00",
                "f.yaml:7: lines[0].price: -120.00 is below zero; expected 0.00 or more"
            ),
            ("per: year", "per: year, discount: -5.00", "lines[0].discount: “-5.00” is not a discount"),
            (
                "{quantity: SEATS, to: 12}", "{add: {charge: BOOKS, price: 1.00, tax: DE-7}, with: SEATS}",
                "f.yaml:12: amendments[0].changes[0].add.tax: “DE-7” has no rate; expected one of the codes"
            ),
            (
                "amendments:", "  - {charge: SEATS, price: 1.00}\namendments:",
                "f.yaml:8: lines[1]: SEATS is sold by an earlier line at that time; expected another name"
            ),
            (
                "amendments:", "settled:\n  - {id: AMD-1, on: 2026-03-01, changes: [{cancel: all}]}\namendments:",
                "f.yaml:11: amendments[0]: AMD-1 is the id of an earlier one; expected an id of its own"
            ),
            (
                "asOf: 2026-07-01", "asOf: 2026-07-01\nterms: thirty days",
                "f.yaml:6: terms: “thirty days” is not known here"
            ),
            ("asOf: 2026-07-01", "asOf: 2026-07-01\nzone: Mars/Base", "f.yaml:6: zone: “Mars/Base” is not a time zone"),
            (
                "asOf: 2026-07-01", "asOf: 2026-07-01\ntaxes: {DE-19: 19}",
                "f.yaml:6: taxes.DE-19: 19 is more than the price; expected one such as 0.19"
            ),
            (
                "per: year", "per: year, from: 2026-05-01, until: 2026-03-01",
                "f.yaml:7: lines[0]: 2026-03-01 is not after 2026-05-01; expected the day after the last day"
            ),
            (
                "per: year", "per: year, from: 2028-05-01",
                "f.yaml:7: lines[0]: begins on 2028-05-01; expected a day of the contract, from 2026-01-01 to 2027-01-01"
            ),
            ("id: AMD-1", "id: AMD 1:7", "f.yaml:9: amendments[0].id: “AMD 1:7” is not an id; expected letters"),
            ("id: AMD-1", "id: AMD-1-G2", "f.yaml:9: amendments[0].id: “AMD-1-G2” ends like a second attempt"),
        ]
    )
    func says(_ good: String, _ bad: String, _ expected: String) throws {
        let text = Self.good.replacing(good, with: bad)
        try #require(text != Self.good)
        let found = Self.complaints(text)
        #expect(found.count == 1)
        #expect(found.first?.contains(expected) == true, "\(found)")
    }

    @Test("has all its mistakes told at once")
    func allAtOnce() {
        let text = Self.good.replacing("price: 120.00", with: "price: many").replacing("per: year", with: "per: decade")
            .replacing("id: AMD-1", with: "idd: AMD-1")
        #expect(Self.complaints(text).count == 4)
    }
}

import RevenueModel
import Testing

/// One worked case: a contract, what happens to it, and the amounts that must come out.
///
/// All numbers live in the tables beside this file; the runner knows none.
struct BillingCase: Decodable, CustomTestStringConvertible {
    var id: String
    /// What it shows, in a sentence.
    var shows: String
    var contract: CaseContract?
    /// Tax code → rate.
    var taxes: [String: Ratio]?
    var policy: BillingPolicy?
    var steps: [CaseStep]

    var testDescription: String { self.id }

    /// Every case of every table.
    static func all() throws -> [Self] {
        try CaseFile.names(in: "billing").flatMap { try CaseFile.rows($0) }
    }
}

/// A contract in the words of the tables.
struct CaseContract: Decodable {
    var currency: String?
    var payer: String?
    var from: LocalDate
    var until: LocalDate?
    var lines: [CaseLine]
}

/// A line in the words of the tables.
struct CaseLine: Decodable {
    var charge: String
    var kind: ChargeKind?
    var item: String?
    var price: String
    var quantity: RevenueModel.Decimal?
    var every: BillingCycle?
    var anchor: LocalDate?
    var anchorDay: Int?
    var from: LocalDate?
    var until: LocalDate?
    var timing: BillingTiming?
    var tax: String?
    var off: Ratio?
    var offAmount: String?
}

/// One thing that happens, and what is expected of it.
struct CaseStep: Decodable {
    var act: String
    var on: LocalDate?
    var asOf: LocalDate?
    var bookedOn: LocalDate?
    var number: String?
    var document: String?
    var start: AmendmentStart?
    var dispositions: [Disposition]?
    var reverses: String?
    var sequence: Int?
    var changes: [CaseChange]?
    var amount: String?
    var refund: String?
    var lines: [CaseLine]?
    var coupon: String?
    var items: [CaseItem]?
    var quoted: [String]?
    var closed: [String]?
    var table: [[String]]?
    var expect: Expectation?
}

struct CaseChange: Decodable {
    var op: String
    var charge: String?
    var line: CaseLine?
    var with: String?
    var quantity: RevenueModel.Decimal?
    var price: String?
    var every: BillingCycle?
    var anchor: AnchorRule?
    var until: LocalDate?
    var payer: String?
    var off: Ratio?
    var offAmount: String?
}

struct CaseItem: Decodable {
    var segment: String
    var amount: String?
    var share: Ratio?
}

/// What must come out; what is not named is not looked at.
struct Expectation: Decodable {
    /// `seats 2024-01-16..2024-02-01 -14.97`, with the tax behind it where there is one.
    var lines: [String]?
    var net: String?
    var tax: String?
    var total: String?
    /// Taxes or coupons, line by line.
    var taxes: [String]?
    var coupons: [String]?
    /// Disposition → amount.
    var settled: [String: String]?
    /// Document → amount.
    var open: [String: String]?
    var charged: [String: String]?
    var collectible: [String: String]?
    /// Payer → amount.
    var credit: [String: String]?
    var balance: [String: String]?
    var refundable: String?
    var coupon: String?
    var kind: AmendmentKind?
    var error: BillingCode?
    var posting: LocalDate?
    var values: [String]?
    var documents: Int?
    var used: String?
}

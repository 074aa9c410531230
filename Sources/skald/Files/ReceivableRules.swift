internal import Documents
internal import RevenueModel
internal import Workflows

/// What the configuration says of receivables: how money is applied where nobody says it, and who is reminded when.
///
///     receivables:
///       overpayment: keep-unapplied
///       unmatched: oldest-first
///       tolerance: {EUR: "5.00"}
///       dunning: {daysBetween: 10, mostAttempts: 3, threshold: {EUR: "20.00"}}
struct ReceivableRules {
    static let key = "receivables"

    private var tolerance: [Currency: Money] = [:]
    private var overpayment: CashPolicy.Overpayment = .keepUnapplied
    private var unmatched: CashPolicy.Unmatched = .oldestFirst
    private(set) var dunning = DunningRules()

    init() {}

    func cash(_ currency: Currency) -> CashRules {
        CashRules(tolerance: self.tolerance[currency], overpayment: self.overpayment, unmatched: self.unmatched)
    }
}

extension ReceivableRules {
    init(_ field: Field) throws(FileProblem) {
        let record = try field.record(["overpayment", "unmatched", "tolerance", "dunning"])
        if let field = record.fields["overpayment"] { self.overpayment = try Self.choice(field) }
        if let field = record.fields["unmatched"] { self.unmatched = try Self.choice(field) }
        for amount in try record.fields["tolerance"].map(Self.amounts) ?? [] {
            self.tolerance[amount.currency] = amount
        }
        guard let dunning = try record.fields["dunning"]?.record(["daysBetween", "mostAttempts", "threshold"]) else {
            return
        }
        self.dunning = DunningRules(
            thresholds: try dunning.fields["threshold"].map(Self.amounts) ?? [],
            daysBetween: try dunning.fields["daysBetween"].map(Self.count) ?? self.dunning.daysBetween,
            mostAttempts: try dunning.fields["mostAttempts"].map(Self.count) ?? self.dunning.mostAttempts
        )
    }

    private static func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ field: Field
    ) throws(FileProblem) -> Choice {
        if let choice = Choice(rawValue: try field.text()) { return choice }
        throw field.problem("expected \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
    }

    private static func count(_ field: Field) throws(FileProblem) -> Int {
        guard let count = Int(try field.text()), (1...365).contains(count) else {
            throw field.problem("expected a whole number from 1 to 365")
        }
        return count
    }

    /// Amounts by their currency: `{EUR: "5.00", JPY: "500"}`.
    private static func amounts(_ field: Field) throws(FileProblem) -> [Money] {
        var amounts: [Money] = []
        for (code, value) in try field.entries() {
            guard let currency = Currency(code) else { throw value.problem("“\(code)” is no ISO 4217 code") }
            guard let amount = try? Money(decimal: try value.text(), currency), amount.minorUnits >= 0 else {
                throw value.problem("expected an amount in \(code), such as \"5.00\"")
            }
            amounts.append(amount)
        }
        return amounts
    }
}

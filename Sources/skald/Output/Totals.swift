internal import RevenueModel

/// Amounts added up, each currency by itself.
struct Totals: Encodable, Equatable {
    /// `EUR 48210.00`, in the order of the currencies.
    private(set) var amounts: [String] = []
    /// Of how many no amount is known.
    private(set) var unknown = 0

    init(_ amounts: [String?]) {
        var sums: [String: Money] = [:]
        for amount in amounts {
            guard let money = Stake(amount).money,
                let sum = try? (sums[money.currency.code] ?? .zero(money.currency))
                    .adding(money)
            else {
                self.unknown += 1
                continue
            }
            sums[money.currency.code] = sum
        }
        self.amounts = sums.sorted { $0.key < $1.key }.map(\.value.description)
    }

    var words: String {
        let known = self.amounts.isEmpty ? ["nothing"] : self.amounts
        return known.joined(separator: " + ") + (self.unknown > 0 ? ", \(self.unknown) without a known amount" : "")
    }
}

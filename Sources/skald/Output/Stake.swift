internal import RevenueModel

/// Money at stake, in the order in which people look at it: the largest first, what is not known last.
///
/// Amounts in two currencies are not compared: each currency stands by itself.
struct Stake: Comparable {
    let money: Money?

    /// Reads an amount as reports have it: `EUR 1250.00`.
    init(_ amount: String?) {
        let parts = (amount ?? "").split(separator: " ")
        guard parts.count == 2, let currency = Currency(String(parts[0])) else {
            self.money = nil
            return
        }
        self.money = try? Money(decimal: String(parts[1]), currency)
    }

    static func < (one: Self, other: Self) -> Bool {
        guard let money = one.money else { return false }
        guard let rival = other.money else { return true }
        guard money.currency == rival.currency else { return money.currency.code < rival.currency.code }
        return money.minorUnits > rival.minorUnits
    }
}

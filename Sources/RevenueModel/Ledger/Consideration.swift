/// What a document asks for or takes back, by where it belongs in the books.
package struct Consideration: Codable, Equatable, Sendable {
    /// For service that is rendered.
    package var earned: Money
    /// For service that is still to be rendered.
    package var deferred: Money
    package var tax: Money
    /// For service that is recognised already and was not billed yet.
    package var asset: Money

    package init(earned: Money, deferred: Money, tax: Money, asset: Money? = nil) {
        self.earned = earned
        self.deferred = deferred
        self.tax = tax
        self.asset = asset ?? .zero(earned.currency)
    }

    /// Billed ahead of the service.
    package init(deferred: Money, tax: Money? = nil) {
        let nothing = Money.zero(deferred.currency)
        self.init(earned: nothing, deferred: deferred, tax: tax ?? nothing)
    }

    /// Billed for what is rendered.
    package init(earned: Money, tax: Money? = nil) {
        let nothing = Money.zero(earned.currency)
        self.init(earned: earned, deferred: nothing, tax: tax ?? nothing)
    }

    /// A credit of `net`, which hits what is still deferred first and revenue only beyond it.
    package init(crediting net: Money, tax: Money, deferredLeft: Money) throws(MoneyError) {
        let deferred = try net.least(deferredLeft.greatest(.zero(net.currency)))
        self.init(earned: try net.subtracting(deferred), deferred: deferred, tax: tax)
    }

    /// A bill of `net`, which settles the contract asset first; only what exceeds it is deferred.
    package init(billing net: Money, tax: Money, assetLeft: Money) throws(MoneyError) {
        let nothing = Money.zero(net.currency)
        let asset = try net.least(assetLeft.greatest(nothing))
        self.init(earned: nothing, deferred: try net.subtracting(asset), tax: tax, asset: asset)
    }

    package var currency: Currency { self.earned.currency }

    package func net() throws(MoneyError) -> Money { try self.earned.adding(self.deferred).adding(self.asset) }
    package func gross() throws(MoneyError) -> Money { try self.net().adding(self.tax) }
}

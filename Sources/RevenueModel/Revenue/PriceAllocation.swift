/// Spreads a price over what was promised for it.
package enum PriceAllocation {
    /// In proportion to what each costs alone, in steps of `unit` minor units, by the largest remainder.
    package static func relative(_ price: Money, standalone: [Money], unit: Int = 1) throws(MoneyError) -> [Money] {
        guard unit > 0, price.minorUnits.isMultiple(of: unit) else { throw .tooPrecise("\(price)", price.currency) }
        let steps = Money(minorUnits: price.minorUnits / unit, price.currency)
        let parts = try steps.split(by: standalone.map(\.minorUnits), residual: .largestRemainder)
        var amounts: [Money] = []
        for part in parts { amounts.append(try part.multiplied(by: unit, over: 1)) }
        return amounts
    }

    /// The same where a discount belongs to some of them only, which regularly sell together for `bundle`.
    package static func relative(
        _ price: Money,
        standalone: [Money],
        bundle: Money,
        of places: Set<Int>
    ) throws(MoneyError) -> [Money] {
        var rest = price
        for place in standalone.indices where !places.contains(place) {
            rest = try rest.subtracting(standalone[place])
        }
        // The observed price must explain the whole discount, or else the discount is everybody's.
        guard rest == bundle else { return try Self.relative(price, standalone: standalone) }
        let inside = standalone.indices.filter(places.contains)
        let parts = try Self.relative(rest, standalone: inside.map { standalone[$0] })
        var amounts = standalone
        for (place, part) in zip(inside, parts) { amounts[place] = part }
        return amounts
    }
}

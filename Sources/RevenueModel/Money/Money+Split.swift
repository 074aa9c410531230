/// Which slice takes the cents that do not divide.
package enum Residual: String, Codable, Hashable, Sendable, CaseIterable {
    /// Each slice is rounded, the last one is what is left; what Skald does unless told otherwise.
    case last
    /// Each slice is rounded, the first one is what is left.
    case first
    /// Each slice is cut off; the cents go to those that lost most, the earlier one first.
    case largestRemainder = "largest-remainder"
    /// Each slice is the growth of the rounded running total, so that no slice is off by more than a cent.
    case cumulative
}

extension Money {
    /// Slices in proportion to the weights, which always sum to this amount.
    ///
    /// Throws when there is no weight, one is negative, or all are zero: nobody could say who gets the money.
    package func split(by weights: [Ratio], residual: Residual = .last) throws(MoneyError) -> [Self] {
        var total = Ratio.zero
        for weight in weights { total = try total.adding(weight) }
        guard total > .zero, weights.allSatisfy({ $0 >= .zero }) else { throw .dividedByZero("\(self)") }
        var shares: [Ratio] = []
        for weight in weights { shares.append(try weight.divided(by: total)) }
        switch residual {
        case .last: return try self.rounded(shares, absorbing: shares.lastIndex { $0 > .zero } ?? 0)
        case .first: return try self.rounded(shares, absorbing: shares.firstIndex { $0 > .zero } ?? 0)
        case .largestRemainder: return try self.largestRemainders(shares)
        case .cumulative: return try self.growth(shares)
        }
    }

    /// Slices in proportion to whole numbers, such as days.
    package func split(by weights: [Int], residual: Residual = .last) throws(MoneyError) -> [Self] {
        try self.split(by: weights.map { Ratio(whole: $0) }, residual: residual)
    }

    private func rounded(_ shares: [Ratio], absorbing index: Int) throws(MoneyError) -> [Self] {
        var slices: [Self] = []
        for share in shares { slices.append(try self.multiplied(by: share)) }
        let sum = try Self.sum(slices, in: self.currency)
        slices[index] = try slices[index].adding(self.subtracting(sum))
        return slices
    }

    private func largestRemainders(_ shares: [Ratio]) throws(MoneyError) -> [Self] {
        var slices: [Self] = []
        var lost: [Int128] = []
        for share in shares {
            slices.append(try self.multiplied(by: share, rounding: .towardZero))
            lost.append(Self.cutOff(self.minorUnits, share))
        }
        let rest = try self.subtracting(Self.sum(slices, in: self.currency))
        let cent = Self(minorUnits: rest.minorUnits.signum(), self.currency)
        // Each slice loses less than a cent, so there are never more cents left than slices that lost something.
        let losers = shares.indices.sorted { one, other in
            let (left, right) = (Int128(shares[one].denominator), Int128(shares[other].denominator))
            return (lost[one] * right, other) > (lost[other] * left, one)
        }
        for index in losers.prefix(Int(clamping: rest.minorUnits.magnitude)) {
            slices[index] = try slices[index].adding(cent)
        }
        return slices
    }

    private static func cutOff(_ minorUnits: Int, _ share: Ratio) -> Int128 {
        let product = Int128(minorUnits.magnitude) * Int128(share.numerator)
        return product % Int128(share.denominator)
    }

    private func growth(_ shares: [Ratio]) throws(MoneyError) -> [Self] {
        var slices: [Self] = []
        var (share, before) = (Ratio.zero, Self.zero(self.currency))
        for part in shares {
            share = try share.adding(part)
            let now = try self.multiplied(by: share)
            slices.append(try now.subtracting(before))
            before = now
        }
        return slices
    }
}

/// Which neighbour a number between two whole ones becomes.
///
/// All are symmetric: what is negative is rounded as its magnitude, so that a reversal is exactly the negative.
package enum Rounding: String, Codable, Hashable, Sendable, CaseIterable {
    /// 2.5 becomes 3, −2.5 becomes −3; what Skald does unless told otherwise.
    case halfAwayFromZero = "half-away-from-zero"
    /// 2.5 becomes 2, 3.5 becomes 4.
    case halfToEven = "half-to-even"
    /// 2.1 becomes 3.
    case awayFromZero = "away-from-zero"
    /// 2.9 becomes 2.
    case towardZero = "toward-zero"

    /// `numerator / denominator` as a whole number; the denominator is positive.
    func quotient(_ numerator: Int128, over denominator: Int128) -> Int128 {
        let (whole, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: denominator.magnitude)
        let isUp = self.goesUp(from: whole, rest: rest, of: denominator.magnitude)
        let magnitude = Int128(whole) + (isUp ? 1 : 0)
        return numerator < 0 ? -magnitude : magnitude
    }

    private func goesUp(from whole: UInt128, rest: UInt128, of denominator: UInt128) -> Bool {
        // Twice the rest could overflow; the distance to the next whole number cannot.
        let distance = denominator - rest
        switch self {
        case .halfAwayFromZero: return rest >= distance
        case .halfToEven: return rest > distance || (rest == distance && !whole.isMultiple(of: 2))
        case .awayFromZero: return rest > 0
        case .towardZero: return false
        }
    }
}

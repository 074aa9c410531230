/// How the share of a billing period is counted that a part of it makes up.
///
/// A whole period is always one, whatever the method.
package enum ProrationMethod: String, Codable, Hashable, Sendable, CaseIterable {
    /// Days of the part over days of the billing period in which it lies. The default.
    case actualOverActual = "actual/actual"
    /// Days over 30 for each month; a part across a month end first loses that month's days beyond 30.
    case fixedThirty = "fixed-30"
    /// Days over 30 for each month, never more than the whole.
    case actualOverThirty = "actual/30"
    /// Every month has 30 days, and its last day is the 30th.
    case strictThirty = "30/360"
    /// Whole months, and the days that are left over the days of the month that they begin.
    case monthsAndDays = "months+days"
    /// Whole months, and a month that has begun counts as one.
    case monthsRoundedUp = "months-rounded-up"
    /// Each calendar month counts by the part of its days.
    case monthsWeighted = "months-weighted"
    /// Seconds over seconds; a day of a contract has 86,400 of them.
    case perSecond = "per-second"
    /// Any part costs the whole period.
    case full
    /// Only a whole period costs anything.
    case none
}

/// How exactly a share is used.
package enum RatioPrecision: Codable, Hashable, Sendable {
    /// As the fraction that it is; the default.
    case exact
    /// Rounded to that many decimals before it meets a price.
    case decimals(Int)

    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let places = try? value.decode(Int.self) {
            guard (0...18).contains(places) else {
                throw DecodingError.dataCorruptedError(in: value, debugDescription: "Write 0 to 18 decimals, or exact.")
            }
            self = .decimals(places)
            return
        }
        guard try value.decode(String.self) == "exact" else {
            throw DecodingError.dataCorruptedError(in: value, debugDescription: "Write exact, or a number of decimals.")
        }
        self = .exact
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .exact: try value.encode("exact")
        case .decimals(let places): try value.encode(places)
        }
    }
}

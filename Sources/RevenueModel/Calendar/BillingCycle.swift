/// How long one billing period is.
package enum BillingCycle: Hashable, Sendable {
    case days(Int)
    case months(Int)

    package static let week = Self.days(7)
    package static let month = Self.months(1)
    package static let quarter = Self.months(3)
    package static let year = Self.months(12)
}

extension BillingCycle: CustomStringConvertible {
    package var description: String {
        switch self {
        case .month: "month"
        case .quarter: "quarter"
        case .year: "year"
        case .week: "week"
        case .days(let count): "\(count) days"
        case .months(let count): "\(count) months"
        }
    }
}

extension BillingCycle: Codable {
    /// Reads `month`, `quarter`, `year`, `week`, `10 days` or `6 months`.
    package init?(_ text: String) {
        let names: [String: Self] = ["week": .week, "month": .month, "quarter": .quarter, "year": .year]
        if let known = names[text] {
            self = known
            return
        }
        let words = text.split(separator: " ")
        guard words.count == 2, let count = Int(words[0]), (1...1200).contains(count) else { return nil }
        switch words[1] {
        case "days", "day": self = .days(count)
        case "weeks": self = .days(count * 7)
        case "months": self = .months(count)
        case "years": self = .months(count * 12)
        default: return nil
        }
    }

    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        let text = try value.decode(String.self)
        guard let cycle = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: value,
                debugDescription: "“\(text)” is no billing period; write week, month, quarter, year or “6 months”."
            )
        }
        self = cycle
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(self.description)
    }
}

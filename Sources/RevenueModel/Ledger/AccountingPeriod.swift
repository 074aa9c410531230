/// A month of the books: `2026-11`.
package struct AccountingPeriod: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Its first day.
    package let first: LocalDate

    package init(containing day: LocalDate) { self.first = day.startOfMonth }

    /// Reads `2026-11` and nothing else.
    package init?(_ text: String) {
        guard let first = LocalDate(text + "-01") else { return nil }
        self.init(containing: first)
    }

    package var next: Self { Self(containing: self.first.adding(months: 1)) }
    package var last: LocalDate { self.next.first.adding(days: -1) }
    package var description: String { self.first.period }

    package static func < (left: Self, right: Self) -> Bool { left.first < right.first }
}

extension AccountingPeriod: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let period = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "“\(text)” is not a period; write it as 2026-11."
            )
        }
        self = period
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }
}

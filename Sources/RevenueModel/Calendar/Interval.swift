/// Days from one to another, which is not part of it; at least one day.
///
/// Half-open everywhere inside Skald; systems that name the last day are converted where they are spoken to.
package struct Interval: Hashable, Sendable {
    package let from: LocalDate
    /// The day after the last day.
    package let until: LocalDate

    /// Fails when there would be no day in it.
    package init?(from: LocalDate, until: LocalDate) {
        guard from < until else { return nil }
        self.from = from
        self.until = until
    }

    /// The days up to and with `last`.
    package init?(from: LocalDate, through last: LocalDate) { self.init(from: from, until: last.adding(days: 1)) }

    package var days: Int { self.from.days(until: self.until) }
    package var last: LocalDate { self.until.adding(days: -1) }

    package func contains(_ day: LocalDate) -> Bool { self.from <= day && day < self.until }
    package func contains(_ other: Self) -> Bool { self.from <= other.from && other.until <= self.until }
    package func overlaps(_ other: Self) -> Bool { self.from < other.until && other.from < self.until }

    package func intersection(_ other: Self) -> Self? {
        Self(from: max(self.from, other.from), until: min(self.until, other.until))
    }

    /// What comes before a day, and what comes from it on.
    package func split(at day: LocalDate) -> (before: Self?, after: Self?) {
        (Self(from: self.from, until: min(day, self.until)), Self(from: max(day, self.from), until: self.until))
    }

    /// What is left when another interval is taken out: nothing, one piece or two.
    package func subtracting(_ other: Self) -> [Self] {
        guard self.overlaps(other) else { return [self] }
        return [Self(from: self.from, until: other.from), Self(from: other.until, until: self.until)].compactMap(\.self)
    }
}

extension Interval: CustomStringConvertible {
    package var description: String { "\(self.from)..\(self.until)" }
}

extension Interval: Codable {
    private enum CodingKeys: String, CodingKey { case from, until }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let from = try values.decode(LocalDate.self, forKey: .from)
        let until = try values.decode(LocalDate.self, forKey: .until)
        guard let interval = Self(from: from, until: until) else {
            throw DecodingError.dataCorruptedError(
                forKey: .until,
                in: values,
                debugDescription: "\(until) is not after \(from); “until” is the day after the last one."
            )
        }
        self = interval
    }
}

/// A point in time, in milliseconds since 1970 (UTC).
///
/// It comes in with every event; nothing here reads a clock.
package struct Moment: Hashable, Comparable, Sendable {
    package let milliseconds: Int

    package init(milliseconds: Int) { self.milliseconds = milliseconds }

    /// Before everything.
    package static let distantPast = Self(milliseconds: .min)

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    package static func + (left: Self, right: Span) -> Self {
        let (sum, overflows) = left.milliseconds.addingReportingOverflow(right.milliseconds)
        return Self(milliseconds: overflows ? (right < .zero ? .min : .max) : sum)
    }

    /// From the right one to the left one.
    package static func - (left: Self, right: Self) -> Span {
        .milliseconds(left.milliseconds) - .milliseconds(right.milliseconds)
    }
}

extension Moment: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(milliseconds: try decoder.singleValueContainer().decode(Int.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(self.milliseconds)
    }
}

/// A length of time in milliseconds: what is stored, where Swift's `Duration` would be two attosecond words.
package struct Span: Hashable, Comparable, Sendable {
    package let milliseconds: Int

    package static func milliseconds(_ count: Int) -> Self { Self(milliseconds: count) }
    package static func seconds(_ count: Int) -> Self { Self(milliseconds: count * 1000) }
    package static func minutes(_ count: Int) -> Self { .seconds(count * 60) }
    package static func days(_ count: Int) -> Self { .seconds(count * 86_400) }
    package static let zero: Self = .milliseconds(0)

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    package static func - (left: Self, right: Self) -> Self {
        let (difference, overflows) = left.milliseconds.subtractingReportingOverflow(right.milliseconds)
        return .milliseconds(overflows ? (left > right ? .max : .min) : difference)
    }

    /// For people: `250 ms`, `2 s`, `15 min`, `3650 d`.
    package var words: String {
        for (unit, name) in [(86_400_000, "d"), (60_000, "min"), (1000, "s")]
        where self.milliseconds != 0 && self.milliseconds % unit == 0 && self.milliseconds / unit < Self.mostOfOneUnit {
            return "\(self.milliseconds / unit) \(name)"
        }
        if self.milliseconds == 0 { return "0 s" }
        return self.milliseconds.magnitude < 1000 ? "\(self.milliseconds) ms" : self.wordsInAllUnits
    }

    /// More than this is not read as one number.
    private static let mostOfOneUnit = 1000

    private var wordsInAllUnits: String {
        var rest = self.milliseconds
        return [(86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1000, "s"), (1, "ms")]
            .compactMap { unit, name in
                let count = rest / unit
                rest -= count * unit
                return count == 0 ? nil : "\(count) \(name)"
            }
            .joined(separator: " ")
    }
}

extension Span: Codable {
    package init(from decoder: any Decoder) throws {
        self = .milliseconds(try decoder.singleValueContainer().decode(Int.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(self.milliseconds)
    }
}

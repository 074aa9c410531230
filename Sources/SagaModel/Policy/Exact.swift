/// An exact decimal number, for conditions: `coefficient` × 10^−`scale`.
///
/// Written and stored as text, never a floating-point number.
package struct Exact: Hashable, Sendable, CustomStringConvertible {
    let coefficient: Int
    let scale: Int
    package let description: String

    private static let mostDecimals = 9

    /// Reads an optional sign, digits, and at most one point between digits; `nil` for anything else.
    package init?(_ text: String) {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            (parts.dropFirst().first?.count ?? 0) <= Self.mostDecimals, let value = Int(parts.joined())
        else { return nil }
        self.coefficient = text.hasPrefix("-") ? -value : value
        self.scale = parts.dropFirst().first?.count ?? 0
        self.description = text
    }

    package static func == (left: Self, right: Self) -> Bool { !(left < right) && !(right < left) }

    package func hash(into hasher: inout Hasher) { hasher.combine(self.shifted(to: Self.mostDecimals)) }

    private func shifted(to scale: Int) -> Int128 {
        (self.scale..<max(self.scale, scale)).reduce(Int128(self.coefficient)) { value, _ in value * 10 }
    }
}

extension Exact: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        left.shifted(to: Self.mostDecimals) < right.shifted(to: Self.mostDecimals)
    }
}

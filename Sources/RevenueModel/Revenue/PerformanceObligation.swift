/// A promise to the customer, what it costs alone, and how it is kept.
package struct PerformanceObligation: Codable, Equatable, Sendable {
    package var id: String
    /// What it costs alone; after a modification, what is left of it costs alone.
    package var standalone: Money
    package var pattern: EarningPattern

    package init(id: String, standalone: Money, pattern: EarningPattern) {
        self.id = id
        self.standalone = standalone
        self.pattern = pattern
    }
}

/// What one system may be asked at once, by all sagas together.
package struct CapacityLimits: Equatable, Sendable {
    /// Requests under way; `nil` is without limit.
    package let inFlight: Int?
    /// Requests that leave within any second; `nil` is without limit.
    package let perSecond: Int?

    /// Fewer than one is one: a system that takes nothing is not configured.
    package init(inFlight: Int?, perSecond: Int? = nil) {
        self.inFlight = inFlight.map { max(1, $0) }
        self.perSecond = perSecond.map { max(1, $0) }
    }

    package static let none = Self(inFlight: nil)

    /// What steps leave free for look-ups and undos: a fifth, at least one, and nothing where there is but one.
    static func reserve(of limit: Int) -> Int { limit > 1 ? max(1, limit / 5) : 0 }
}

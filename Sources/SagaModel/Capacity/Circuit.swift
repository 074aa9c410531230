/// Whether a system is asked at all.
///
/// One that was out of reach several times in a row is left alone for a while; then one request tries.
package struct Circuit: Codable, Equatable, Sendable {
    package enum State: String, Codable, Sendable {
        /// All is well, as far as is known. Leaves to `open` after several outages in a row.
        case closed
        /// Nothing leaves. Leaves at `until`, to `halfOpen`, with the next request.
        case open
        /// One request is out to try. Leaves on its answer.
        case halfOpen = "half-open"
    }

    package private(set) var state = State.closed
    /// Since when the system has been out of reach; `nil` while it is not.
    package private(set) var since: Moment?
    /// When the next request may try.
    package private(set) var until: Moment?
    /// What the system said last, or what its absence looked like.
    package private(set) var reason: String?
    private var outages = 0
    private var openings = 0

    /// Outages in a row that open it.
    static let threshold = 3
    /// How long it stays open at first; twice as long each time it opens again, up to the longest.
    static let shortest = Span.seconds(2)
    static let longest = Span.seconds(60)

    package init() {}

    mutating func depart() {
        if self.state == .open { self.state = .halfOpen }
    }

    mutating func close() { self = Self() }

    mutating func fail(_ reason: String, _ now: Moment) {
        switch self.state {
        case .closed:
            self.outages += 1
            self.reason = reason
            guard self.outages >= Self.threshold else { return }
            self.since = now
            self.open(now)
        case .halfOpen:
            self.reason = reason
            self.open(now)
        // An answer to what had left before.
        case .open: return
        }
    }

    /// Moves with a clock that was set.
    mutating func shift(_ by: Span) {
        self.since = self.since.map { $0 + by }
        self.until = self.until.map { $0 + by }
    }

    /// The request that tried was not sent after all, or its process died: the next one tries at once.
    mutating func forgetProbe() {
        if self.state == .halfOpen { self.state = .open }
    }

    private mutating func open(_ now: Moment) {
        let doublings = min(self.openings, 10)
        let span = Span.milliseconds(Self.shortest.milliseconds << doublings)
        self.openings = doublings + 1
        self.state = .open
        self.until = now + min(span, Self.longest)
    }
}

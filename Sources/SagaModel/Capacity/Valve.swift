/// What stands before one system: says of each request whether it may leave now, and if not, when.
///
/// All sagas share it. It has no clock and counts nothing by itself: departures and answers are told to it.
package struct Valve: Equatable, Sendable {
    /// What kind of request wants to leave.
    package enum Urgency: String, Codable, CaseIterable, Sendable {
        /// A step.
        case step
        /// A look-up or an undo: it ends a doubt or frees what is tied up, and steps must not starve it.
        case relief
    }

    package enum Verdict: Equatable, Sendable {
        case now
        /// Not before this.
        case at(Moment)
        /// When an answer comes.
        case afterAnswer
    }

    /// What a request's answer says of its system.
    package enum Arrival: Equatable, Sendable {
        /// It answered, whatever it said of the business.
        case reached
        /// It takes no request now.
        case outage(String, after: Span?)
        /// Nothing is known, as after a time-out.
        case unknown
    }

    package let limits: CapacityLimits
    package private(set) var circuit = Circuit()
    /// When the system wants to be asked again; nothing leaves before.
    package private(set) var notBefore: Moment?
    private var out = 0
    private var stepsOut = 0
    /// The departures within the last second, oldest first: never more than a second's limit.
    private var departures: [Departure] = []

    private struct Departure: Equatable, Sendable {
        let at: Moment
        let urgency: Urgency
    }

    package init(_ limits: CapacityLimits, circuit: Circuit = Circuit(), notBefore: Moment? = nil) {
        self.limits = limits
        self.circuit = circuit
        self.circuit.forgetProbe()
        self.notBefore = notBefore
    }

    /// Whether a request may leave now; it has left only after `depart`.
    package func verdict(_ urgency: Urgency, _ now: Moment) -> Verdict {
        if let notBefore, now < notBefore { return .at(notBefore) }
        switch self.circuit.state {
        case .halfOpen: return .afterAnswer
        case .open:
            if let until = self.circuit.until, now < until { return .at(until) }
        case .closed: break
        }
        if let limit = self.limits.inFlight {
            let isFull = self.out >= limit
            let isFullOfSteps = self.stepsOut >= limit - CapacityLimits.reserve(of: limit)
            if isFull || (urgency == .step && isFullOfSteps) { return .afterAnswer }
        }
        return self.nextOfSecond(urgency, now).map { .at($0) } ?? .now
    }

    /// Takes room, until the answer is told or the departure is taken back.
    package mutating func depart(_ urgency: Urgency, _ now: Moment) {
        self.out += 1
        if urgency == .step { self.stepsOut += 1 }
        self.circuit.depart()
        guard self.limits.perSecond != nil else { return }
        self.departures.removeAll { $0.at + .seconds(1) <= now }
        self.departures.append(Departure(at: now, urgency: urgency))
    }

    /// Gives the room back, and learns how the system fares.
    package mutating func arrive(_ urgency: Urgency, _ arrival: Arrival, _ now: Moment) {
        self.giveBack(urgency)
        switch arrival {
        case .reached: self.circuit.close()
        case .outage(let reason, let after):
            self.circuit.fail(reason, now)
            if let after { self.notBefore = max(self.notBefore ?? now, now + after) }
        case .unknown:
            if self.circuit.state == .halfOpen { self.circuit.fail("it did not answer", now) }
        }
    }

    /// A departure that did not take place.
    package mutating func cancel(_ urgency: Urgency) {
        self.giveBack(urgency)
        self.circuit.forgetProbe()
    }

    /// The same, by a clock that was set.
    package func shifted(_ by: Span) -> Self {
        var valve = self
        valve.circuit.shift(by)
        valve.notBefore = self.notBefore.map { $0 + by }
        valve.departures = self.departures.map { Departure(at: $0.at + by, urgency: $0.urgency) }
        return valve
    }

    private mutating func giveBack(_ urgency: Urgency) {
        self.out = max(0, self.out - 1)
        if urgency == .step { self.stepsOut = max(0, self.stepsOut - 1) }
    }

    /// When the second's limit leaves room again; `nil` when it does now.
    private func nextOfSecond(_ urgency: Urgency, _ now: Moment) -> Moment? {
        guard let limit = self.limits.perSecond else { return nil }
        let recent = self.departures.filter { now < $0.at + .seconds(1) }
        let whole = Self.end(of: recent, limit, now)
        guard urgency == .step else { return whole }
        let steps = Self.end(of: recent.filter { $0.urgency == .step }, limit - CapacityLimits.reserve(of: limit), now)
        return [whole, steps].compactMap(\.self).max()
    }

    private static func end(of departures: [Departure], _ limit: Int, _ now: Moment) -> Moment? {
        let surplus = departures.count - limit
        return surplus < 0 ? nil : departures[surplus].at + .seconds(1)
    }
}

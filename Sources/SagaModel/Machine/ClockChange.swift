/// The clock by which sagas go was set.
///
/// It stands in the history of each saga to which it matters, so that a replay decides the same.
package struct ClockChange: Codable, Equatable, Sendable {
    /// How far it was set forward; below zero, back.
    package let by: Span
    /// Whether another clock, which nobody sets, says so.
    ///
    /// If not, as after a restart of the computer, it is not known how much time has really passed.
    package let isMeasured: Bool

    package init(by: Span, isMeasured: Bool) {
        self.by = by
        self.isMeasured = isMeasured
    }
}

extension SagaMachine {
    /// Whether anything that it will decide depends on the time.
    package var goesByTheClock: Bool {
        self.deadline?.isOver == false || self.paths.contains { self[$0].goesByTheClock }
    }

    /// Everything that is still to come moves with the clock: neither nearer nor farther.
    mutating func heed(_ change: ClockChange, _ now: Moment) -> Reaction<Request> {
        guard self.goesByTheClock else { return .ignored("nothing of it depends on the time") }
        var commands: [Command] = []
        for path in self.paths {
            guard let end = self[path].heed(change, now) else { continue }
            commands.append(.wake(.exchange(self[path].key, serial: self[path].rests), at: end))
        }
        if var deadline = self.deadline, !deadline.isOver, change.by != .zero {
            deadline.since = deadline.since + change.by
            deadline.at = deadline.at + change.by
            self.deadline = deadline
            commands.append(.wake(deadline.timer, at: deadline.at))
        }
        return .advanced(commands)
    }
}

extension Exchange {
    fileprivate var goesByTheClock: Bool {
        switch self.state {
        case .resting, .settling, .holdingBack: true
        // Repeated by its key, if that is young enough.
        case .ready, .out, .asking, .refused, .stuck: self.keySince != nil
        case .done, .contradicted, .dropped: false
        }
    }

    /// - Returns: When its rest now ends; `nil` when it is not at rest.
    fileprivate mutating func heed(_ change: ClockChange, _ now: Moment) -> Moment? {
        // A key never becomes younger: whichever clock is wrong, the remote may have forgotten it.
        switch self.keySince {
        case let since? where change.isMeasured: self.keySince = since + min(change.by, .zero)
        case .some where change.by < .zero: self.keySince = .distantPast
        case .some, nil: break
        }
        // How long it has been in flight is known only where the change is.
        self.lastSent = self.lastSent.map { change.isMeasured ? $0 + change.by : now }
        guard let until = self.until else { return nil }
        // Where nobody knows how long it has rested, it rests once more: what is in flight may land meanwhile.
        let length = until - self.since
        self.since = change.isMeasured ? self.since + change.by : now
        self.until = self.since + length
        return self.until
    }
}

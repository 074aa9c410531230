extension SagaMachine {
    /// Everything the saga waits for.
    ///
    /// Empty only when it has ended.
    package var blockers: [Blocker] {
        guard !self.isFinished else { return [] }
        let exchanges = self.paths.compactMap { self.blocker(of: $0) }
        guard let deadline = self.deadline, self.course == .forward, let wait = self.currentWait else {
            return exchanges
        }
        var outside = [
            Blocker(
                cause: .signal,
                subject: wait.signal.rawValue,
                since: deadline.since,
                until: deadline.isOver ? nil : deadline.at,
                failure: nil
            )
        ]
        if deadline.isOver, case .park(let why) = wait.exit {
            outside.append(
                Blocker(cause: .person, subject: wait.signal.rawValue, since: deadline.at, until: nil, failure: why)
            )
        }
        return exchanges + outside
    }

    /// What people call it.
    ///
    /// A repeating step is not “running”, and whoever needs a person is parked.
    package var status: SagaStatus {
        switch self.course {
        case .done: return .done
        case .compensated: return .compensated
        case .parked: return .parked
        case .ready, .forward, .turning, .backward: break
        }
        let causes = Set(self.blockers.map(\.cause))
        if causes.contains(.person) { return .parked }
        if self.isGoingBack { return .compensating }
        if !causes.isDisjoint(with: [.pause, .window, .lookUp]) { return .retrying }
        return causes.contains(.signal) ? .waiting : .running
    }

    /// No step and no undo moves by itself any more.
    package var isEnded: Bool {
        switch self.course {
        case .done, .compensated, .parked: true
        case .ready, .forward, .turning, .backward: false
        }
    }

    private var isFinished: Bool {
        switch self.course {
        case .done, .compensated: true
        case .ready, .forward, .turning, .backward, .parked: false
        }
    }

    private var isGoingBack: Bool {
        switch self.course {
        case .turning, .backward: true
        case .ready, .forward, .done, .compensated, .parked: false
        }
    }

    func needsPerson(_ path: Path) -> Bool { self.blocker(of: path)?.cause == .person }

    private func blocker(of path: Path) -> Blocker? {
        let exchange = self[path]
        let step = self.runs[path.run].step.rawValue
        func because(_ cause: Blocker.Cause) -> Blocker {
            Blocker(
                cause: cause,
                subject: path.isUndo ? "\(step)/undo" : step,
                since: exchange.since,
                until: exchange.until,
                failure: exchange.failure
            )
        }
        switch exchange.state {
        case .ready, .done, .dropped: return nil
        case .out: return because(.reply)
        case .asking: return because(.lookUp)
        case .resting: return because(.pause)
        case .settling, .holdingBack: return because(.window)
        case .stuck: return self.runs[path.run].undo?.state == .done ? nil : because(.person)
        case .refused: return path.isUndo || self.isCommitted ? because(.person) : nil
        }
    }
}

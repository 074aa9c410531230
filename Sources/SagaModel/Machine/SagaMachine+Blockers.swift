extension SagaMachine {
    /// Everything the saga waits for.
    ///
    /// Empty only when it has ended.
    package var blockers: [Blocker] {
        guard !self.isFinished else { return [] }
        let exchanges =
            self.paths.compactMap { self.blocker(of: $0) } + self.paths.flatMap { self.gates(before: $0) }
            + self.standingLateHolds
        guard let deadline = self.deadline, self.course == .forward, let wait = self.currentWait else {
            return exchanges
        }
        var outside = [
            Blocker(
                cause: .signal,
                subject: wait.signal.rawValue,
                since: deadline.since,
                until: deadline.isOver ? nil : deadline.at,
                owner: self.waitOwner
            )
        ]
        if deadline.isOver, case .park(let why) = wait.exit {
            outside.append(
                Blocker(
                    cause: .person,
                    subject: wait.signal.rawValue,
                    since: deadline.at,
                    failure: why,
                    owner: self.waitOwner
                )
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
        if self.isRepeating || !causes.isDisjoint(with: [.pause, .window, .lookUp]) { return .retrying }
        if causes.contains(where: \.isGate) { return .gated }
        return causes.contains(.signal) ? .waiting : .running
    }

    /// A request is out that was out before.
    private var isRepeating: Bool {
        self.paths.contains { self[$0].state == .out && self[$0].attempts > 1 }
    }

    /// No step and no undo moves by itself any more.
    package var isEnded: Bool {
        switch self.course {
        case .done, .compensated, .parked: true
        case .ready, .forward, .turning, .backward: false
        }
    }

    var isFinished: Bool {
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

    /// What keeps a step that is ready from leaving.
    private func gates(before path: Path) -> [Blocker] {
        guard self[path].state == .ready, self.course == .forward else { return [] }
        return self.shutGates(path).map { shut in
            let since = max(shut.obstacle?.since ?? self[path].since, self[path].since)
            return Blocker(
                cause: Blocker.Cause(shut.gate.kind),
                subject: shut.subject,
                since: since,
                until: shut.within.map { since + $0 },
                failure: shut.obstacle?.obstacle.reason ?? shut.declined.map { "declined by \($0)" },
                gate: shut.gate.name,
                step: self.runs[path.run].step,
                owner: shut.obstacle?.obstacle.owner ?? shut.owner
            )
        }
    }

    private func blocker(of path: Path) -> Blocker? {
        let exchange = self[path]
        let step = self.runs[path.run].step.rawValue
        func because(_ cause: Blocker.Cause) -> Blocker {
            Blocker(
                cause: cause,
                subject: path.isUndo ? "\(step)/undo" : step,
                since: exchange.since,
                until: exchange.until,
                failure: exchange.failure,
                key: exchange.key
            )
        }
        switch exchange.state {
        case .ready, .done, .dropped: return nil
        case .out: return because(.reply)
        case .asking: return because(.lookUp)
        case .resting: return because(.pause)
        case .settling, .holdingBack: return because(.window)
        case .contradicted: return because(.person)
        case .stuck: return self.runs[path.run].undo?.state == .done ? nil : because(.person)
        case .refused: return path.isUndo || self.isCommitted ? because(.person) : nil
        }
    }
}

import SagaModel

extension ExploredWorld {
    /// Everything that may happen next: first what costs nothing, all going well in order; then, if wanted, the faults.
    ///
    /// None when the schedule is over.
    package func moves(withFaults: Bool) -> [Move] {
        guard self.scene.violation == nil else { return [] }
        if self.isOver { return self.scene.agenda.contains(where: Self.lands) ? [.pass] : [] }
        if let first = self.scene.agenda.first, first.at <= self.scene.now { return [.pass] }
        let usual = self.usualMoves
        guard withFaults, !usual.isEmpty else { return usual }
        return usual + self.scene.out.indices.flatMap(self.troubles) + self.crashes + self.disturbances
            + self.interventions
    }

    /// Answers in any order; when nothing is out, what people and other systems do, and then time.
    private var usualMoves: [Move] {
        guard self.scene.out.isEmpty else { return self.scene.out.indices.map { .answer($0, .well) } }
        if self.approval != nil { return [.approve] }
        if self.isNextSignalAwaited { return [.hear(isEarly: false)] }
        if !self.scene.agenda.isEmpty { return [.pass] }
        return self.machine.status == .parked && self.scene.retries < Self.mostRetries ? [.retry] : []
    }

    private var isOver: Bool {
        switch self.machine.course {
        case .done, .compensated: true
        case .ready, .forward, .turning, .backward, .parked: false
        }
    }

    private static var mostRetries: Int { 1 }

    private func troubles(_ index: Int) -> [Move] {
        let message = self.scene.out[index]
        guard message.kind == .send else { return [.answer(index, .transient)] }
        if message.isRead { return [.answer(index, .rejected), .answer(index, .transient)] }
        return Move.Outcome.allCases.filter { $0 != .well && ($0 != .rejected || self.mayReject(message)) }
            .map { .answer(index, $0) }
    }

    /// Some systems check the period before they look at the key, and refuse what they have done already.
    ///
    /// One that cannot be asked either must not: its answer to a repetition is the only way to the truth.
    private func mayReject(_ message: Message<Request>) -> Bool {
        let capability = self.subject.capability(message.effect.step)
        return capability.canLookUp
            || !self.scene.remote.recognises(message.key, capability, at: self.scene.now)
    }

    private var crashes: [Move] {
        self.scene.out.isEmpty ? [] : (0...self.scene.out.count).map { .crash(afterSending: $0) }
    }

    private var disturbances: [Move] {
        var moves: [Move] = []
        if !self.machine.isEnded {
            let standing = Set(self.scene.standing.map(\.kind))
            moves += self.subject.obstacles.filter { !standing.contains($0) }.map { .place($0) }
            if !self.machine.isCommitted, self.machine.course == .forward { moves.append(.cancel) }
        }
        if self.scene.out.isEmpty, self.approval != nil { moves.append(.decline) }
        guard self.nextSignal != nil, !self.machine.isEnded else { return moves }
        // Who waits for an event has nothing out.
        guard self.scene.out.isEmpty, self.isNextSignalAwaited else { return moves + [.hear(isEarly: true)] }
        return moves + [.hearTwice] + (self.scene.agenda.isEmpty ? [] : [.withhold])
    }

    /// What a person may do about a saga that needs one, each where it counts.
    private var interventions: [Move] {
        guard self.machine.status == .parked else { return [] }
        return [Move.resolve, .skip, .resume, .turnBack].filter { move in
            guard let word = self.word(move) else { return false }
            var told = self.machine
            guard case .advanced = told.handle(.intervened(word, by: "ann"), at: self.scene.now) else { return false }
            return true
        }
    }

    /// The words of somebody who looks first.
    func word(_ move: Move) -> Intervention<Request.Reply>? {
        let person = self.machine.blockers.first { $0.cause == .person }
        switch move {
        case .resolve:
            guard let inquiry = person.flatMap({ self.machine.inquiry($0.subject) }) else { return nil }
            let isThere = self.scene.remote.hasServed(inquiry.key)
            let reply = isThere ? self.subject.story.reply(inquiry.request) : nil
            let asked = reply.map { Evidence.found($0) } ?? .absent
            let evidence = inquiry.canLookUp ? asked : .unverified(reply)
            return .resolve(inquiry.key, isThere ? .done : .notDone, evidence, reason: "looked")
        case .skip: return person.map { .skip(StepName(rawValue: $0.subject), reason: "explored") }
        case .resume: return .resume(within: nil)
        case .turnBack: return .turnBack(reason: "explored")
        case .answer, .crash, .place, .cancel, .hear, .hearTwice, .pass, .withhold, .approve, .decline, .retry:
            return nil
        }
    }

    private static func lands(_ item: Scene<Flow>.Due) -> Bool {
        switch item.happening {
        case .land, .answer: true
        case .wake, .remove: false
        }
    }

    var nextSignal: Signal<Request.Reply>? {
        let signals = self.subject.story.signals
        return self.scene.told < signals.count ? signals[self.scene.told] : nil
    }

    /// Whether the saga would use it at once.
    private var isNextSignalAwaited: Bool {
        guard let signal = self.nextSignal, self.machine.blockers.contains(where: { $0.cause == .signal }) else {
            return false
        }
        var told = self.machine
        _ = told.handle(.heard(signal), at: self.scene.now)
        return told.usedSignals.last == signal.id
    }

    /// The decision that somebody must take.
    var approval: Blocker? { self.machine.blockers.first { $0.cause == .approval } }
}

extension Subject {
    /// What may be placed: a hold, a closed period and so on, where a gate asks for it.
    ///
    /// Nothing else looks at obstacles.
    var obstacles: [Obstacle.Kind] { Obstacle.Kind.allCases.filter { self.gate($0) != nil } }

    func gate(_ kind: Obstacle.Kind) -> Gate<Flow.Facts, Flow.Request>? {
        self.definition.steps.lazy.flatMap(\.gates).first { $0.kind.rawValue == kind.rawValue }
    }
}

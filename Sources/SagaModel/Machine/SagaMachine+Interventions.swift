extension SagaMachine {
    mutating func heed(_ word: Intervention<Reply>, by who: String, _ now: Moment) -> Reaction<Request> {
        switch word {
        case .resolve(let key, let outcome, let evidence, let reason):
            self.resolve(key, evidence, Statement(outcome, evidence, by: who, at: now, reason))
        case .skip(let step, let reason): self.skip(step, Remark(text: reason, by: who, at: now))
        case .resume(let span): self.resume(span, now)
        case .turnBack(let reason): self.turnBack("\(who): \(reason)", now)
        case .assign(let name): self.assign(Remark(text: name, by: who, at: now))
        case .note(let text): self.note(Remark(text: text, by: who, at: now))
        }
    }

    private mutating func assign(_ remark: Remark) -> Reaction<Request> {
        guard self.course != .ready, !self.isFinished else { return .ignored("nothing is left to do in it") }
        guard self.assignment?.text != remark.text else { return .ignored("\(remark.text) sees to it already") }
        self.assignment = remark
        return .advanced([])
    }

    private mutating func note(_ remark: Remark) -> Reaction<Request> {
        guard self.course != .ready else { return .ignored("the saga has not started") }
        self.notes.append(remark)
        return .advanced([])
    }

    /// The wait begins anew, from now.
    private mutating func resume(_ within: Span?, _ now: Moment) -> Reaction<Request> {
        guard self.course == .forward, let deadline = self.deadline, deadline.isOver, let wait = self.currentWait,
            let state = self.currentState, let facts = self.facts
        else { return .ignored("no wait of the saga is past its deadline") }
        var commands: [Command] = []
        let end = now + (within ?? self.patience(wait, state, facts, &commands))
        guard end > now else { return .ignored("a wait lasts longer than no time at all") }
        self.deadline = Deadline(timer: deadline.timer, since: now, at: end)
        return .advanced(commands + [.wake(deadline.timer, at: end)])
    }
}

// MARK: - how a request ended

/// What must be known before somebody may state how a request ended.
package struct Inquiry<Request: SagaRequest>: Sendable {
    package let key: IdempotencyKey
    package let request: Request
    package let canLookUp: Bool
    /// Until then what was sent may still take effect.
    package let flightEnds: Moment?
}

extension SagaMachine {
    /// The request that needs a person under this name: a step, or one with `/undo`.
    package func inquiry(_ subject: String) -> Inquiry<Request>? {
        guard let path = self.paths.last(where: { self.needsPerson($0) && self.name(of: $0) == subject }) else {
            return nil
        }
        let (exchange, dealing) = (self[path], self.dealing(path))
        return Inquiry(
            key: exchange.key,
            request: exchange.request,
            canLookUp: dealing.capability.canLookUp,
            flightEnds: exchange.flightEnds(dealing)
        )
    }

    func name(of path: Path) -> String {
        let step = self.runs[path.run].step.rawValue
        return path.isUndo ? "\(step)/undo" : step
    }

    private mutating func resolve(
        _ key: IdempotencyKey,
        _ evidence: Evidence<Reply>,
        _ statement: Statement
    ) -> Reaction<Request> {
        guard let path = self.find(key), self.needsPerson(path) else { return .ignored("\(key) needs no person") }
        let before = self[path].state
        if let reason = self.objection(to: statement, evidence, path) { return .ignored(reason) }
        guard let move = self[path].settle(by: statement) else {
            return .ignored("it is known already how \(self.name(of: path)) ended")
        }
        // What landed late has taught its lesson when it came.
        if statement.outcome == .done, before != .contradicted, let reply = evidence.reply { self.learn(path, reply) }
        if statement.outcome == .done { self.unpark() }
        return .advanced(self.commands(for: move, path, statement.at))
    }

    /// A statement counts only if the other system does not say otherwise, and if nothing can land any more.
    private func objection(to statement: Statement, _ evidence: Evidence<Reply>, _ path: Path) -> String? {
        let (step, system) = (self.name(of: path), self[path].request.target)
        switch (statement.outcome, evidence) {
        case (.done, .absent): return "\(system) knows nothing of \(step)"
        case (.notDone, .found): return "\(system) has carried out \(step)"
        case (.done, .found), (.done, .unverified): return nil
        case (.notDone, .absent), (.notDone, .unverified):
            guard let end = self[path].flightEnds(self.dealing(path)), statement.at < end else { return nil }
            return "what was sent for \(step) may still take effect"
        }
    }
}

extension Evidence {
    var reply: Reply? {
        switch self {
        case .found(let reply), .unverified(.some(let reply)): reply
        case .absent, .unverified(nil): nil
        }
    }
}

extension Statement {
    fileprivate init<Reply>(
        _ outcome: StatedOutcome,
        _ evidence: Evidence<Reply>,
        by who: String,
        at now: Moment,
        _ reason: String
    ) {
        let isVerified =
            switch evidence {
            case .found, .absent: true
            case .unverified: false
            }
        self.init(outcome: outcome, isVerified: isVerified, by: who, at: now, reason: reason)
    }
}

// MARK: - past a step, or back

extension SagaMachine {
    private mutating func skip(_ step: StepName, _ remark: Remark) -> Reaction<Request> {
        let index = self.runs.lastIndex { $0.step == step }
        guard let index, self.needsPerson(Path(run: index, isUndo: false)) else {
            return .ignored("\(step) needs no person")
        }
        if self.definition.step(step)?.isPivot == true {
            return .ignored("\(step) is the pivot, which nothing replaces")
        }
        guard !self.runs[index].forward.mayHaveHappened, self.runs[index].forward.state != .contradicted else {
            return .ignored("\(step) may have happened: resolve it first")
        }
        self.runs[index].forward.enter(.dropped, remark.at)
        self.runs[index].skipped = remark
        return .advanced([])
    }

    private mutating func turnBack(_ reason: String, _ now: Moment) -> Reaction<Request> {
        switch self.course {
        case .ready: return .ignored("the saga has not started")
        case .done, .compensated: return .ignored("the saga has ended")
        case .forward where self.isCommitted: return .ignored(Self.isPastPivot)
        case .forward where self.status != .parked:
            return .ignored("it needs no person; cancel takes back a saga that goes on")
        case .forward:
            if let pivot = self.doubtfulPivot { return .ignored("\(pivot) may have happened: resolve it first") }
            self.course = .turning(reason: "taken back by \(reason)")
            return .advanced([])
        case .parked where self.residuals.isEmpty && !self.isCommitted:
            self.unpark()
            return .advanced([])
        case .turning, .backward, .parked: return self.goOnBack(now)
        }
    }

    package static var isPastPivot: String { "the pivot has happened: correct it with a credit memo or an amendment" }

    private var doubtfulPivot: StepName? {
        self.runs.last { $0.step == self.definition.pivot?.step && $0.forward.mayHaveHappened }?.step
    }

    /// Tries every undo once more that needs a person.
    private mutating func goOnBack(_ now: Moment) -> Reaction<Request> {
        var commands: [Command] = []
        let stopped = self.paths.filter { $0.isUndo && self.needsPerson($0) }
        for path in stopped {
            guard let move = self[path].retry(self.dealing(path), now) else { continue }
            commands += self.commands(for: move, path, now)
        }
        guard !stopped.isEmpty else {
            let doubt = self.paths.first { self.needsPerson($0) }.map { "; \(self.name(of: $0)) needs a person" } ?? ""
            return .ignored("the saga turns back already\(doubt)")
        }
        self.unpark()
        return .advanced(commands)
    }
}

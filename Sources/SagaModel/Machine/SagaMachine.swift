/// Decides what a saga does next, and does nothing itself.
///
/// Events come in with the time they happened; commands go out. The same events fed to a fresh machine give the
/// same machine and the same commands: that is how a saga survives a crash, and why this type has no clock, no
/// randomness and no `await`.
package struct SagaMachine<Facts: SagaFacts, Request: SagaRequest>: Sendable {
    package typealias Reply = Request.Reply
    package typealias Event = SagaEvent<Facts, Reply>
    package typealias Command = SagaCommand<Request>

    package let id: SagaID
    package let definition: Definition<Facts, Request>

    package internal(set) var course: Course = .ready
    package internal(set) var facts: Facts?
    package internal(set) var terms: Terms?
    /// The steps that were started, in order of start.
    package internal(set) var runs: [Run] = []
    /// The pivot happened: from here there is only forward.
    package internal(set) var isCommitted = false
    /// The business milestone that people recognise: the last one whose steps are all done.
    ///
    /// A saga that turns back keeps it: that is how far it came.
    package internal(set) var state: StateName?
    var place = Place()
    var visits: [StateName: Int] = [:]
    var mailbox: [Signal<Reply>] = []
    /// The ids of the events that ended a wait, oldest first.
    package internal(set) var usedSignals: [String] = []
    var heard: Set<String> = []
    var deadline: Deadline?
    /// What stands in the way now, oldest first.
    package internal(set) var obstacles: [PlacedObstacle] = []
    /// Holds that came while a step was out, oldest first.
    var overtaken: [Overtaken] = []
    var approvals: Set<Approval> = []
    var declined: [Approval: String] = [:]
    var numbers = 0
    /// What its policy decided so far, latest last; each once as long as it stays the same.
    package internal(set) var decisions: [Decision] = []
    /// Who sees to it, by name, where somebody was named.
    package internal(set) var assignment: Remark?
    /// What people wrote beside it, oldest first.
    package internal(set) var notes: [Remark] = []
    /// The order of each group that was reached, by group and round: facts learned in it do not change it.
    var arranged: [String: Stages] = [:]

    package init(id: SagaID, definition: Definition<Facts, Request>) {
        self.id = id
        self.definition = definition
    }

    /// Takes in one event: first it changes what is known, then the saga goes as far as that allows.
    package mutating func handle(_ event: Event, at now: Moment) -> Reaction<Request> {
        switch self.take(event, now) {
        case .ignored(let why): return .ignored(why)
        case .advanced(let commands): return .advanced(commands + self.advance(now))
        }
    }

    private mutating func take(_ event: Event, _ now: Moment) -> Reaction<Request> {
        switch event {
        case .started(let facts, let terms): self.start(facts, terms)
        case .answered(let key, let number, let answer): self.takeAnswer(key, number, answer, now)
        case .woke(let timer): self.wake(timer, now)
        case .heard(let signal): self.hear(signal)
        case .placed(let obstacle): self.place(obstacle, now)
        case .removed(let obstacle, _): self.remove(obstacle)
        case .approved(let gate, let subject, let who, let role): self.approve(gate, subject, by: who, as: role)
        case .declined(let gate, let subject, let who, let reason): self.decline(gate, subject, "\(who): \(reason)")
        case .cancelled(let who): self.cancel(who)
        case .retried: self.retry(now)
        case .clockSet(let change): self.heed(change, now)
        case .migrated(let old, let new, _): self.migrate(old, new)
        case .intervened(let word, let who): self.heed(word, by: who, now)
        }
    }

    private mutating func advance(_ now: Moment) -> [Command] {
        var commands = self.heedLateHolds(now)
        var before: Course
        repeat {
            before = self.course
            switch self.course {
            case .ready, .done, .compensated, .parked: break
            case .forward: commands += self.goForward(now)
            case .turning(let reason): self.settlePivot(reason)
            case .backward(let reason): commands += self.goBack(reason, now)
            }
        } while self.course != before
        return commands + self.sendWhatIsReady(now)
    }
}

// MARK: - events

extension SagaMachine {
    private mutating func start(_ facts: Facts, _ terms: Terms) -> Reaction<Request> {
        guard self.course == .ready else { return .ignored("the saga has started already") }
        self.facts = facts
        self.terms = terms
        self.course = .forward
        if let first = self.definition.states.first { self.visits[first.name] = 1 }
        return .advanced([])
    }

    private mutating func takeAnswer(
        _ key: IdempotencyKey,
        _ number: Int,
        _ answer: Answer<Reply>,
        _ now: Moment
    ) -> Reaction<Request> {
        guard let path = self.find(key) else { return .ignored("nothing was asked with this key") }
        guard let move = self[path].take(answer, to: number, self.dealing(path), now) else {
            return .ignored("late or repeated: the outcome is known")
        }
        if case .done(let reply) = answer { self.learn(path, reply) }
        self.unpark()
        if self[path].state == .contradicted { self.reopen() }
        let decided = self[path].state == .resting ? self.recordRetry(path) : []
        return .advanced(decided + self.commands(for: move, path, now))
    }

    /// A late answer may settle what the saga was parked for, and a retry starts it again.
    mutating func unpark() {
        if case .parked(let reason) = self.course { self.course = .backward(reason: reason) }
    }

    /// An end that turns out to be none: something stands outside that nobody counted.
    private mutating func reopen() {
        switch self.course {
        case .done: self.course = .forward
        case .compensated(let reason): self.course = .parked(reason: reason)
        case .ready, .forward, .turning, .backward, .parked: break
        }
    }

    private mutating func wake(_ timer: SagaTimer, _ now: Moment) -> Reaction<Request> {
        switch timer {
        case .deadline:
            guard self.deadline?.timer == timer, self.course == .forward, self.deadline?.isOver == false else {
                return .ignored("the wait is over")
            }
            self.deadline?.isOver = true
            return .advanced([])
        case .exchange(let key, let serial):
            guard let path = self.find(key), self[path].rests == serial else { return .ignored("an old timer") }
            guard let move = self[path].woke(self.dealing(path), number: self.numbers + 1, now) else {
                return .ignored("an old timer")
            }
            if case .lookUp = move { self.numbers += 1 }
            return .advanced(self.commands(for: move, path, now))
        }
    }

    /// What is declared as of no interest here, what no state waits for, and what the present wait does not accept.
    private func reasonToIgnore(_ signal: Signal<Reply>) -> String? {
        if let reason = self.objection(to: signal) { return reason }
        let state = self.currentState
        if let reason = state?.ignored[signal.name] { return reason }
        guard self.definition.awaited.contains(signal.name) else {
            return "no state of the saga waits for \(signal.name)"
        }
        guard self.deadline != nil, self.course == .forward, let state, state.signals.contains(signal.name) else {
            return nil
        }
        return self.accepts(signal, state) ? nil : "stale: it is not the \(signal.name) that the saga waits for"
    }

    private mutating func hear(_ signal: Signal<Reply>) -> Reaction<Request> {
        guard self.course != .ready, !self.isEnded else { return .ignored("the saga has ended") }
        guard !self.heard.contains(signal.id) else { return .ignored("heard before") }
        if let reason = self.reasonToIgnore(signal) { return .ignored(reason) }
        guard self.mailbox.count < Self.mailboxLimit else { return .ignored("too many early events are kept already") }
        self.heard.insert(signal.id)
        self.mailbox.append(signal)
        return .advanced([])
    }

    /// Early events that are kept.
    ///
    /// One more is recorded and not used.
    static var mailboxLimit: Int { 64 }

    private mutating func cancel(_ who: String) -> Reaction<Request> {
        switch self.course {
        case .ready: return .ignored("the saga has not started")
        case .forward where !self.isCommitted:
            self.course = .turning(reason: "cancelled by \(who)")
            return .advanced([])
        case .forward: return .ignored(Self.isPastPivot)
        case .turning, .backward: return .ignored("the saga turns back already")
        case .done, .compensated, .parked: return .ignored("the saga has ended")
        }
    }

    private mutating func retry(_ now: Moment) -> Reaction<Request> {
        var commands: [Command] = []
        var moved = false
        for path in self.paths where self.needsPerson(path) {
            guard let move = self[path].retry(self.dealing(path), now) else { continue }
            commands += self.commands(for: move, path, now)
            moved = true
        }
        guard moved else { return .ignored("no step needs a person") }
        self.unpark()
        return .advanced(commands)
    }

    /// Only the name of its definition changes: this machine is made of the new one, and came to the same place.
    private mutating func migrate(_ old: String, _ new: String) -> Reaction<Request> {
        guard self.terms?.fingerprint == old else { return .ignored("the saga follows another definition") }
        self.terms?.fingerprint = new
        return .advanced([])
    }

    mutating func learn(_ path: Path, _ reply: Reply) {
        guard !path.isUndo, let step = self.step(path), var facts = self.facts else { return }
        step.learn(&facts, reply)
        self.facts = facts
        if step.isPivot { self.isCommitted = true }
    }
}

// MARK: - sending

extension SagaMachine {
    func commands(for move: Exchange<Request>.Move, _ path: Path, _ now: Moment) -> [Command] {
        let exchange = self[path]
        switch move {
        case .nothing: return []
        case .lookUp: return [.lookUp(exchange.request, exchange.key, number: exchange.number)]
        case .wake(let span): return [.wake(.exchange(exchange.key, serial: exchange.rests), at: now + span)]
        }
    }

    /// First sends and repetitions leave here, and nowhere else: so the age of a key is asked at each.
    private mutating func sendWhatIsReady(_ now: Moment) -> [Command] {
        var commands: [Command] = []
        for path in self.paths where self[path].state == .ready {
            commands += self.consultPolicy(path)
            guard self.maySend(path) else {
                // A gate keeps the repetition back, and may for long: what became of the first send is asked instead.
                if let move = self[path].askInstead(self.dealing(path), now) {
                    commands += self.commands(for: move, path, now)
                }
                continue
            }
            if let move = self[path].reconsider(self.dealing(path), now) {
                commands += self.commands(for: move, path, now)
                continue
            }
            self.numbers += 1
            self.refresh(path)
            self[path].send(number: self.numbers, now)
            commands.append(.send(self[path].request, self[path].key, number: self.numbers))
        }
        return commands
    }

    /// What was learned while it waited at a gate counts; once it was sent, the same key carries the same body.
    private mutating func refresh(_ path: Path) {
        guard !path.isUndo, self[path].firstSent == nil, let step = self.step(path), let facts = self.facts else {
            return
        }
        self[path].request = step.make(facts)
    }

    private func maySend(_ path: Path) -> Bool {
        switch self.course {
        case .forward where path.isUndo: self.isLateHold(path)
        case .forward: self.shutGates(path).isEmpty
        case .turning: !path.isUndo && self.step(path)?.isPivot == true && self.shutGates(path).isEmpty
        case .backward: path.isUndo
        case .ready, .done, .compensated, .parked: false
        }
    }
}

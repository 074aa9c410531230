package import SagaModel

/// One saga among honest systems.
///
/// A value: a copy is another future. It goes on by the moves that it offers.
package struct ExploredWorld<Flow: Workflow>: Sendable {
    typealias Request = Flow.Request
    typealias Event = Subject<Flow>.Machine.Event

    let subject: Subject<Flow>
    package internal(set) var scene: Scene<Flow>
    /// What happened, in words; `nil` where nobody reads it.
    package internal(set) var timeline: [String]?
    /// Every event, for a replay; `nil` where there will be none.
    private var history: [(event: Event, at: Moment)]?

    package init(_ subject: Subject<Flow>, isTold: Bool = false, isRecorded: Bool = false) {
        self.subject = subject
        self.scene = Scene(SagaMachine(id: "s", definition: subject.definition))
        self.timeline = isTold ? [] : nil
        self.history = isRecorded ? [] : nil
        self.feed(.started(subject.story.facts, subject.terms))
    }

    var machine: Subject<Flow>.Machine { self.scene.machine }

    /// Lets this happen.
    package mutating func make(_ move: Move) {
        self.tell(move)
        switch move {
        case .answer(let index, let outcome): self.answer(self.scene.out.remove(at: index), outcome)
        case .crash(let count): self.crash(afterSending: count)
        case .place(let kind): self.place(kind)
        case .cancel: self.feed(.cancelled(by: "ann"))
        case .hear: self.hear(times: 1)
        case .hearTwice: self.hear(times: 2)
        case .pass, .withhold: self.pass()
        case .approve: self.decide { .approved($0, subject: $1, by: "bob") }
        case .decline: self.decide { .declined($0, subject: $1, by: "bob", reason: "no") }
        case .retry:
            self.scene.retries += 1
            self.feed(.retried(by: "ann"))
        case .resolve, .skip, .resume, .turnBack:
            if let word = self.word(move) { self.feed(.intervened(word, by: "ann")) }
        }
        self.check()
    }

    /// One transaction: the event is history, then its commands leave.
    @discardableResult
    mutating func feed(_ event: Event) -> Bool {
        self.history?.append((event, self.scene.now))
        switch self.subject.handle(&self.scene.machine, event, self.scene.now) {
        case .ignored(let why):
            self.tell { _ in "  ignored: \(why)" }
            return false
        case .advanced(let commands):
            for command in commands { self.obey(command) }
            return true
        }
    }

    /// Whether the recorded events make the same machine again, as they do after every crash.
    var isReplayable: Bool {
        var again = SagaMachine(id: self.machine.id, definition: self.subject.definition)
        for (event, moment) in self.history ?? [] { _ = self.subject.handle(&again, event, moment) }
        return again == self.machine
    }

    private mutating func obey(_ command: SagaCommand<Request>) {
        switch command {
        case .wake(let timer, let moment): self.scene.plan(.wake(timer), at: moment)
        case .decided: break
        case .lookUp(let request, let key, let number):
            guard let message = self.message(.lookUp, request, key, number) else { return }
            self.tell { _ in "  → \(message.name)" }
            self.scene.out.append(message)
        case .send(let request, let key, let number):
            guard let message = self.message(.send, request, key, number) else { return }
            self.tell { _ in "  → \(message.name), key \(key)" }
            self.checkSending(message)
            self.scene.out.append(message)
        }
    }

    /// Names the effect that is asked for; by its number where the key is none that the saga knows.
    private func message(
        _ kind: Message<Request>.Kind,
        _ request: Request,
        _ key: IdempotencyKey,
        _ number: Int
    ) -> Message<Request>? {
        let runs = self.machine.runs
        let own = runs.first { $0.forward.key == key || "\($0.forward.key)/undo" == key.rawValue }
        guard let run = own ?? runs.first(where: { $0.forward.number == number || $0.undo?.number == number }) else {
            return nil
        }
        return Message(
            kind: kind,
            effect: HonestRemote.Effect(step: run.step, round: run.visit),
            isUndo: own == nil ? run.undo?.number == number : key != run.forward.key,
            isRead: self.subject.definition.step(run.step)?.isRead ?? false,
            request: request,
            key: key,
            number: number
        )
    }
}

// MARK: - what happens

extension ExploredWorld {
    private mutating func answer(_ message: Message<Request>, _ outcome: Move.Outcome) {
        let flight = self.subject.capability(message.effect.step).longestFlight.milliseconds
        switch outcome {
        case .well: self.serveAndAnswer(message)
        case .rejected: self.fail(message, .rejected("the period is closed"))
        case .transient: self.fail(message, .transient("busy"))
        case .lostBefore: self.fail(message, .inDoubt("no answer"))
        case .lostAfter:
            self.serve(message)
            self.fail(message, .inDoubt("the connection was cut"))
        case .landsLater:
            self.scene.plan(.land(message), at: self.scene.now + .milliseconds(flight * 8 / 10))
            self.fail(message, .inDoubt("no answer"))
        case .answersLate:
            self.serve(message)
            self.scene.plan(.answer(message), at: self.scene.now + .milliseconds(flight / 2))
            self.fail(message, .inDoubt("no answer in time"))
        case .answersTwice:
            self.serveAndAnswer(message)
            self.feed(.answered(message.key, number: message.number, .done(self.subject.story.reply(message.request))))
        }
    }

    private mutating func serveAndAnswer(_ message: Message<Request>) {
        self.serve(message)
        let isKnown = message.kind == .send || self.scene.remote.hasServed(message.key)
        let answer = isKnown ? Answer.done(self.subject.story.reply(message.request)) : .absent
        self.feed(.answered(message.key, number: message.number, answer))
    }

    private mutating func fail(_ message: Message<Request>, _ failure: Failure) {
        self.feed(.answered(message.key, number: message.number, .failed(failure)))
    }

    private mutating func serve(_ message: Message<Request>) {
        guard message.kind == .send, !message.isRead else { return }
        self.scene.remote.perform(message, self.subject.capability(message.effect.step), at: self.scene.now)
        self.tell { "  at the remote: \(message.effect) × \($0.scene.remote.effects[message.effect] ?? 0)" }
    }

    /// What was out is in doubt, what was asked is asked again, and answers on their way are lost.
    private mutating func crash(afterSending count: Int) {
        let lost = self.scene.out
        self.scene.out = []
        for message in lost.prefix(count) { self.serve(message) }
        self.scene.agenda.removeAll { if case .answer = $0.happening { true } else { false } }
        for message in lost {
            switch message.kind {
            case .lookUp: self.scene.out.append(message)
            case .send: self.fail(message, .inDoubt("the engine stopped while this was out"))
            }
        }
    }

    private mutating func pass() {
        guard !self.scene.agenda.isEmpty else { return }
        let item = self.scene.agenda.removeFirst()
        self.scene.now = max(self.scene.now, item.at)
        switch item.happening {
        case .wake(let timer): self.feed(.woke(timer))
        case .land(let message): self.serve(message)
        case .answer(let message):
            self.feed(.answered(message.key, number: message.number, .done(self.subject.story.reply(message.request))))
        case .remove(let id):
            self.scene.standing.removeAll { $0.id == id }
            self.feed(.removed(obstacle: id, by: "its owner"))
        }
    }

    /// It stands for longer than some systems remember a key.
    private mutating func place(_ kind: Obstacle.Kind) {
        guard let facts = self.machine.facts, let gate = self.subject.gate(kind) else { return }
        self.scene.obstacles += 1
        let id = "\(kind.rawValue) \(self.scene.obstacles)"
        let subject = gate.subject(facts)
        let obstacle = Obstacle(id: id, kind: kind, subject: subject, owner: "its owner", reason: "explored")
        guard self.feed(.placed(obstacle)) else { return }
        self.scene.standing.append(obstacle)
        self.scene.plan(.remove(obstacle: id), at: self.scene.now + .minutes(25 * 60))
    }

    private mutating func hear(times: Int) {
        guard let signal = self.nextSignal else { return }
        self.scene.told += 1
        for _ in 0..<times where self.feed(.heard(signal)) { self.scene.acknowledged.append(signal.id) }
    }

    private mutating func decide(_ verdict: (GateName, String) -> Event) {
        guard let blocker = self.approval, let gate = blocker.gate else { return }
        let event = verdict(gate, blocker.subject)
        if case .approved = event { self.scene.approved.append([gate.rawValue, blocker.subject]) }
        self.feed(event)
    }
}

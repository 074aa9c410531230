import SagaModel

/// One saga of one workflow: its machine, and its place in its history.
struct SagaBox<Flow: Workflow>: LiveSaga {
    typealias Request = Flow.Request
    typealias Event = SagaEvent<Flow.Facts, Request.Reply>

    private let workflow: Flow
    private(set) var machine: SagaMachine<Flow.Facts, Request>
    private(set) var context: ReportContext
    private var hash: [UInt8] = []
    /// Judges what is gone through again; an engine that goes on needs no judge.
    private var conduct: Conduct<Flow.Facts, Request>?

    var status: SagaStatus { self.machine.status }
    var state: StateName? { self.machine.state }
    var claim: Claim? { self.machine.facts.flatMap { self.workflow.claim($0) } }
    var engagement: Engagement { self.machine.engagement }
    var obstacles: [Obstacle] { self.machine.obstacles.map(\.obstacle) }
    var goesByTheClock: Bool { self.machine.goesByTheClock }

    var breaches: [Breach] { self.conduct?.breaches ?? [] }

    init(_ workflow: Flow, id: SagaID, isJudged: Bool = false) {
        self.workflow = workflow
        self.machine = SagaMachine(id: id, definition: workflow.definition)
        self.context = ReportContext(workflow: workflow.name)
        self.conduct = isJudged ? Conduct() : nil
    }

    mutating func start(_ facts: Flow.Facts, _ terms: Terms, at now: Moment) throws -> Transition<Request> {
        try self.take(.started(facts, terms), at: now)
    }

    mutating func handle(_ incident: Incident<Request>, at now: Moment) throws -> Transition<Request> {
        switch incident {
        case .answered(let key, let number, let answer):
            var transition = try self.take(.answered(key, number: number, answer), at: now)
            transition.answered = number
            return transition
        case .woke(let timer):
            var transition = try self.take(.woke(timer), at: now)
            transition.fired = timer
            return transition
        case .heard(let signal): return try self.take(.heard(signal), at: now)
        case .placed(let obstacle): return try self.take(.placed(obstacle), at: now)
        case .removed(let obstacle, let who): return try self.take(.removed(obstacle: obstacle, by: who), at: now)
        case .approved(let gate, let subject, let who, let role):
            return try self.take(.approved(gate, subject: subject, by: who, role: role), at: now)
        case .declined(let gate, let subject, let who, let reason):
            return try self.take(.declined(gate, subject: subject, by: who, reason: reason), at: now)
        case .cancelled(let who): return try self.take(.cancelled(by: who), at: now)
        case .retried(let who): return try self.take(.retried(by: who), at: now)
        case .clockSet(let change): return try self.take(.clockSet(change), at: now)
        case .migrated(let old, let new, let who):
            return try self.take(.migrated(from: old, to: new, by: who), at: now)
        case .intervened(let word, let who): return try self.take(.intervened(word, by: who), at: now)
        }
    }

    mutating func replay(_ line: HistoryLine) throws -> Transition<Request> {
        guard line.follows(self.hash, seq: self.context.revision + 1) else {
            throw RuntimeError.chainBroken(line.saga, seq: self.context.revision + 1)
        }
        guard let event = try? JSON.value(Event.self, line.event),
            let commands = try? JSON.value([SagaCommand<Request>].self, line.commands)
        else { throw RuntimeError.replayDiffers(line.saga, seq: line.seq) }
        let reaction = self.apply(event, at: line.at)
        guard reaction == (line.ignored.map { .ignored($0) } ?? .advanced(commands)) else {
            throw RuntimeError.replayDiffers(line.saga, seq: line.seq)
        }
        self.hash = line.hash
        if line.ignored == nil { self.conduct?.watch(event, commands, self.machine) }
        var transition = Transition(line: line, reaction: reaction)
        if case .answered(_, let number, _) = event { transition.answered = number }
        if case .woke(let timer) = event { transition.fired = timer }
        return transition
    }

    func isConcerned(by obstacle: Obstacle) -> Bool { self.machine.isConcerned(by: obstacle) }
    func underWay(despite obstacle: Obstacle) -> [IdempotencyKey] { self.machine.underWay(despite: obstacle) }

    func timeout(of key: IdempotencyKey) -> Span? { self.machine.timeout(of: key) }

    func inquiry(_ subject: String) -> Inquiry<Request>? {
        self.machine.inquiry(subject)
    }

    func report(_ held: [IdempotencyKey: Held]) throws -> SagaReport {
        try SagaReport(self.machine, self.context, held)
    }

    private mutating func take(_ event: Event, at now: Moment) throws -> Transition<Request> {
        let text = try JSON.text(event)
        let reaction = self.apply(event, at: now)
        var commands: [SagaCommand<Request>] = []
        var ignored: String?
        switch reaction {
        case .advanced(let some): commands = some
        case .ignored(let why): ignored = why
        }
        let line = HistoryLine(
            after: self.hash,
            saga: self.machine.id,
            seq: self.context.revision,
            at: now,
            event: text,
            commands: try JSON.text(commands),
            ignored: ignored
        )
        self.hash = line.hash
        return Transition(line: line, reaction: reaction)
    }

    private mutating func apply(_ event: Event, at now: Moment) -> Reaction<Request> {
        let before = (self.machine.status, self.machine.state)
        let reaction = self.machine.handle(event, at: now)
        self.context.revision += 1
        guard case .advanced = reaction else { return reaction }
        self.context.updated = now
        if self.context.revision == 1 || before != (self.machine.status, self.machine.state) {
            self.context.since = now
        }
        switch event {
        case .answered(let key, _, .done(let reply)): self.noteReference(reply, of: key)
        case .intervened(.resolve(let key, .done, .found(let reply), _), _),
            .intervened(.resolve(let key, .done, .unverified(.some(let reply)), _), _):
            self.noteReference(reply, of: key)
        case .started, .answered, .woke, .heard, .placed, .removed, .approved, .declined, .cancelled, .retried,
            .intervened, .clockSet, .migrated:
            break
        }
        self.noteFacts()
        return reaction
    }

    private mutating func noteReference(_ reply: Request.Reply, of key: IdempotencyKey) {
        guard let reply = reply as? any Referencing else { return }
        self.context.references[key] = reply.reference
    }

    /// What people call the saga may grow with what it learns.
    private mutating func noteFacts() {
        guard let facts = self.machine.facts else { return }
        self.context.amount = self.workflow.amount(facts)
        for key in self.workflow.businessKeys(facts) where !self.context.businessKeys.contains(key) {
            self.context.businessKeys.append(key)
        }
    }
}

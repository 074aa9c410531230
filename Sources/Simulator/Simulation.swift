package import SagaModel

/// Sagas of one workflow in memory, under a clock that jumps from one thing that happens to the next.
///
/// Nothing is sent and nobody waits: whoever drives it says what the other systems answer. It is a value, so that a
/// copy is another future.
package struct Simulation<Flow: Workflow>: Sendable {
    package typealias Request = Flow.Request
    package typealias Reply = Request.Reply

    package let workflow: Flow
    package private(set) var now: Moment
    package private(set) var sagas: [SagaID: SimulatedSaga<Flow>] = [:]
    /// Requests that are out and unanswered, oldest first.
    package internal(set) var errands: [Errand<Request>] = []
    /// Events that no saga has taken, as they came.
    package private(set) var unclaimed: [Signal<Reply>] = []
    /// Earliest first.
    var timers: [DueTimer] = []
    var claimed: Set<String> = []
    private let definition: Definition<Flow.Facts, Request>

    package init(_ workflow: Flow, now: Moment) {
        self.workflow = workflow
        self.definition = workflow.definition
        self.now = now
    }

    /// When the next timer of any saga is due.
    package var nextDue: Moment? { self.timers.first?.due }

    /// Lets time pass without anything happening: what falls due meanwhile fires afterwards, late.
    package mutating func pass(to moment: Moment) { self.now = max(self.now, moment) }
}

// MARK: - what happens to sagas

extension Simulation {
    /// Starts a saga, once.
    ///
    /// - Returns: `false` when there is one of this id already; it stays as it is.
    package mutating func start(_ id: SagaID, facts: Flow.Facts, terms: Terms) -> Bool {
        guard self.sagas[id] == nil else { return false }
        self.sagas[id] = SimulatedSaga(id, self.definition)
        self.take(.started(facts, terms), id)
        return true
    }

    /// Offers an event from outside to the sagas of this key; it counts once.
    package mutating func hear(_ signal: Signal<Reply>, businessKey: String) -> Hearing {
        guard !self.claimed.contains(signal.id) else { return .repeated }
        let owners = self.sagas.values.filter { $0.businessKeys.contains(businessKey) }.map(\.id).sorted()
        guard let last = owners.last else {
            if !self.unclaimed.contains(where: { $0.id == signal.id }) { self.unclaimed.append(signal) }
            return .unclaimed
        }
        self.claimed.insert(signal.id)
        self.unclaimed.removeAll { $0.id == signal.id }
        let taker = owners.first { self.wants(signal, $0) } ?? last
        switch self.take(.heard(signal), taker) {
        case .ignored(let why)?: return .ignored(why)
        case .advanced?, nil: return .taken(taker)
        }
    }

    /// Turns a saga back, if the pivot has not happened.
    ///
    /// - Returns: `nil` when there is no such saga.
    @discardableResult
    package mutating func cancel(_ id: SagaID, by who: String) -> Reaction<Request>? {
        self.take(.cancelled(by: who), id)
    }

    /// Tries again whatever needs a person.
    ///
    /// - Returns: `nil` when there is no such saga.
    @discardableResult
    package mutating func retry(_ id: SagaID, by who: String) -> Reaction<Request>? {
        self.take(.retried(by: who), id)
    }

    /// An answer, whether it is the first, a repetition or one that nobody waits for.
    @discardableResult
    package mutating func answer(
        _ saga: SagaID,
        _ key: IdempotencyKey,
        number: Int,
        _ answer: Answer<Reply>
    ) -> Reaction<Request>? {
        self.errands.removeAll { $0.saga == saga && $0.number == number }
        return self.take(.answered(key, number: number, answer), saga)
    }

    /// The process died: a send that was out is in doubt, a look-up is simply asked again.
    package mutating func restart() {
        let failure = Failure.inDoubt("the engine stopped while this was out")
        for errand in self.errands where errand.kind == .send {
            self.answer(errand.saga, errand.key, number: errand.number, .failed(failure))
        }
    }

    private func wants(_ signal: Signal<Reply>, _ id: SagaID) -> Bool {
        guard var machine = self.sagas[id]?.machine, case .advanced = machine.handle(.heard(signal), at: self.now)
        else { return false }
        return true
    }

    @discardableResult
    mutating func take(_ event: SagaEvent<Flow.Facts, Reply>, _ id: SagaID) -> Reaction<Request>? {
        let (now, workflow) = (self.now, self.workflow)
        guard let reaction = self.sagas[id]?.take(event, now, workflow) else { return nil }
        if case .advanced(let commands) = reaction {
            for command in commands { self.obey(command, id) }
            if self.sagas[id]?.machine.status.isFinal == true { self.timers.removeAll { $0.saga == id } }
        }
        return reaction
    }

    private mutating func obey(_ command: SagaCommand<Request>, _ id: SagaID) {
        switch command {
        case .send(let request, let key, let number):
            self.errands.append(Errand(saga: id, kind: .send, request: request, key: key, number: number))
        case .lookUp(let request, let key, let number):
            self.errands.append(Errand(saga: id, kind: .lookUp, request: request, key: key, number: number))
        case .wake(let timer, let due):
            self.timers.removeAll { $0.saga == id && $0.timer == timer }
            let place = self.timers.firstIndex { $0.due > due } ?? self.timers.endIndex
            self.timers.insert(DueTimer(saga: id, timer: timer, due: due), at: place)
        case .decided: return
        }
    }
}

// MARK: - time

extension Simulation {
    /// Moves whatever can move up to `end`: first what is out is answered, then the clock jumps to the next timer.
    ///
    /// `onPoint` is called before and after whatever happens; what it or `world` throws ends the run there, with all
    /// that has happened so far kept, as after a crash.
    package mutating func run(
        until end: Moment,
        onPoint: () throws -> Void,
        world: (Errand<Request>) throws -> Answer<Reply>
    ) rethrows {
        while true {
            if let errand = self.errands.first {
                let answer = try world(errand)
                try onPoint()
                self.answer(errand.saga, errand.key, number: errand.number, answer)
            } else if let next = self.timers.first, next.due <= end {
                try onPoint()
                self.fire(next)
            } else {
                return
            }
            try onPoint()
        }
    }

    /// Moves whatever can move up to `end`.
    package mutating func run(
        until end: Moment,
        world: (Errand<Request>) throws -> Answer<Reply>
    ) rethrows {
        try self.run(until: end, onPoint: {}, world: world)
    }

    /// Jumps to the next timer.
    ///
    /// - Returns: `false` when there is none.
    package mutating func wakeNext() -> Bool {
        guard let next = self.timers.first else { return false }
        self.fire(next)
        return true
    }

    private mutating func fire(_ timer: DueTimer) {
        self.timers.removeFirst()
        self.pass(to: timer.due)
        self.take(.woke(timer.timer), timer.saga)
    }
}

/// A timer that a saga waits for.
struct DueTimer: Sendable {
    let saga: SagaID
    let timer: SagaTimer
    let due: Moment
}

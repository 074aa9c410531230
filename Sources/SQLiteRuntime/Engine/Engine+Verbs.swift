package import SagaModel

extension Engine {
    /// Starts a saga, once: the same id again is the same saga.
    ///
    /// Its requests leave when `run` runs.
    package func start<Flow: Workflow<Request>>(
        _ workflow: Flow,
        id: SagaID,
        facts: Flow.Facts,
        terms: Terms
    ) throws -> Started {
        try self.checkStopped()
        if let first = try self.store.read({ try History.first(of: id, $0) }) {
            let event = try? JSON.value(SagaEvent<Flow.Facts, Request.Reply>.self, first.event)
            guard case .started(facts, _) = event else { return .existing(sameFacts: false) }
            return .existing(sameFacts: true)
        }
        var saga = SagaBox(workflow, id: id)
        var terms = terms
        terms.fingerprint = try self.fingerprints[workflow.name] ?? workflow.fingerprint()
        let transition = try saga.start(facts, terms, at: self.now())
        try self.commit([Advance(transition: transition, saga: saga, hasMoved: true)])
        return .new
    }

    /// Takes in an event from outside.
    ///
    /// The inbox and the saga's history get it in one transaction, or neither does. One that no saga wanted is offered
    /// again when it comes again: money may arrive before the saga knows its invoice.
    ///
    /// `raw` is the event as it came, kept for people.
    package func hear(
        source: String,
        id: String,
        signal: SignalName,
        body: Request.Reply,
        businessKey: String,
        raw: String
    ) throws -> Heard {
        try self.checkStopped()
        let standing = try self.store.read { try Inbox.standing(source: source, id: id, $0) }
        guard standing != .claimed else { return .repeated }
        let incident = Incident<Request>.heard(Signal(id: "\(source)/\(id)", name: signal, body: body))
        let advance = try self.whoWants(incident, businessKey)
        // Still nobody's: it is on disk already.
        if advance == nil, standing == .unclaimed { return .unclaimed }
        let (heard, outcome) = Self.outcome(advance, businessKey)
        let line = InboxLine(
            source: source,
            id: id,
            received: self.now(),
            body: raw,
            saga: advance?.transition.saga,
            outcome: outcome
        )
        try self.commit(advance.map { [$0] } ?? [], inbox: line)
        return heard
    }

    /// Turns a saga back, if the pivot has not happened.
    ///
    /// With `seen`, the revision that the person saw, only if nothing has happened since.
    package func cancel(_ id: SagaID, by who: String, seen: Int? = nil) throws -> Heeded {
        let heeded = try self.heed(id, .cancelled(by: who), seen: seen)
        if case .advanced = heeded { try self.callBack(id) }
        return heeded
    }

    /// Tries again whatever needs a person; `seen` as for `cancel`.
    package func retry(_ id: SagaID, by who: String, seen: Int? = nil) throws -> Heeded {
        try self.heed(id, .retried(by: who), seen: seen)
    }

    func heed(_ id: SagaID, _ incident: Incident<Request>, seen: Int? = nil) throws -> Heeded {
        try self.checkStopped()
        if let seen {
            let saga = try self.take(id)
            self.keep(saga, id)
            guard saga.context.revision == seen else { return .changed(revision: saga.context.revision) }
        }
        let advance = try self.advance(id, incident)
        try self.commit([advance])
        switch advance.transition.reaction {
        case .advanced: return .advanced
        case .ignored(let why): return .ignored(why)
        }
    }

    /// The first saga of this key that takes the event; the last that ignores it when none does.
    private func whoWants(_ incident: Incident<Request>, _ key: String) throws -> Advance? {
        var last: Advance?
        for id in try self.store.read({ try BusinessKeys.sagas(key, $0) }) {
            let before = try self.take(id)
            self.keep(before, id)
            last = try self.advance(id, incident)
            if case .advanced = last?.transition.reaction { return last }
            // Only a saga whose line is written may be ahead of the disk.
            self.keep(before, id)
        }
        return last
    }

    private static func outcome(_ advance: Advance?, _ key: String) -> (Heard, String) {
        guard let advance else { return (.unclaimed, "no saga waits for \(key)") }
        switch advance.transition.reaction {
        case .advanced: return (.taken(advance.transition.saga), "taken by \(advance.transition.saga)")
        case .ignored(let why): return (.ignored(why), "ignored: \(why)")
        }
    }
}

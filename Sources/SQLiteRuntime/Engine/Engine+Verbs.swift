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
        try self.heedClock()
        if let first = try self.store.read({ try History.first(of: id, $0) }) {
            let event = try? JSON.value(SagaEvent<Flow.Facts, Request.Reply>.self, first.event)
            guard case .started(facts, _) = event else { return .existing(sameFacts: false) }
            return .existing(sameFacts: true)
        }
        var saga = SagaBox(workflow, id: id)
        var terms = terms
        terms.fingerprint = try self.catalogue.fingerprint(of: workflow)
        let transition = try saga.start(facts, terms, at: self.now())
        try self.commit([Advance(transition: transition, saga: saga, hasMoved: true)])
        return .new
    }

    func heed(_ id: SagaID, _ incident: Incident<Request>, seen: Int? = nil) throws -> Heeded {
        try self.heedClock()
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
}

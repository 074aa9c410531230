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
        if let same = try self.hasStarted(id, with: facts, as: workflow) { return .existing(sameFacts: same) }
        try self.commit([try self.beginning(workflow, id, facts, terms)])
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

package import SagaModel

extension Engine {
    /// Starts a saga because of an event from outside: the saga and what became of the event are on disk, or neither.
    ///
    /// The same event again is the same saga, and so is another event that begins the same one with the same facts.
    package func open<Flow: Workflow<Request>>(
        _ workflow: Flow,
        id: SagaID,
        facts: Flow.Facts,
        terms: Terms,
        because letter: Letter,
        _ message: Message<Request.Reply>,
        _ act: InboxAct? = nil
    ) throws -> Heard {
        try self.heedClock()
        var line = try self.line(letter.source, letter.id) ?? InboxLine(letter, at: self.now())
        guard !line.isSettled else { return .repeated }
        try line.read(message)
        line.saga = id
        line.attempts += 1
        if let same = try self.hasStarted(id, with: facts, as: workflow) {
            let why = "\(id) \(InboxLine.opened)" + (same ? " already" : " already, with other content")
            line.become(same ? .ignored : .parked, why, need: same ? nil : .person, at: self.now())
            try self.keep(line, act)
            return same ? .ignored(why) : .parked(why)
        }
        line.become(.claimed, "\(id) \(InboxLine.opened) by it", at: self.now())
        let advance = try self.beginning(workflow, id, facts, terms)
        try self.commit([advance], beside: Self.writing(line, act))
        return .taken(id)
    }

    /// The same for an event that stands still, as a person corrected it.
    package func reopen<Flow: Workflow<Request>>(
        _ workflow: Flow,
        id: SagaID,
        facts: Flow.Facts,
        terms: Terms,
        because letter: Letter,
        _ message: Message<Request.Reply>,
        patch: String?,
        by who: String,
        why: String
    ) throws -> Heard {
        guard try self.line(letter.source, letter.id) != nil else {
            throw RuntimeError.noSuchEvent("\(letter.source)/\(letter.id)")
        }
        let act = InboxAct(verb: .replay, at: self.now(), who: who, why: why, patch: patch)
        return try self.open(workflow, id: id, facts: facts, terms: terms, because: letter, message, act)
    }

    /// Whether some saga has this business key.
    package func knows(_ key: String) throws -> Bool {
        try !self.store.read { try BusinessKeys.sagas(key, $0) }.isEmpty
    }

    /// Whether the saga is there with the same facts; `nil` when it is not there.
    func hasStarted<Flow: Workflow<Request>>(_ id: SagaID, with facts: Flow.Facts, as workflow: Flow) throws -> Bool? {
        guard let first = try self.store.read({ try History.first(of: id, $0) }) else { return nil }
        let event = try? JSON.value(SagaEvent<Flow.Facts, Request.Reply>.self, first.event)
        guard case .started(facts, _) = event else { return false }
        return true
    }

    /// A saga's first event, not yet written.
    func beginning<Flow: Workflow<Request>>(
        _ workflow: Flow,
        _ id: SagaID,
        _ facts: Flow.Facts,
        _ terms: Terms
    ) throws -> Advance {
        var saga = SagaBox(workflow, id: id)
        var terms = terms
        terms.fingerprint = try self.catalogue.fingerprint(of: workflow)
        let transition = try saga.start(facts, terms, at: self.now())
        return Advance(transition: transition, saga: saga, hasMoved: true)
    }
}

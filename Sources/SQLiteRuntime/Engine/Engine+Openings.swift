package import SagaModel

/// A saga that an event begins, of whatever workflow.
package struct Beginning<Request: SagaRequest>: Sendable {
    let id: SagaID
    /// Whether it is there already, with the same facts; `nil` when it is not there.
    let hasStarted: @Sendable (isolated Engine<Request>) throws -> Bool?
    let first: @Sendable (isolated Engine<Request>) throws -> Engine<Request>.Advance

    package init<Flow: Workflow<Request>>(_ workflow: Flow, id: SagaID, facts: Flow.Facts, terms: Terms) {
        self.id = id
        self.hasStarted = { try $0.hasStarted(id, with: facts, as: workflow) }
        self.first = { try $0.beginning(workflow, id, facts, terms) }
    }
}

/// Why no saga begins with an event that should begin one.
package struct CannotBegin: Error, Equatable, Sendable {
    package let why: String

    package init(_ why: String) { self.why = why }
}

extension Engine {
    /// The saga that an event begins; `nil` where it begins none.
    package typealias Opening = @Sendable (Letter, Message<Request.Reply>) throws(CannotBegin) -> Beginning<Request>?

    /// Says which events begin a saga: from now on they do, also those that waited for an earlier one.
    package func begin(with opening: @escaping Opening) { self.opening = opening }

    func beginning(with line: InboxLine) throws(CannotBegin) -> Beginning<Request>? {
        guard let opening, let signal = line.signal, let key = line.businessKey,
            let body = line.body.flatMap({ try? JSON.value(Request.Reply.self, $0) })
        else { return nil }
        let letter = Letter(source: line.source, id: line.id, bytes: line.bytes)
        return try opening(letter, Message(signal: signal, body: body, businessKey: key, turn: line.turn))
    }

    /// The saga and what became of the event are on disk, or neither.
    ///
    /// The same event again is the same saga, and so is another event that begins the same one with the same facts.
    func begin(_ line: inout InboxLine, _ beginning: Beginning<Request>) throws -> Heard {
        try self.pass("handling \(line.name)")
        let id = beginning.id
        line.saga = id
        if let same = try beginning.hasStarted(self) {
            let why = "\(id) \(InboxLine.opened)" + (same ? " already" : " already, with other content")
            line.become(same ? .ignored : .parked, why, need: same ? nil : .person, at: self.now())
            try self.keep(line)
            return same ? .ignored(why) : .parked(why)
        }
        line.become(.claimed, "\(id) \(InboxLine.opened) by it", at: self.now())
        let advance = try beginning.first(self)
        try self.commit([advance], beside: Self.writing(line, nil))
        return .taken(id)
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

internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// What may be asked of whoever runs the sagas of a file: the engine in this process, or the one that holds the file.
protocol SagaVerbs: Sendable {
    func start(_ id: SagaID, _ facts: OrderFacts, _ terms: Terms) async throws -> Started
    /// `seen` is the revision that the person saw; with it nothing is done to a saga that has gone on since.
    func act(_ act: Act, on id: SagaID, by who: String, seen: Int?) async throws -> Heeded
    /// Puts a hold or a closed period in the way of every saga that it is about.
    func place(_ obstacle: Obstacle, by who: String) async throws -> PlacedWidely
    func remove(_ obstacle: String, by who: String, because why: String) async throws -> RemovedWidely
    /// Takes in an event as it came; one that cannot be read becomes a dead letter.
    ///
    /// `who` hands it in; nobody does where a system speaks for itself.
    func hear(_ bytes: Data, by who: String?) async throws -> Heard
    func replay(_ event: EventName, _ correction: Correction) async throws -> Heard
    func discard(_ event: EventName, by who: String, why: String) async throws -> Heeded
    /// Moves whatever can move; waits for retries and windows that end within `patience`.
    func move(patience: Span) async throws -> RunSummary
}

/// The engine in this process.
struct OwnEngine: SagaVerbs {
    let engine: Engine<RevenueRequest>
    /// Who may do what; asked before every word that changes something.
    let people: People

    func start(_ id: SagaID, _ facts: OrderFacts, _ terms: Terms) async throws -> Started {
        try self.people.check(.start, by: terms.startedBy ?? "nobody")
        return try await self.engine.start(QuoteToCash(), id: id, facts: facts, terms: terms)
    }

    func act(_ act: Act, on id: SagaID, by who: String, seen: Int?) async throws -> Heeded {
        try self.people.check(Deed(act), by: who)
        if case .approve(_, _, .some(let role)) = act { try self.people.check(role, by: who) }
        return try await self.engine.act(act, on: id, by: who, seen: seen)
    }

    func place(_ obstacle: Obstacle, by who: String) async throws -> PlacedWidely {
        try self.people.check(Deed(placing: obstacle.kind), by: who)
        return try await self.engine.place(obstacle, by: who)
    }

    func remove(_ obstacle: String, by who: String, because why: String) async throws -> RemovedWidely {
        if let standing = await self.engine.standing(obstacle) {
            try self.people.check(Deed(removing: standing.kind), by: who)
        }
        return try await self.engine.remove(obstacle, by: who, because: why)
    }

    func hear(_ bytes: Data, by who: String?) async throws -> Heard {
        if let who { try self.people.check(.ingest, by: who) }
        let letter = Letter(bytes)
        if let event = BankEvent.read(bytes) { return try await self.hear(letter, event) }
        if let type = StripeEvent.irrelevantType(bytes) {
            return try await self.engine.note(letter, why: "no saga waits for \(type)")
        }
        do {
            return try await self.engine.hear(letter, try IncomingEvent.read(bytes).message)
        } catch let problem as EventProblem {
            return try await self.engine.bury(letter, why: problem.words)
        }
    }

    func replay(_ event: EventName, _ correction: Correction) async throws -> Heard {
        try self.people.check(.replay, by: correction.who)
        return try await self.engine.replay(
            event.source,
            event.id,
            as: Letter(correction.bytes),
            try BankEvent.read(correction.bytes)?.message ?? IncomingEvent.read(correction.bytes).message,
            patch: correction.patch,
            by: correction.who,
            why: correction.why
        )
    }

    func discard(_ event: EventName, by who: String, why: String) async throws -> Heeded {
        try self.people.check(.discard, by: who)
        return try await self.engine.discard(event.source, event.id, by: who, why: why)
    }

    func move(patience: Span) async throws -> RunSummary {
        try await self.engine.run(patience: patience) { progress in
            if case .diskFull(let path) = progress {
                Terminal.note("skald: no room to write \(path): nothing is sent until there is")
            } else if let words = progress.words {
                Terminal.progress(words)
            }
        }
    }
}

extension Progress {
    fileprivate var words: String? {
        switch self {
        case .sending(_, let key, _): "→ \(key)"
        case .lookingUp(_, let key, _): "? \(key)"
        case .moved(let id, let state, let status): "  \(id)  \(state?.rawValue ?? "-")  \(status.words)"
        case .diskFull: nil
        case .broken(let id, _): "■ \(id) cannot be read"
        }
    }
}

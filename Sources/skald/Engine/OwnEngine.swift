internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel

/// The engine in this process.
struct OwnEngine: SagaVerbs {
    /// Who brings an event.
    enum Messenger: Equatable {
        case outside
        /// Another saga of the same file.
        case sagas
    }

    let engine: Engine<RevenueRequest>
    /// Who may do what; asked before every word that changes something.
    let people: People
    let sheet: TermsSheet
    let receivables: ReceivableRules

    func start<Flow>(_ launch: Launch<Flow>, _ terms: Terms) async throws -> Started {
        try self.people.check(.start, by: terms.startedBy ?? "nobody")
        return try await self.engine.start(launch.flow, id: launch.id, facts: launch.facts, terms: terms)
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

internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// What may be asked of whoever runs the sagas of a file: the engine in this process, or the one that holds the file.
protocol SagaVerbs: Sendable {
    func start(_ id: SagaID, _ facts: OrderFacts, _ terms: Terms) async throws -> Started
    /// `seen` is the revision that the person saw; with it nothing is done to a saga that has gone on since.
    func cancel(_ id: SagaID, by who: String, seen: Int?) async throws -> Heeded
    func retry(_ id: SagaID, by who: String, seen: Int?) async throws -> Heeded
    func hear(_ event: IncomingEvent) async throws -> Heard
    /// Moves whatever can move; waits for retries and windows that end within `patience`.
    func move(patience: Span) async throws -> RunSummary
}

/// The engine in this process.
struct OwnEngine: SagaVerbs {
    let engine: Engine<RevenueRequest>

    func start(_ id: SagaID, _ facts: OrderFacts, _ terms: Terms) async throws -> Started {
        try await self.engine.start(QuoteToCash(), id: id, facts: facts, terms: terms)
    }

    func cancel(_ id: SagaID, by who: String, seen: Int?) async throws -> Heeded {
        try await self.engine.cancel(id, by: who, seen: seen)
    }

    func retry(_ id: SagaID, by who: String, seen: Int?) async throws -> Heeded {
        try await self.engine.retry(id, by: who, seen: seen)
    }

    func hear(_ event: IncomingEvent) async throws -> Heard {
        try await self.engine.hear(
            source: event.source,
            id: event.id,
            signal: SignalName(rawValue: event.type),
            body: RevenueReply(payment: event.payment),
            businessKey: event.payment.invoice,
            raw: try JSONText.line(event)
        )
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

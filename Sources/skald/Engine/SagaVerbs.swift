internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel

/// What may be asked of whoever runs the sagas of a file: the engine in this process, or the one that holds the file.
protocol SagaVerbs: Sendable {
    func start<Flow>(_ launch: Launch<Flow>, _ terms: Terms) async throws -> Started
    /// `seen` is the revision that the person saw; with it nothing is done to a saga that has gone on since.
    func act(_ act: Act, on id: SagaID, by who: String, seen: Int?) async throws -> Heeded
    /// Puts a hold or a closed period in the way of every saga that it is about.
    func place(_ obstacle: Obstacle, by who: String) async throws -> PlacedWidely
    func remove(_ obstacle: String, by who: String, because why: String) async throws -> RemovedWidely
    /// Takes in an event as it came; one that cannot be read becomes a dead letter.
    ///
    /// `who` hands it in; nobody does where a system speaks for itself.
    func hear(_ bytes: Data, by who: String?) async throws -> Heard
    /// The same for many at once, in their order.
    func hear(all events: [Data], by who: String) async throws
    func replay(_ event: EventName, _ correction: Correction) async throws -> Heard
    func discard(_ event: EventName, by who: String, why: String) async throws -> Heeded
    /// Moves whatever can move; waits for retries and windows that end within `patience`.
    func move(patience: Span) async throws -> RunSummary
}

internal import Bank
internal import FoundationEssentials

/// Bookings on their way into the inbox, some hundred at a time: each commit waits for the disk twice.
struct BankBatch {
    private static let size = 256

    private let sagas: any SagaVerbs
    private var events: [Data] = []
    private var names: Set<EventName> = []

    init(_ sagas: any SagaVerbs) { self.sagas = sagas }

    /// Whether the booking waits here to be taken in.
    func contains(_ movement: BankMovement) -> Bool { self.names.contains(BankEvent(movement).name) }

    mutating func add(_ movement: BankMovement) async throws {
        let event = BankEvent(movement)
        self.names.insert(event.name)
        self.events.append(try event.bytes())
        if self.events.count >= Self.size { try await self.finish() }
    }

    mutating func finish() async throws {
        try await self.sagas.hear(all: self.events, by: Operator.name)
        (self.events, self.names) = ([], [])
    }
}

extension BankEvent {
    fileprivate var name: EventName { EventName(source: self.source, id: self.id) }
}

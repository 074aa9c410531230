internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel

// What comes from outside, from another saga, or once more from a person's hand.
extension OwnEngine {
    func hear(_ bytes: Data, by who: String?) async throws -> Heard {
        if let who { try self.people.check(.ingest, by: who) }
        return try await self.hear(bytes, from: .outside)
    }

    func hear(_ bytes: Data, from messenger: Messenger) async throws -> Heard {
        let letter = Letter(bytes)
        if let event = BankEvent.read(bytes) { return try await self.hear(letter, event) }
        if let why = StripeEvent.irrelevance(bytes) {
            return try await self.engine.note(letter, why: why)
        }
        do {
            return try await self.hear(letter, try IncomingEvent.read(bytes, from: messenger), from: messenger)
        } catch let problem as EventProblem {
            return try await self.engine.bury(letter, why: problem.words)
        }
    }

    private func hear(_ letter: Letter, _ event: IncomingEvent, from messenger: Messenger) async throws -> Heard {
        let isFirst = try Opening.launch(event, self.sheet.gateway, self.receivables) != nil
        // An invoice may have come into the books without a saga: then nobody has to hear what became of it.
        if messenger == .sagas, !isFirst, try await !self.engine.knows(event.businessKey) {
            return try await self.engine.note(letter, why: "no saga is known as \(event.businessKey)")
        }
        return try await self.engine.hear(letter, event.message)
    }

    func replay(_ event: EventName, _ correction: Correction) async throws -> Heard {
        try self.people.check(.replay, by: correction.who)
        let letter = Letter(correction.bytes)
        if let message = BankEvent.read(correction.bytes)?.message {
            return try await self.replay(event, letter, message, correction)
        }
        let incoming = try IncomingEvent.read(correction.bytes)
        // What should begin a saga and cannot is refused here, with its place, and not only parked.
        _ = try Opening.launch(incoming, self.sheet.gateway, self.receivables)
        return try await self.replay(event, letter, incoming.message, correction)
    }

    private func replay(
        _ event: EventName,
        _ letter: Letter,
        _ message: Message<RevenueReply>,
        _ correction: Correction
    ) async throws -> Heard {
        try await self.engine.replay(
            event.source,
            event.id,
            as: letter,
            message,
            patch: correction.patch,
            by: correction.who,
            why: correction.why
        )
    }
}

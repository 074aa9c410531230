internal import Adapters
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// Which events begin a saga: the one table.
enum Opening {
    /// Kinds of events that begin sagas, beside those that sagas wait for.
    static let signals: Set<SignalName> = ["case-opened"]

    /// The saga that begins with the event; `nil` where it begins none.
    static func launch(
        _ event: IncomingEvent,
        _ gateway: RevenueGateway
    ) throws(EventProblem) -> (any Openable)? {
        switch event.type {
        case "case-opened": try Launch<CaseToCredit>(event, gateway)
        case _: nil
        }
    }
}

/// A saga that an event begins, of whatever workflow.
protocol Openable: Sendable {
    func open(_ opener: Opener) async throws -> Heard
}

extension Launch: Openable {
    func open(_ opener: Opener) async throws -> Heard { try await opener.open(self) }
}

/// What it takes to begin a saga with an event.
struct Opener {
    let engine: Engine<RevenueRequest>
    let sheet: TermsSheet
    let letter: Letter
    let message: Message<RevenueReply>
    /// How a person wanted it read, where one did.
    var correction: Correction?

    func open<Flow>(_ launch: Launch<Flow>) async throws -> Heard {
        let who = self.correction?.who ?? self.letter.source
        let terms = try self.sheet.terms(launch.flow, launch.facts, by: who)
        guard let correction else {
            return try await self.engine.open(
                launch.flow,
                id: launch.id,
                facts: launch.facts,
                terms: terms,
                because: self.letter,
                self.message
            )
        }
        return try await self.engine.reopen(
            launch.flow,
            id: launch.id,
            facts: launch.facts,
            terms: terms,
            because: self.letter,
            self.message,
            patch: correction.patch,
            by: correction.who,
            why: correction.why
        )
    }
}

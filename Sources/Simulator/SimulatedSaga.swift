package import SagaModel

/// One saga of a simulation: its machine, and all that happened to it.
package struct SimulatedSaga<Flow: Workflow>: Sendable {
    /// One line of the history.
    package struct Line: Equatable, Sendable {
        package let at: Moment
        package let event: SagaEvent<Flow.Facts, Flow.Request.Reply>
        package let reaction: Reaction<Flow.Request>
    }

    package private(set) var machine: SagaMachine<Flow.Facts, Flow.Request>
    package private(set) var history: [Line] = []
    /// Every name that it has had; none is forgotten when the facts change.
    package private(set) var businessKeys: Set<String> = []

    package var id: SagaID { self.machine.id }

    init(_ id: SagaID, _ definition: Definition<Flow.Facts, Flow.Request>) {
        self.machine = SagaMachine(id: id, definition: definition)
    }

    mutating func take(
        _ event: SagaEvent<Flow.Facts, Flow.Request.Reply>,
        _ now: Moment,
        _ workflow: Flow
    ) -> Reaction<Flow.Request> {
        let reaction = self.machine.handle(event, at: now)
        self.history.append(Line(at: now, event: event, reaction: reaction))
        if let facts = self.machine.facts { self.businessKeys.formUnion(workflow.businessKeys(facts)) }
        return reaction
    }
}

/// Something that a saga wants of another system.
package struct Errand<Request: SagaRequest>: Sendable {
    package enum Kind: Sendable { case send, lookUp }

    package let saga: SagaID
    package let kind: Kind
    package let request: Request
    package let key: IdempotencyKey
    package let number: Int
}

/// What came of an event from outside.
package enum Hearing: Equatable, Sendable {
    case taken(SagaID)
    /// A saga has this key, and does not want the event.
    case ignored(String)
    /// The same event came before.
    case repeated
    /// No saga has this key; it is kept, and may be offered again.
    case unclaimed
}

package import SagaModel

/// What the suite must know to judge a runtime.
package protocol RuntimeUnderTest: Sendable {
    /// Gives `body` an empty place of its own, and clears up behind it.
    func inNewPlace(_ world: World, _ body: (any Place) async throws -> Void) async throws
}

/// What no crash of a runtime touches: the other systems and the time.
package struct World: Sendable {
    package let remote: Remote
    package let clock = Clock()

    package init(_ remote: Remote = Remote()) { self.remote = remote }
}

/// What outlives a runtime: its disk.
package protocol Place: Sendable {
    /// Opens what is there; whoever had it open before is dead.
    ///
    /// `onPoint` is called before and after every write and every call of another system; what it throws is a crash,
    /// after which the runtime does nothing more.
    func open(onPoint: @escaping @Sendable () throws -> Void) async throws -> any OpenRuntime

    /// Everything that is recorded of a saga, in order; empty when there is none.
    func history(_ id: SagaID) throws -> [Recorded]

    /// What lists show of a saga.
    func snapshot(_ id: SagaID) throws -> Snapshot?
}

/// A runtime that is alive.
package protocol OpenRuntime: Sendable {
    func start(_ id: SagaID, _ facts: TinyFacts, _ terms: Terms) async throws -> StartOutcome
    func hear(_ signal: Signal<Ask.Reply>, businessKey: String) async throws -> HearOutcome
    /// - Returns: Whether something came of it.
    func cancel(_ id: SagaID) async throws -> Bool
    /// - Returns: Whether something came of it.
    func retry(_ id: SagaID) async throws -> Bool
    /// An answer that comes again or late, past the gateway.
    func answer(_ id: SagaID, _ key: IdempotencyKey, number: Int, _ answer: Answer<Ask.Reply>) async throws

    /// Moves whatever can move; pauses and windows are waited for as long as `patience`, the ends of waits never.
    func run(patience: Span) async throws
}

package enum StartOutcome: Equatable, Sendable { case new, existing }

package enum HearOutcome: Equatable, Sendable { case taken, ignored, repeated, unclaimed }

/// One line of a history.
package struct Recorded: Equatable, Sendable {
    package let seq: Int
    package let at: Moment
    package let event: SagaEvent<TinyFacts, Ask.Reply>
    package let reaction: Reaction<Ask>

    package init(seq: Int, at: Moment, event: SagaEvent<TinyFacts, Ask.Reply>, reaction: Reaction<Ask>) {
        self.seq = seq
        self.at = at
        self.event = event
        self.reaction = reaction
    }
}

/// The latest of a saga, as lists show it.
package struct Snapshot: Equatable, Sendable {
    /// Lines of history so far.
    package let revision: Int
    package let status: SagaStatus
    package let state: StateName?
    package let facts: TinyFacts?

    package init(revision: Int, status: SagaStatus, state: StateName?, facts: TinyFacts?) {
        self.revision = revision
        self.status = status
        self.state = state
        self.facts = facts
    }
}

/// Something that happened.
///
/// A saga's history is made of these.
package enum SagaEvent<Facts: SagaFacts, Reply: Codable & Equatable & Sendable>: Equatable, Sendable {
    case started(Facts, Terms)
    /// - Parameter number: The send or look-up that it answers.
    case answered(IdempotencyKey, number: Int, Answer<Reply>)
    case woke(SagaTimer)
    case heard(Signal<Reply>)
    /// Something stands in the way from now on.
    case placed(Obstacle)
    case removed(obstacle: String, by: String)
    /// - Parameters:
    ///   - subject: What was approved, word for word.
    ///   - role: As what they approved, where a policy asks for that.
    case approved(GateName, subject: String, by: String, role: RoleName? = nil)
    case declined(GateName, subject: String, by: String, reason: String)
    case cancelled(by: String)
    /// A person says: again. Whatever needs a person is tried once more.
    case retried(by: String)
    /// The clock was set: `now` is by the new time.
    case clockSet(ClockChange)
    /// The saga goes on under another definition, under which everything before comes out the same.
    ///
    /// - Parameters:
    ///   - from: The fingerprint of the definition until here.
    ///   - to: That of the definition from here on.
    case migrated(from: String, to: String, by: String)
    /// A person states, skips, resumes, turns back, assigns or notes.
    case intervened(Intervention<Reply>, by: String)
}

/// Something that the runtime must now do.
///
/// Whom to call follows from `blockers`.
package enum SagaCommand<Request: SagaRequest>: Equatable, Sendable {
    case send(Request, IdempotencyKey, number: Int)
    case lookUp(Request, IdempotencyKey, number: Int)
    case wake(SagaTimer, at: Moment)
    /// Nothing to do: to be recorded, for whoever asks why.
    case decided(Decision)
}

/// What a saga may be woken for.
///
/// A timer that is no longer wanted is ignored when it comes.
package enum SagaTimer: Hashable, Sendable {
    /// - Parameter serial: Counts the rests of the exchange, so that an old timer does not end a new rest.
    case exchange(IdempotencyKey, serial: Int)
    case deadline(StateName, visit: Int)
}

/// Something from outside that a state may wait for.
package struct Signal<Reply: Codable & Equatable & Sendable>: Codable, Equatable, Sendable {
    /// Source and event id together: unique, so that the same event counts once.
    package let id: String
    package let name: SignalName
    package let body: Reply

    package init(id: String, name: SignalName, body: Reply) {
        self.id = id
        self.name = name
        self.body = body
    }
}

/// What came of an event.
package enum Reaction<Request: SagaRequest>: Equatable, Sendable {
    case advanced([SagaCommand<Request>])
    /// Nothing changed, and why: late, repeated, or for nobody. Ordinary; the runtime records it.
    case ignored(String)
}

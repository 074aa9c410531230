package import SagaModel

/// What came of starting a saga.
package enum Started: Codable, Equatable, Sendable {
    case new
    /// The saga is there already.
    ///
    /// With other facts, somebody means another order by the same name.
    case existing(sameFacts: Bool)
}

/// What came of an event from outside.
package enum Heard: Codable, Equatable, Sendable {
    case taken(SagaID)
    /// A saga has this key, and does not want the event; recorded with the reason.
    case ignored(String)
    /// The same event came before.
    case repeated
    /// No saga has this key; recorded, and offered to the first that does.
    case unclaimed
    /// One that its source numbered before it has not been used; the words name it.
    case waiting(String)
    /// A later one about the same object was used; recorded.
    case stale(String)
    /// A person must see to it.
    case parked(String)
    /// It cannot be read, or crashed whoever handled it; kept as a dead letter.
    case dead(String)
}

/// What came of a person's word.
package enum Heeded: Codable, Equatable, Sendable {
    case advanced
    case ignored(String)
    /// Nothing was done: the saga has gone on since the person looked.
    case changed(revision: Int)
    /// Nothing was done: another system had to be asked first, and could not answer.
    case unanswered(String)
}

/// Something to show while sagas move.
///
/// Told after it is on disk.
package enum Progress: Equatable, Sendable {
    case sending(SagaID, IdempotencyKey, number: Int)
    case lookingUp(SagaID, IdempotencyKey, number: Int)
    case moved(SagaID, state: StateName?, status: SagaStatus)
    /// The saga cannot be read, and stands still; the others go on.
    case broken(SagaID, RuntimeError)
    /// There is no room for what came: it is kept in memory, nothing more is sent, and the commit is tried again.
    case diskFull(path: String)
}

/// What a run did, and what it left.
package struct RunSummary: Equatable, Sendable {
    package internal(set) var events = 0
    package internal(set) var commits = 0
    package internal(set) var sends = 0
    package internal(set) var lookUps = 0
    /// When the next timer of any saga is due.
    package internal(set) var nextDue: Moment?
    /// Sagas that cannot be read, and why.
    package internal(set) var broken: [SagaID: RuntimeError] = [:]

    package init() {}
}

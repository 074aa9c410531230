/// Why a request did not succeed, seen from the saga: what may safely be done next.
///
/// Adapters translate HTTP statuses, SOAP faults and socket errors into one of these three. The machine looks at
/// nothing else; the words are for people.
package enum Failure: Error, Equatable, Sendable {
    /// The other system did nothing and may do it later: a refused connection, a lock.
    case transient(String)
    /// The other system did nothing and never will: a validation error, a closed period.
    case rejected(String)
    /// The other system may have done it: the answer was lost, or cannot be read.
    case inDoubt(String)

    package var reason: String {
        switch self {
        case .transient(let reason), .rejected(let reason), .inDoubt(let reason): reason
        }
    }
}

/// What is known after a send or a look-up.
package enum Answer<Reply: Codable & Equatable & Sendable>: Equatable, Sendable {
    /// It is done: the reply, or the document that a look-up found.
    case done(Reply)
    /// A look-up found nothing. Only an answer to a look-up says this.
    case absent
    case failed(Failure)
}

/// Why a request did not succeed, seen from the saga: what may safely be done next.
///
/// Adapters translate HTTP statuses, SOAP faults and socket errors into one of these three. The machine looks at
/// nothing else; the words are for people.
package enum Failure: Error, Equatable, Sendable {
    /// The other system did nothing and may do it later: a refused connection, a lock.
    ///
    /// - Parameter outage: Says that it is not about this request alone.
    case transient(String, outage: Outage? = nil)
    /// The other system did nothing and never will: a validation error, a closed period.
    case rejected(String)
    /// The other system may have done it: the answer was lost, or cannot be read.
    case inDoubt(String)

    package var reason: String {
        switch self {
        case .transient(let reason, _), .rejected(let reason), .inDoubt(let reason): reason
        }
    }

    /// What it says of the system as a whole; `nil` when it concerns this request only.
    package var outage: Outage? {
        switch self {
        case .transient(_, let outage): outage
        case .rejected, .inDoubt: nil
        }
    }
}

/// The system takes no request now, whatever it is: it is out of reach, or has too much to do.
package struct Outage: Codable, Equatable, Sendable {
    /// How long it wants to be left alone, counted from its answer; `nil` when it did not say.
    package let after: Span?

    package init(after: Span? = nil) { self.after = after }
}

/// What is known after a send or a look-up.
package enum Answer<Reply: Codable & Equatable & Sendable>: Equatable, Sendable {
    /// It is done: the reply, or the document that a look-up found.
    case done(Reply)
    /// A look-up found nothing. Only an answer to a look-up says this.
    case absent
    case failed(Failure)
    /// A send has not left: it waited for room, and is to be decided anew. Only the runtime says this.
    case unsent
}

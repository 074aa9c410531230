/// What a step waits for that is not an event.
///
/// An approval is shut until somebody opens it; the others are shut while somebody's obstacle stands.
package enum GateKind: String, Codable, CaseIterable, Sendable {
    /// Somebody looks into it: a dispute, a fraud check.
    case hold
    /// Somebody must agree, to exactly this.
    case approval
    /// A period is closed.
    case cutoff
    /// Another saga on the same object comes first: a renewal waits for the amendment before it.
    case predecessor
    /// The system has enough to do.
    case capacity
}

/// Stops the steps after it, in its state, from being sent.
///
/// It is asked before every send, repetitions included: a hold may come while a step rests. An undo passes all gates.
package struct Gate<Facts: SagaFacts, Request: SagaRequest>: Part, Sendable {
    package typealias Phase = Neutral

    package let kind: GateKind
    package let name: GateName
    /// What the obstacle, or the approval, is about: an invoice, a period, an amount.
    package let subject: @Sendable (Facts) -> String
    package let condition: When<Facts>?
    package var element: Line<Facts, Request> { .gate(self) }

    /// Shut while an obstacle of its kind stands in the way of `subject`.
    package init(
        _ kind: Obstacle.Kind,
        _ condition: When<Facts>? = nil,
        on subject: @escaping @Sendable (Facts) -> String
    ) {
        self.kind = kind.gate
        self.name = GateName(rawValue: kind.rawValue)
        self.condition = condition
        self.subject = subject
    }

    /// Shut until somebody approves `subject`, word for word: when an amount in it changes, it is asked again.
    package init(
        approval name: GateName,
        _ condition: When<Facts>? = nil,
        of subject: @escaping @Sendable (Facts) -> String
    ) {
        self.kind = .approval
        self.name = name
        self.condition = condition
        self.subject = subject
    }
}

/// Something in the way of all steps behind gates of its kind: a hold, a closed period, a saga ahead, a full system.
package struct Obstacle: Codable, Equatable, Sendable {
    /// The kinds of gate that an obstacle can shut; an approval is no obstacle.
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case hold, cutoff, predecessor, capacity

        var gate: GateKind {
            switch self {
            case .hold: .hold
            case .cutoff: .cutoff
            case .predecessor: .predecessor
            case .capacity: .capacity
            }
        }
    }

    /// Unique, so that it is placed once and removed once: a case, a period, a saga.
    package let id: String
    package let kind: Kind
    /// What it is about; it shuts the gates that ask for the same subject.
    package let subject: String
    /// Who can remove it.
    package let owner: String
    package let reason: String
    /// Why somebody looks into it, where it is a hold: the policy says what each kind stops.
    package let hold: HoldKind?

    package init(id: String, kind: Kind, subject: String, owner: String, reason: String, hold: HoldKind? = nil) {
        self.id = id
        self.kind = kind
        self.subject = subject
        self.owner = owner
        self.reason = reason
        self.hold = hold
    }
}

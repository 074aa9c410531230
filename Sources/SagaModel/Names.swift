/// A string that identifies something and means nothing else.
///
/// Names are written into the history, so they are part of the stored format. Write them in kebab-case.
package protocol Name: RawRepresentable<String>, Codable, CodingKeyRepresentable, Hashable, Comparable, Sendable,
    ExpressibleByStringLiteral, CustomStringConvertible
{
    init(rawValue: String)
}

extension Name {
    package init(stringLiteral value: String) { self.init(rawValue: value) }
    package var description: String { self.rawValue }
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Names one kind of saga: `quote-to-cash`.
package struct WorkflowName: Name {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names one running instance: workflow, order and generation, so that the same order is the same saga.
package struct SagaID: Name {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a business milestone: `ordered`, `posted`.
package struct StateName: Name {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names one effect on one system: `sales-order`.
package struct StepName: Name {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a group of steps without an order of their own.
package struct GroupName: Name {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a gate: its kind, or what has to be approved.
package struct GateName: Name {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names something that happens outside: `payment-settled`.
package struct SignalName: Name {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// The key by which another system recognises a request that it has already served.
///
/// Saga (which holds the generation), step and round of its state; never the attempt, so each repetition carries
/// the same key.
package struct IdempotencyKey: Name {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package init(saga: SagaID, step: StepName, round: Int, isUndo: Bool) {
        self.init(rawValue: "\(saga)/\(step)\(round > 1 ? "#\(round)" : "")\(isUndo ? Self.undo : "")")
    }

    private static let undo = "/undo"

    /// Whether it names the taking back of an effect.
    package var isUndo: Bool { self.rawValue.hasSuffix(Self.undo) }
}

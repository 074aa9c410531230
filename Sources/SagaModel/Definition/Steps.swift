/// A question that changes nothing.
///
/// A refusal turns the saga back.
package struct Check<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Neutral
    package let element: Line<Facts, Request>

    package init(
        _ name: StepName,
        _ condition: When<Facts>? = nil,
        ask: @escaping Step<Facts, Request>.Make,
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.element = .step(Step(name: name, kind: .check, condition: condition, make: ask, learn: learn))
    }
}

/// A step before the pivot, which can be undone.
package struct Compensatable<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Reversible
    package let element: Line<Facts, Request>

    /// A step with its way back.
    ///
    /// The undo addresses the document by a business key, because after a lost reply its own number is unknown.
    /// Taking back what is not there must succeed.
    package init(
        _ name: StepName,
        _ condition: When<Facts>? = nil,
        run: @escaping Step<Facts, Request>.Make,
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in },
        undo: @escaping Step<Facts, Request>.Make
    ) {
        self.element = .step(
            Step(name: name, kind: .compensatable(undo: undo), condition: condition, make: run, learn: learn)
        )
    }

    /// A step whose effect may stay when the saga is compensated, for a reason that an auditor can read.
    package init(
        _ name: StepName,
        _ condition: When<Facts>? = nil,
        keep reason: String,
        run: @escaping Step<Facts, Request>.Make,
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.element = .step(
            Step(name: name, kind: .kept(reason: reason), condition: condition, make: run, learn: learn)
        )
    }

    /// Another way back, which the policy of an operator may choose.
    ///
    /// Like an undo it addresses the document by a business key, and succeeds where nothing is there.
    package func or(_ name: UndoName, undo: @escaping Step<Facts, Request>.Make) -> Self {
        guard case .step(var step) = self.element else { return self }
        precondition(step.undo != nil, "A step that is kept has no way back, so it has no other one either.")
        step.otherUndos[name] = undo
        return Self(element: .step(step))
    }

    private init(element: Line<Facts, Request>) { self.element = element }

    @available(
        *,
        unavailable,
        message: "A compensatable step needs an undo, or keep: and the reason why it stays; a Check changes nothing."
    )
    package init(
        _ name: StepName,
        _ condition: When<Facts>? = nil,
        run: @escaping Step<Facts, Request>.Make,
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.init(name, condition, keep: "", run: run, learn: learn)
    }
}

/// The point of no return.
package struct Pivot<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Pivotal
    package let element: Line<Facts, Request>

    package init(
        _ name: StepName,
        _ condition: When<Facts>? = nil,
        run: @escaping Step<Facts, Request>.Make,
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.element = .step(Step(name: name, kind: .pivot, condition: condition, make: run, learn: learn))
    }
}

/// A step after the pivot, which is retried until it succeeds or a person helps.
package struct Retriable<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Committed
    package let element: Line<Facts, Request>

    package init(
        _ name: StepName,
        _ condition: When<Facts>? = nil,
        run: @escaping Step<Facts, Request>.Make,
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.element = .step(Step(name: name, kind: .retriable, condition: condition, make: run, learn: learn))
    }
}

/// Steps whose order, or parallelism, is chosen when the saga starts.
///
/// Only steps stand in it: a gate goes before it.
package struct Unordered<Facts: SagaFacts, Request: SagaRequest, Phase: Orderless>: Part {
    package let element: Line<Facts, Request>

    package init(
        _ name: GroupName,
        @PartBuilder<Line<Facts, Request>> _ content: () -> Block<Line<Facts, Request>, Phase>
    ) {
        self.element = .unordered(Group(name: name, lines: content().elements))
    }
}

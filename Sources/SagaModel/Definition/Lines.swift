/// A business milestone: a name that people recognise, and what happens there.
package struct State<Facts: SagaFacts, Request: SagaRequest, Phase>: Part {
    package let element: StateBody<Facts, Request>

    package init(
        _ name: StateName,
        @PartBuilder<Line<Facts, Request>> _ content: () -> Block<Line<Facts, Request>, Phase>
    ) {
        self.element = StateBody(name: name, lines: content().elements)
    }
}

/// A question that changes nothing.
///
/// A refusal turns the saga back.
package struct Check<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Neutral
    package let element: Line<Facts, Request>

    package init(
        _ name: StepName,
        ask: @escaping Step<Facts, Request>.Make,
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.element = .step(Step(name: name, kind: .check, make: ask, learn: learn))
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
        run: @escaping Step<Facts, Request>.Make,
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in },
        undo: @escaping Step<Facts, Request>.Make
    ) {
        self.element = .step(Step(name: name, kind: .compensatable(undo: undo), make: run, learn: learn))
    }

    /// A step whose effect may stay when the saga is compensated, for a reason that an auditor can read.
    package init(
        _ name: StepName,
        keep reason: String,
        run: @escaping Step<Facts, Request>.Make,
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.element = .step(Step(name: name, kind: .kept(reason: reason), make: run, learn: learn))
    }

    @available(
        *,
        unavailable,
        message: "A compensatable step needs an undo, or keep: and the reason why it stays; a Check changes nothing."
    )
    package init(
        _ name: StepName,
        run: @escaping Step<Facts, Request>.Make,
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.init(name, keep: "", run: run, learn: learn)
    }
}

/// The point of no return.
package struct Pivot<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Pivotal
    package let element: Line<Facts, Request>

    package init(
        _ name: StepName,
        run: @escaping Step<Facts, Request>.Make,
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.element = .step(Step(name: name, kind: .pivot, make: run, learn: learn))
    }
}

/// A step after the pivot, which is retried until it succeeds or a person helps.
package struct Retriable<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Committed
    package let element: Line<Facts, Request>

    package init(
        _ name: StepName,
        run: @escaping Step<Facts, Request>.Make,
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.element = .step(Step(name: name, kind: .retriable, make: run, learn: learn))
    }
}

/// Steps whose order, or parallelism, is chosen when the saga starts.
package struct Unordered<Facts: SagaFacts, Request: SagaRequest, Phase: Orderless>: Part {
    package let element: Line<Facts, Request>

    package init(
        _ name: GroupName,
        @PartBuilder<Line<Facts, Request>> _ content: () -> Block<Line<Facts, Request>, Phase>
    ) {
        self.element = .unordered(name, content().elements.flatMap(\.steps))
    }
}

/// Where a wait leads when nothing came in time.
package enum Exit: Equatable, Sendable {
    case goTo(StateName)
    /// What was done is undone. Only before the pivot.
    case turnBack
    /// A person must decide. The wait stays open: what comes late still ends it.
    case park(String)
}

/// Waits for something that happens outside.
///
/// Every wait has a deadline, and every deadline an exit.
package struct Wait<Facts: SagaFacts, Request: SagaRequest>: Part, Sendable {
    package typealias Phase = Neutral
    package typealias Matching = @Sendable (Facts, Request.Reply) -> Bool

    package let signal: SignalName
    package let exit: Exit
    let deadline: @Sendable (Facts) -> Span
    let matches: Matching
    let learn: Step<Facts, Request>.Learn
    package var element: Line<Facts, Request> { .wait(self) }

    package init(
        for signal: SignalName,
        within deadline: @escaping @Sendable (Facts) -> Span,
        otherwise exit: Exit,
        matching matches: @escaping Matching = { _, _ in true },
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.signal = signal
        self.deadline = deadline
        self.exit = exit
        self.matches = matches
        self.learn = learn
    }
}

/// Continues in another state, further down.
package struct GoTo<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Neutral
    package let element: Line<Facts, Request>

    package init(_ target: StateName) { self.element = .goTo(target) }
}

/// Ends the saga here.
///
/// The last state needs none.
package struct Finish<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Neutral
    package var element: Line<Facts, Request> { .finish }

    package init() {}
}

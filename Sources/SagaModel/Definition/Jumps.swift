/// Continues in another state: always, or when the facts say so.
///
/// A jump back makes a loop; each round of it has keys of its own.
package struct GoTo<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Neutral
    package let element: Line<Facts, Request>

    package init(_ target: StateName, _ condition: When<Facts>? = nil) { self.element = .goTo(target, condition) }
}

/// Takes back what was done, without being a failure: a declined case, an expired quote.
///
/// It stands before the pivot only.
package struct TurnBack<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Reversible
    package let element: Line<Facts, Request>

    /// Turns back when the condition holds; its name is the reason that people read.
    package init(_ condition: When<Facts>) { self.element = .turnBack(condition.name, condition) }

    package init(_ reason: String) { self.element = .turnBack(reason, nil) }
}

/// Ends the saga here.
///
/// The last state needs none.
package struct Finish<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Neutral
    package var element: Line<Facts, Request> { .finish }

    package init() {}
}

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
/// Every wait has a deadline, and every deadline an exit. A state has one wait at most; `On` gives it other ways out.
package struct Wait<Facts: SagaFacts, Request: SagaRequest>: Part, Sendable {
    package typealias Phase = Neutral
    package typealias Matching = @Sendable (Facts, Request.Reply) -> Bool

    package let signal: SignalName
    package let exit: Exit
    package let deadline: @Sendable (Facts) -> Span
    let matches: Matching
    let learn: Step<Facts, Request>.Learn
    package var element: Line<Facts, Request> { .wait(self) }

    /// `matching` tells what the wait accepts: the failed payment of one attempt must not end the wait of another.
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

/// Another way out of the wait in this state: an event, and where it leads.
package struct On<Facts: SagaFacts, Request: SagaRequest>: Part, Sendable {
    package typealias Phase = Neutral

    /// Where an event leads.
    package enum Way: Equatable, Sendable {
        case goTo(StateName)
        /// Only before the pivot.
        case turnBack(String)
    }

    package let signal: SignalName
    package let way: Way
    let matches: Wait<Facts, Request>.Matching
    let learn: Step<Facts, Request>.Learn
    package var element: Line<Facts, Request> { .on(self) }

    package init(
        _ signal: SignalName,
        goTo target: StateName,
        matching matches: @escaping Wait<Facts, Request>.Matching = { _, _ in true },
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.init(signal, .goTo(target), matches, learn)
    }

    package init(
        _ signal: SignalName,
        turnBack reason: String,
        matching matches: @escaping Wait<Facts, Request>.Matching = { _, _ in true },
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.init(signal, .turnBack(reason), matches, learn)
    }

    private init(
        _ signal: SignalName,
        _ way: Way,
        _ matches: @escaping Wait<Facts, Request>.Matching,
        _ learn: @escaping Step<Facts, Request>.Learn
    ) {
        self.signal = signal
        self.way = way
        self.matches = matches
        self.learn = learn
    }
}

/// An event that changes nothing in this state, and why: it is recorded with the reason and not kept.
package struct Ignore<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Neutral
    package let element: Line<Facts, Request>

    package init(_ signal: SignalName, because reason: String) { self.element = .ignore(signal, reason) }
}

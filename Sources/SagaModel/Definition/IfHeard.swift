/// Another way, when an event has come already: a glance at what was kept, and no wait for it.
///
/// Where several sagas take turns, one may hear before its turn what makes its next step wrong.
package struct IfHeard<Facts: SagaFacts, Request: SagaRequest>: Part, Sendable {
    package typealias Phase = Neutral

    package let signal: SignalName
    package let target: StateName
    let matches: Wait<Facts, Request>.Matching
    let learn: Step<Facts, Request>.Learn
    package var element: Line<Facts, Request> { .ifHeard(self) }

    package init(
        _ signal: SignalName,
        goTo target: StateName,
        matching matches: @escaping Wait<Facts, Request>.Matching = { _, _ in true },
        learn: @escaping Step<Facts, Request>.Learn = { _, _ in }
    ) {
        self.signal = signal
        self.target = target
        self.matches = matches
        self.learn = learn
    }
}

/// What may be done about a hold that came while a step was out, once it turns out that the step happened.
///
/// The policy says by its name whether it is done. It is taken away when the last such hold is released, and the saga
/// does not end before. It stands from the pivot on: what was done before that is taken back instead.
package struct LateHold<Facts: SagaFacts, Request: SagaRequest>: Part {
    package typealias Phase = Neutral
    package let element: Line<Facts, Request>

    /// Both requests address what they place by a business key, and taking away what is not there succeeds.
    package init(
        _ name: StepName,
        on step: StepName,
        place: @escaping Step<Facts, Request>.Make,
        release: @escaping Step<Facts, Request>.Make
    ) {
        let act = Step<Facts, Request>(name: name, kind: .retriable, condition: nil, make: place, learn: { _, _ in })
        self.element = .lateHold(LateHoldAct(step: act, on: step, release: release))
    }
}

/// A `LateHold` as the machine carries it out.
package struct LateHoldAct<Facts: SagaFacts, Request: SagaRequest>: Sendable {
    package let step: Step<Facts, Request>
    /// The step that was out when the hold came.
    package let on: StepName
    let release: Step<Facts, Request>.Make

    /// The request that takes it away again.
    package func releasing(_ facts: Facts) -> Request { self.release(facts) }
}

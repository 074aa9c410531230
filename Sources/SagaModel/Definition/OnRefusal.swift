/// Another way than back, when a step of this state was refused: what it asked rests on what was seen before.
///
/// It counts before the pivot has happened, for a refusal that is certain: what was in doubt is settled first. The
/// condition ends the rounds: where it does not hold, the saga turns back as ever.
package struct OnRefusal<Facts: SagaFacts, Request: SagaRequest>: Part, Sendable {
    package typealias Phase = Neutral

    package let step: StepName
    package let target: StateName
    package let condition: When<Facts>
    package var element: Line<Facts, Request> { .onRefusal(self) }

    package init(of step: StepName, goTo target: StateName, _ condition: When<Facts>) {
        self.step = step
        self.target = target
        self.condition = condition
    }
}

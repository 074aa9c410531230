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

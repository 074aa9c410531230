package import SagaModel

/// A workflow in one of its stories, and what the other systems promise: what an exploration is about.
package struct Subject<Flow: Workflow>: Sendable {
    package typealias Machine = SagaMachine<Flow.Facts, Flow.Request>
    /// How a machine takes an event: tests bend it, to see that what goes wrong is found.
    package typealias Handling = @Sendable (inout Machine, Machine.Event, Moment) -> Reaction<Flow.Request>

    package let name: String
    let definition: Definition<Flow.Facts, Flow.Request>
    let story: Rehearsal<Flow.Facts, Flow.Request>
    let terms: Terms
    let handle: Handling

    /// `terms` are what the other systems keep to.
    package init(
        _ workflow: Flow,
        story: Rehearsal<Flow.Facts, Flow.Request>,
        _ terms: Terms,
        called name: String,
        handle: @escaping Handling = { $0.handle($1, at: $2) }
    ) {
        self.definition = workflow.definition
        self.name = name
        self.story = story
        self.handle = handle
        self.terms = terms
    }

    func capability(_ step: StepName) -> Capability { self.terms.capabilities[step] ?? self.terms.capability }
}

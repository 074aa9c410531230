internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// A saga that is to begin: what it follows, its id, and its facts.
struct Launch<Flow: Workflow<RevenueRequest>>: Sendable {
    let flow: Flow
    let id: SagaID
    let facts: Flow.Facts

    /// `name` is the transaction's own among those of its workflow: an order, a payment, a case.
    init(_ flow: Flow, _ name: String, _ facts: Flow.Facts) {
        self.init(flow, id: SagaID(rawValue: "\(flow.name)/\(name)"), facts)
    }

    init(_ flow: Flow, id: SagaID, _ facts: Flow.Facts) {
        self.flow = flow
        self.id = id
        self.facts = facts
    }
}

extension Launch<QuoteToCash> {
    /// One attempt at an order.
    init(order: Order, generation: Int) {
        let name = Generations.name(of: order.id, generation)
        var order = order
        order.id = Generations.document(of: order.id, generation)
        self.init(QuoteToCash(), name, OrderFacts(order: order, generation: generation))
    }
}

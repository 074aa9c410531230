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
        let name = Self.name(of: order.id, generation)
        var order = order
        // New documents need new external ids: the old ones belong to what was taken back.
        if generation > 1 { order.id += "-G\(generation)" }
        self.init(QuoteToCash(), name, OrderFacts(order: order, generation: generation))
    }

    private static func name(of order: String, _ generation: Int) -> String {
        generation > 1 ? "\(order).g\(generation)" : order
    }

    /// Every attempt at an order, the first one first.
    static func generations(of order: String, _ reader: SagaReader) throws -> [SagaReport] {
        var reports: [SagaReport] = []
        while true {
            let id = "\(QuoteToCash().name)/\(Self.name(of: order, reports.count + 1))"
            guard case .found(let report) = try reader.report(id), report.id.rawValue == id else { return reports }
            reports.append(report)
        }
    }
}

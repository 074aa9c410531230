internal import Adapters
internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// One attempt at an order: its id, its facts, and the terms that are pinned with them.
struct Launch {
    let id: SagaID
    let facts: OrderFacts

    init(order: Order, generation: Int) {
        self.id = Self.id(of: order.id, generation)
        var order = order
        // New documents need new external ids: the old ones belong to what was taken back.
        if generation > 1 { order.id += "-G\(generation)" }
        self.facts = OrderFacts(order: order, generation: generation)
    }

    private static func id(of order: String, _ generation: Int) -> SagaID {
        SagaID(rawValue: "\(QuoteToCash().name)/\(order)\(generation > 1 ? ".g\(generation)" : "")")
    }

    /// Every attempt at an order, the first one first.
    static func generations(of order: String, _ reader: SagaReader) throws -> [SagaReport] {
        var reports: [SagaReport] = []
        while true {
            let id = Self.id(of: order, reports.count + 1)
            guard case .found(let report) = try reader.report(id.rawValue), report.id == id else { return reports }
            reports.append(report)
        }
    }
}

extension Desk {
    func start(_ launch: Launch) async throws -> Started {
        try await self.sagas.start(launch.id, launch.facts, try self.terms(launch.facts))
    }

    /// What each system promises for each step, asked once and kept with the saga.
    private func terms(_ facts: OrderFacts) throws -> Terms {
        let flow = QuoteToCash()
        let definition = flow.definition
        let asked = definition.steps.map { ($0.name, self.gateway.capability(of: $0.request(facts))) }
        let capabilities = Dictionary(asked) { first, _ in first }
        return Terms(
            attempts: 3,
            pause: .seconds(2),
            capabilities: capabilities,
            capability: Capability(keyLifetime: nil, canLookUp: false, longestFlight: .minutes(15)),
            sequences: definition.allSideBySide,
            policy: try Policies.sound(for: flow, in: self.options.policies, capabilities),
            startedBy: Operator.name
        )
    }
}

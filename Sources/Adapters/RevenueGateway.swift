package import RevenueModel
package import SagaModel

/// Every configured system behind one gateway: each request goes to the system that it names.
package struct RevenueGateway: Gateway {
    private let systems: [SystemName: any Gateway<RevenueRequest, RevenueReply>]

    package init(systems: [SystemName: any Gateway<RevenueRequest, RevenueReply>]) {
        self.systems = systems
    }

    package func send(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply {
        try await self.gateway(for: request).send(request, key: key)
    }

    package func lookUp(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply? {
        try await self.gateway(for: request).lookUp(request, key: key)
    }

    /// A system that is not configured promises nothing, so that nothing is repeated on its word.
    package func capability(of request: RevenueRequest) -> Capability {
        self.systems[request.system]?.capability(of: request)
            ?? Capability(keyLifetime: nil, canLookUp: false, longestFlight: .zero)
    }

    private func gateway(for request: RevenueRequest) throws(Failure) -> any Gateway<RevenueRequest, RevenueReply> {
        guard let gateway = self.systems[request.system] else {
            let name = request.system.rawValue
            throw .rejected("Cannot \(request.asked): the system \(name) is not configured. Add systems.\(name).")
        }
        return gateway
    }
}

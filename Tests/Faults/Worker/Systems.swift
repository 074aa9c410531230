internal import Adapters
internal import AsyncHTTPClient
internal import FoundationEssentials
internal import RevenueModel
internal import SagaModel
internal import Sandbox

/// The real ways out, to the sandbox's systems.
enum Systems {
    /// How long a request may be under way after its sender was killed.
    private static let flight: Span = .milliseconds(50)

    static func gateway(
        at address: String,
        _ sagas: Announcements,
        _ plant: Plant?
    ) -> any Gateway<RevenueRequest, RevenueReply> {
        var systems: [SystemName: any Gateway<RevenueRequest, RevenueReply>] = [:]
        for name in SystemName.allCases {
            systems[name] = JSONAdapter(system: name, url: address, client: .shared, longestFlight: Self.flight)
        }
        systems[.erp] = Self.erp(at: address)
        systems[.sagas] = sagas
        let gateway = RevenueGateway(systems: systems)
        return plant.map { PlantedGateway(real: gateway, plant: $0) } ?? gateway
    }

    private static func erp(at address: String) -> NetSuiteAdapter {
        let credentials = SandboxCredentials()
        let settings = NetSuiteSettings(
            url: "\(address)/services/NetSuitePort_2025_2",
            account: credentials.account,
            consumerKey: credentials.consumerKey,
            consumerSecret: Secret(credentials.consumerSecret),
            token: credentials.token,
            tokenSecret: Secret(credentials.tokenSecret),
            mappings: Self.mappings,
            timeout: .seconds(10),
            longestFlight: Self.flight
        )
        return NetSuiteAdapter(
            settings: settings,
            client: .shared,
            clock: { Int(Date().timeIntervalSince1970) },
            nonce: { UUID().uuidString.filter { $0 != "-" } }
        )
    }

    private static var mappings: Mappings {
        let catalog = SandboxWorld.catalog
        return Mappings(
            entities: catalog.subsidiaries.mapValues(String.init),
            items: catalog.items.mapValues(String.init),
            accounts: catalog.accountNames.mapValues(String.init),
            taxCodes: catalog.taxCodes.mapValues(String.init),
            terms: catalog.terms.mapValues(String.init),
            customFields: catalog.customFields
        )
    }
}

/// A way out with a bug in it.
private final class PlantedGateway: Gateway {
    private let real: RevenueGateway
    private let plant: Plant

    init(real: RevenueGateway, plant: Plant) {
        self.real = real
        self.plant = plant
    }

    func capability(of request: RevenueRequest) -> Capability { self.real.capability(of: request) }

    func lookUp(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply? {
        // Who numbers each send anew does not find what an earlier one did.
        if self.plant == .freshDocument || self.plant == .freshKey { return nil }
        return try await self.real.lookUp(request, key: key)
    }

    func send(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply {
        switch (self.plant, request) {
        case (.doneWithoutSending, .crm(.closeWon)): return RevenueReply(reference: "none")
        case (.hollowUndo, .billing(.cancelSubscription)): return RevenueReply(reference: "none")
        case (.freshKey, .billing(.draftInvoice)):
            return try await self.real.send(request, key: IdempotencyKey(rawValue: UUID().uuidString))
        case (.freshDocument, .billing(.createSubscription(var order))):
            order.id += "-\(UUID().uuidString.prefix(8))"
            return try await self.real.send(
                .billing(.createSubscription(order: order)),
                key: IdempotencyKey(rawValue: UUID().uuidString)
            )
        default: return try await self.real.send(request, key: key)
        }
    }
}

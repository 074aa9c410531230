internal import Adapters
internal import AsyncHTTPClient
internal import Bank
internal import FoundationEssentials
internal import RevenueModel
internal import SagaModel
internal import Sandbox

/// Puts the way out together: each system from the configuration, or from the sandbox.
enum Systems {
    /// The ways out, for the length of `body`; the sandbox is served as long as it is needed.
    static func with<Value>(
        _ options: Options,
        _ body: (RevenueGateway, SandboxLink?, OtherSagas) async throws -> Value
    ) async throws -> Value {
        let config = try Config.read(options.config)
        let sandbox = Self.needsSandbox(config) ? try await SandboxLink.open(options.db) : nil
        let sagas = OtherSagas(db: options.db)
        // The engine has the way out, and this way the engine: unless one lets go, its file is never closed.
        defer { sagas.disconnect() }
        do {
            let value = try await body(Self.gateway(config, sandbox: sandbox, sagas: sagas), sandbox, sagas)
            await sandbox?.close()
            return value
        } catch {
            await sandbox?.close()
            throw error
        }
    }

    /// Without a file of sagas, what they would tell each other goes nowhere: for whoever only asks for promises.
    static func gateway(
        _ config: Config,
        sandbox: SandboxLink?,
        sagas: OtherSagas = OtherSagas(db: "")
    ) -> RevenueGateway {
        var systems: [SystemName: any Gateway<RevenueRequest, RevenueReply>] = [.sagas: sagas]
        for name in SystemName.outside {
            if let system = config.systems[name] {
                systems[name] = Self.adapter(name, system)
            } else if let sandbox {
                systems[name] = Self.adapter(name, in: sandbox)
            }
        }
        return RevenueGateway(systems: systems)
    }

    /// The ERP's adapter where it is NetSuite's, the sandbox's included.
    static func netSuite(_ config: Config, sandbox: SandboxLink?) -> NetSuiteAdapter? {
        switch config.systems[.erp] {
        case .netSuite(let settings): Self.netSuite(settings)
        case .json, .intacct, .sap, .bank: nil
        case nil: sandbox.map { Self.netSuite(.sandbox(at: $0.address)) }
        }
    }

    /// Not for the bank alone: where all else is real, a bank that only plays to pay would be believed.
    static func needsSandbox(_ config: Config) -> Bool {
        SystemName.outside.contains { $0 != .bank && config.systems[$0] == nil }
    }

    private static func adapter(
        _ name: SystemName,
        _ system: Config.System
    ) -> any Gateway<RevenueRequest, RevenueReply> {
        switch system {
        case .json(let url, let timeout, let longestFlight):
            JSONAdapter(
                system: name,
                url: url,
                client: .shared,
                timeout: timeout ?? .seconds(30),
                longestFlight: longestFlight ?? .minutes(5)
            )
        case .netSuite(let settings): Self.netSuite(settings)
        case .intacct(let settings): IntacctAdapter(settings: settings, client: .shared, nonce: { Self.nonce() })
        case .sap(let settings): SAPAdapter(settings: settings, client: .shared)
        case .bank(let settings): Self.bank(settings)
        }
    }

    private static func adapter(
        _ name: SystemName,
        in sandbox: SandboxLink
    ) -> any Gateway<RevenueRequest, RevenueReply> {
        switch name {
        case .erp: Self.netSuite(.sandbox(at: sandbox.address))
        case .bank: Self.bank(.sandbox(at: sandbox.address))
        case .crm, .billing, .support, .success, .sagas:
            JSONAdapter(system: name, url: sandbox.address, client: .shared)
        }
    }

    private static func bank(_ settings: BankSettings) -> BankAdapter {
        BankAdapter(settings: settings, client: .shared) { Int(Date().timeIntervalSince1970) }
    }

    private static func netSuite(_ settings: NetSuiteSettings) -> NetSuiteAdapter {
        NetSuiteAdapter(
            settings: settings,
            client: .shared,
            clock: { Int(Date().timeIntervalSince1970) },
            nonce: { Self.nonce() }
        )
    }

    /// A text that was never used before: signatures and control ids want one.
    private static func nonce() -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        return String((0..<20).compactMap { _ in letters.randomElement() })
    }
}

extension NetSuiteSettings {
    /// The sandbox's ERP: its credentials are no secret, and its answers come at once or never.
    fileprivate static func sandbox(at address: String) -> Self {
        let credentials = SandboxCredentials()
        return Self(
            url: "\(address)/services/NetSuitePort_2025_2",
            account: credentials.account,
            consumerKey: credentials.consumerKey,
            consumerSecret: Secret(credentials.consumerSecret),
            token: credentials.token,
            tokenSecret: Secret(credentials.tokenSecret),
            mappings: .sandbox,
            timeout: .seconds(10),
            longestFlight: .seconds(2)
        )
    }
}

extension BankSettings {
    fileprivate static func sandbox(at address: String) -> Self {
        Self(
            url: "\(address)/bank/payments",
            token: Secret(SandboxBank.token),
            accounts: SandboxBank.accounts.mapValues {
                BankParty(name: $0.name, account: $0.account, bank: $0.bank)
            },
            status: "\(address)/bank/payments",
            timeout: .seconds(10),
            longestFlight: .seconds(2)
        )
    }
}

extension Mappings {
    fileprivate static var sandbox: Self {
        let catalog = SandboxWorld.catalog
        return Self(
            entities: catalog.subsidiaries.mapValues(String.init),
            items: catalog.items.mapValues(String.init),
            accounts: catalog.accountNames.mapValues(String.init),
            taxCodes: catalog.taxCodes.mapValues(String.init),
            terms: catalog.terms.mapValues(String.init),
            customFields: catalog.customFields
        )
    }
}

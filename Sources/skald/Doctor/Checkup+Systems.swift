internal import Adapters
internal import AsyncHTTPClient
internal import FoundationEssentials
internal import NIOCore
internal import NIOHTTP1
internal import RevenueModel
internal import SagaModel

extension Checkup {
    /// Asks every configured system for something that need not exist.
    ///
    /// - Returns: What the time is there.
    mutating func systems(_ options: Options) async -> [ClockCheck.Reading] {
        let config: Config
        do {
            config = try Config.read(options.config)
        } catch {
            self.fail("configuration", "\(error)", remedy: "correct it and repeat the command")
            return []
        }
        if let file = options.config { self.ok("configuration", "\(file) can be read, secrets are in place") }
        if let roles = config.people.roles {
            self.ok("people", "\(roles.count) named; \(Operator.name): \(config.people.words(of: Operator.name))")
        } else {
            self.ok("people", "nobody is named: everybody may do everything; people: in the configuration changes that")
        }
        let sandbox = await self.sandbox(options, config)
        let gateway = Systems.gateway(config, sandbox: sandbox)
        var readings: [ClockCheck.Reading] = []
        for name in SystemName.outside {
            guard let url = config.systems[name]?.url ?? sandbox?.address else { continue }
            let place = config.systems[name] == nil ? "the sandbox" : url
            let reading = await Self.reading(name.rawValue, url)
            await self.ask(name, gateway, place: place, isThere: reading.isThere)
            if let reading = reading.reading { readings.append(reading) }
        }
        await self.limit(of: Systems.netSuite(config, sandbox: sandbox))
        return readings
    }

    /// How many requests NetSuite takes at once; only an administrator's role is told.
    private mutating func limit(of ledger: NetSuiteAdapter?) async {
        guard let ledger else { return }
        do throws(Failure) {
            let limit = try await ledger.concurrencyLimit()
            self.ok("erp limit", "\(limit.requests) requests at once, \(limit.scope.words)")
        } catch {
            self.warn(
                "erp limit",
                error.reason,
                remedy: "look it up under Integration Governance in the account; an administrator's role may ask for it"
            )
        }
    }

    /// Only asked, never served: a command that begins meanwhile would lean on a sandbox that ends with this one.
    private mutating func sandbox(_ options: Options, _ config: Config) async -> SandboxLink? {
        guard Systems.needsSandbox(config) else { return nil }
        if let link = await SandboxLink.beside(options.db) {
            self.ok("sandbox", "served at \(link.address)")
            return link
        }
        self.ok("sandbox", "stands in for what is not configured; each command serves it while it runs")
        return nil
    }

    private mutating func ask(_ name: SystemName, _ gateway: RevenueGateway, place: String, isThere: Bool) async {
        let check = name.rawValue
        let remedy = "see that \(place) is up and reachable from here, and look at systems.\(check)"
        guard isThere else { return self.unreachable(check, "nobody answers at \(place)", remedy: remedy) }
        guard name != .bank || gateway.capability(of: name.probe).canLookUp else {
            return self.ok(check, "answers at \(place); it cannot be asked what became of a payment")
        }
        do throws(Failure) {
            _ = try await gateway.lookUp(name.probe, key: "doctor/probe")
            self.ok(check, "answers at \(place)")
        } catch {
            let rights = "see that address, credentials and rights of systems.\(check) are those of \(place)"
            self.fail(check, error.reason, remedy: rights)
        }
    }

    /// Whether anybody answers, and with which time.
    private static func reading(
        _ system: String,
        _ url: String
    ) async -> (isThere: Bool, reading: ClockCheck.Reading?) {
        var request = HTTPClientRequest(url: url)
        request.method = .HEAD
        guard let response = try? await HTTPClient.impatient.execute(request, timeout: .seconds(10)) else {
            return (false, nil)
        }
        let ours = Moment.current.milliseconds / 1000
        let theirs = response.headers.first(name: "date").flatMap(HTTPDate.init)
        return (true, theirs.map { ClockCheck.Reading(system: system, theirs: $0.seconds, ours: ours) })
    }
}

extension ConcurrencyLimit.Scope {
    fileprivate var words: String {
        switch self {
        case .account: "shared by all integrations of the account"
        case .integration: "for this integration alone"
        case .other(let word): "counted as \(word)"
        }
    }
}

extension Config.System {
    fileprivate var url: String {
        switch self {
        case .json(let url, _, _): url
        case .netSuite(let settings): settings.url
        case .intacct(let settings): settings.url
        case .sap(let settings): settings.url
        case .bank(let settings): settings.url
        }
    }
}

extension SystemName {
    /// A question about something that was never done: looking it up reads, and nothing more.
    fileprivate var probe: RevenueRequest {
        let order = "SKALD-DOCTOR"
        return switch self {
        case .crm: .crm(.closeWon(order: order, invoice: order))
        case .billing: .billing(.voidDraft(order: order))
        case .support: .support(.revokeEntitlement(order: order))
        case .success: .success(.startOnboarding(order: order, account: order))
        case .erp: .erp(.cancelSalesOrder(order: order))
        case .bank: .bank(.payRefund(refund: Self.refund(order)))
        case .sagas: .sagas(.announce(announcement: Announcement("nothing", about: order)))
        }
    }
}

extension SystemName {
    private static func refund(_ name: String) -> CustomerRefund {
        CustomerRefund(
            number: name,
            credit: name,
            invoice: name,
            account: name,
            legalEntity: name,
            amount: .zero(.euro),
            payee: Payee(name: name, account: name)
        )
    }
}

/// The one form of a date that servers may send: `Sat, 21 Nov 2026 07:27:44 GMT`.
private struct HTTPDate {
    /// Since 1970.
    let seconds: Int

    init?(_ text: String) {
        let words = text.split(separator: " ")
        let clock = words.count == 6 ? words[4].split(separator: ":").compactMap { Int($0) } : []
        guard clock.count == 3, let month = Self.months.firstIndex(of: String(words[2])),
            let day = LocalDate("\(words[3])-\(month < 9 ? "0" : "")\(month + 1)-\(words[1])")
        else { return nil }
        self.seconds = day.daysSinceEpoch * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

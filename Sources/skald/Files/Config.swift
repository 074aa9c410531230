internal import Adapters
internal import Documents
internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel

/// `skald.yaml`: which systems there are and how to reach them.
struct Config {
    /// One system that is not the sandbox's.
    enum System {
        case json(url: String, timeout: Span?, longestFlight: Span?)
        case netSuite(NetSuiteSettings)
        case intacct(IntacctSettings)
        case sap(SAPSettings)
        case bank(BankSettings)
    }

    var systems: [SystemName: System] = [:]
    var inbox = InboxRules()
    var inbound = Inbound()
    var people = People.everybody
    var receivables = ReceivableRules()
    /// What each system may be asked at once, by all sagas together.
    private var limits: [SystemName: CapacityLimits] = [:]

    func limits(of name: SystemName) -> CapacityLimits {
        self.limits[name] ?? CapacityFields.standard(self.systems[name])
    }

    static func read(_ path: String?) throws(FileProblem) -> Self {
        guard let path else { return Self() }
        let record = try Document.read(path).record(["systems", "inbox", Inbound.key, "people", ReceivableRules.key])
        var config = Self()
        let names = SystemName.outside.map(\.rawValue)
        let systems = try record.fields["systems"]?.record(names).fields ?? [:]
        for name in SystemName.outside {
            guard let field = systems[name.rawValue] else { continue }
            config.systems[name] = try Self.system(field, name)
            if let limits = try field.entries().first(where: { $0.key == CapacityFields.key })?.value {
                config.limits[name] = try CapacityFields.limits(limits)
            }
        }
        if let field = record.fields[Inbound.key] { config.inbound = try Inbound(field) }
        if let field = record.fields["inbox"] { config.inbox = try Self.rules(field) }
        if let field = record.fields[ReceivableRules.key] { config.receivables = try ReceivableRules(field) }
        if let field = record.fields["people"] { config.people = try People(field) }
        return config
    }

    private static func rules(_ field: Field) throws(FileProblem) -> InboxRules {
        let record = try field.record(["patience", "crashes"])
        var rules = InboxRules()
        rules.patience = try Self.span(record.fields["patience"]) ?? rules.patience
        if let crashes = record.fields["crashes"] {
            guard let count = Int(try crashes.text()), (1...100).contains(count) else {
                throw crashes.problem("expected a number from 1 to 100")
            }
            rules.crashes = count
        }
        return rules
    }

    private static func system(_ field: Field, _ name: SystemName) throws(FileProblem) -> System {
        if name == .bank { return .bank(try BankFields.settings(field)) }
        let profile = try field.entries().first { $0.key == "profile" }?.value
        guard let profile else { throw field.problem("profile is missing; expected netsuite, intacct, sap or json") }
        switch try profile.text() {
        case "netsuite": return .netSuite(try NetSuiteFields.settings(field))
        case "intacct": return .intacct(try IntacctFields.settings(field))
        case "sap": return .sap(try SAPFields.settings(field))
        case "json":
            let record = try field.record(["profile", "url", "timeout", "longestFlight", CapacityFields.key])
            return .json(
                url: try Self.url(record.required("url")),
                timeout: try Self.span(record.fields["timeout"]),
                longestFlight: try Self.span(record.fields["longestFlight"])
            )
        default: throw profile.problem("unknown profile; expected netsuite, intacct, sap or json")
        }
    }

    static func url(_ field: Field) throws(FileProblem) -> String {
        let text = try field.text()
        guard text.hasPrefix("http://") || text.hasPrefix("https://"), URL(string: text)?.host() != nil else {
            throw field.problem("expected an address such as https://host/path")
        }
        return text
    }

    /// `90s`, `15m`, `250ms`: a number alone would leave open of what.
    static func span(_ field: Field?) throws(FileProblem) -> Span? {
        guard let field else { return nil }
        return .milliseconds(try field.milliseconds())
    }
}

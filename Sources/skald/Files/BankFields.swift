internal import Adapters
internal import Bank
internal import Documents
internal import SagaModel

/// The profile `pain.001` of a configuration: a bank that takes payment files.
enum BankFields {
    private static let keys = [
        "profile", "url", "token", "accounts", "version", "status", "remembers", "timeout", "longestFlight",
        CapacityFields.key,
    ]

    static func settings(_ field: Field) throws(FileProblem) -> BankSettings {
        let record = try field.record(Self.keys)
        let profile = try record.required("profile")
        guard try profile.text() == "pain.001" else { throw profile.problem("unknown profile; expected pain.001") }
        var accounts: [String: BankParty] = [:]
        for (entity, field) in try record.required("accounts").entries() {
            accounts[entity] = try Self.account(field)
        }
        var settings = BankSettings(
            url: try Config.url(record.required("url")),
            token: try record.required("token").secret(),
            accounts: accounts
        )
        if let field = record.fields["version"] { settings.version = try Self.version(field) }
        if let field = record.fields["status"] { settings.status = try Config.url(field) }
        if let span = try Config.span(record.fields["remembers"]) { settings.remembers = span }
        if let timeout = try Config.span(record.fields["timeout"]) { settings.timeout = timeout }
        if let flight = try Config.span(record.fields["longestFlight"]) { settings.longestFlight = flight }
        guard settings.remembers > settings.longestFlight else {
            throw field.problem("remembers must be longer than longestFlight, or a repetition might not be recognised")
        }
        return settings
    }

    private static func account(_ field: Field) throws(FileProblem) -> BankParty {
        let record = try field.record(["name", "account", "bank"])
        let account = try record.text("account")
        guard !IBAN.isMeant(account) || IBAN.isValid(account) else {
            throw try record.required("account").problem("is no IBAN: its check digits are wrong")
        }
        return BankParty(name: try record.text("name"), account: account, bank: try record.text("bank"))
    }

    private static func version(_ field: Field) throws(FileProblem) -> RefundFile.Version {
        guard let version = RefundFile.Version(rawValue: try field.text()) else {
            throw field.problem("expected \(RefundFile.Version.allCases.map(\.rawValue).joined(separator: " or "))")
        }
        return version
    }
}

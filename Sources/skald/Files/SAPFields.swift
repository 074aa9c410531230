internal import Adapters
internal import Documents
internal import SagaModel

/// The profile `sap` of a configuration.
enum SAPFields {
    private static let keys = [
        "profile", "url", "user", "password", "client", "salesArea", "bankAccount", "customers", "mappings", "taxLines",
        "paths", "timeout", "longestFlight", CapacityFields.key,
    ]

    static func settings(_ field: Field) throws(FileProblem) -> SAPSettings {
        let record = try field.record(Self.keys)
        var settings = SAPSettings(
            url: try Config.url(record.required("url")),
            user: try record.required("user").identifier(),
            password: try record.required("password").secret(),
            client: try Self.client(record.required("client")),
            salesArea: try Self.salesArea(record.required("salesArea")),
            bankAccount: try record.text("bankAccount"),
            customers: try record.fields["customers"]?.table() ?? [:],
            mappings: try Mappings(record.required("mappings"))
        )
        if let field = record.fields["taxLines"] { settings.taxLines = try Self.taxLines(field) }
        if let field = record.fields["paths"] { settings.paths = try Self.paths(field) }
        if let timeout = try Config.span(record.fields["timeout"]) { settings.timeout = timeout }
        if let flight = try Config.span(record.fields["longestFlight"]) { settings.longestFlight = flight }
        return settings
    }

    private static func client(_ field: Field) throws(FileProblem) -> String {
        let text = try field.text()
        guard text.utf8.count == 3, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw field.problem("“\(text)” is no client; expected three digits, such as \"100\"")
        }
        return text
    }

    private static func salesArea(_ field: Field) throws(FileProblem) -> SAPSettings.SalesArea {
        let record = try field.record(["organization", "channel", "division"])
        return SAPSettings.SalesArea(
            organization: try record.text("organization"),
            channel: try record.text("channel"),
            division: try record.text("division")
        )
    }

    private static func taxLines(_ field: Field) throws(FileProblem) -> SAPSettings.TaxLines {
        guard let lines = SAPSettings.TaxLines(rawValue: try field.text()) else {
            throw field.problem("expected \(SAPSettings.TaxLines.allCases.map(\.rawValue).joined(separator: " or "))")
        }
        return lines
    }

    private static func paths(_ field: Field) throws(FileProblem) -> SAPSettings.Paths {
        let record = try field.record(["functions", "idocs", "odata"])
        var paths = SAPSettings.Paths()
        if let field = record.fields["functions"] { paths.functions = try Self.path(field) }
        if let field = record.fields["idocs"] { paths.idocs = try Self.path(field) }
        if let field = record.fields["odata"] { paths.odata = try Self.path(field) }
        return paths
    }

    private static func path(_ field: Field) throws(FileProblem) -> String {
        let text = try field.text()
        guard text.hasPrefix("/"), !text.hasSuffix("/") else {
            throw field.problem("expected a path that begins with / and does not end with one")
        }
        return text
    }
}

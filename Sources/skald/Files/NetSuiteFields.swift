internal import Adapters
internal import Documents
internal import SagaModel

/// The profile `netsuite` of a configuration.
enum NetSuiteFields {
    private static let keys = [
        "profile", "url", "account", "consumerKey", "consumerSecret", "token", "tokenSecret", "timeout",
        "longestFlight", "mappings", "deletionReason", CapacityFields.key,
    ]

    static func settings(_ field: Field) throws(FileProblem) -> NetSuiteSettings {
        let record = try field.record(Self.keys)
        var settings = NetSuiteSettings(
            url: try Config.url(record.required("url")),
            account: try record.text("account"),
            consumerKey: try record.required("consumerKey").identifier(),
            consumerSecret: try record.required("consumerSecret").secret(),
            token: try record.required("token").identifier(),
            tokenSecret: try record.required("tokenSecret").secret(),
            mappings: try Mappings(record.required("mappings")),
            deletionReason: try record.optionalText("deletionReason")
        )
        if let timeout = try Config.span(record.fields["timeout"]) { settings.timeout = timeout }
        if let flight = try Config.span(record.fields["longestFlight"]) { settings.longestFlight = flight }
        return settings
    }
}

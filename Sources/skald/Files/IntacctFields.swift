internal import Adapters
internal import Documents
internal import SagaModel

/// The profile `intacct` of a configuration.
enum IntacctFields {
    private static let keys = [
        "profile", "url", "senderID", "senderPassword", "company", "user", "userPassword", "orderType", "journal",
        "paymentMethod", "revenueTemplate", "taxSolution", "timeout", "longestFlight", "mappings",
        CapacityFields.key,
    ]

    static func settings(_ field: Field) throws(FileProblem) -> IntacctSettings {
        let record = try field.record(Self.keys)
        var settings = IntacctSettings(
            url: try Config.url(record.required("url")),
            senderID: try record.required("senderID").identifier(),
            senderPassword: try record.required("senderPassword").secret(),
            company: try record.text("company"),
            user: try record.required("user").identifier(),
            userPassword: try record.required("userPassword").secret(),
            mappings: try Mappings(record.required("mappings")),
            revenueTemplate: try record.text("revenueTemplate"),
            taxSolution: try record.optionalText("taxSolution")
        )
        if let orderType = try record.optionalText("orderType") { settings.orderType = orderType }
        if let journal = try record.optionalText("journal") { settings.journal = journal }
        if let method = try record.optionalText("paymentMethod") { settings.paymentMethod = method }
        if let timeout = try Config.span(record.fields["timeout"]) { settings.timeout = timeout }
        if let flight = try Config.span(record.fields["longestFlight"]) { settings.longestFlight = flight }
        return settings
    }
}

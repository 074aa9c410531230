internal import Adapters
internal import Documents
internal import FoundationEssentials
internal import SagaModel

/// From whom `skald serve` takes events, and how it knows them.
struct Inbound {
    /// Whoever carries it may hand in events in our own words.
    var token: BearerToken?
    var stripe: SignedWebhook?

    var isEmpty: Bool { self.token == nil && self.stripe == nil }
}

extension Inbound {
    static let key = "inbound"

    /// `inbound: {token: {env: NAME}, stripe: {secrets: [{env: NEW}, {env: OLD}], tolerance: 5m}}`.
    init(_ field: Field) throws(FileProblem) {
        let record = try field.record(["token", "stripe"])
        self.token = try record.fields["token"].map { field throws(FileProblem) in BearerToken(try field.secret()) }
        if let stripe = record.fields["stripe"] {
            let record = try stripe.record(["secrets", "tolerance"])
            var secrets: [Secret] = []
            for secret in try record.required("secrets").items() { secrets.append(try secret.secret()) }
            guard !secrets.isEmpty else {
                throw stripe.problem("secrets is empty; expected one, or two while they change")
            }
            let tolerance = try Config.span(record.fields["tolerance"]) ?? .minutes(5)
            self.stripe = SignedWebhook(secrets: secrets, toleranceSeconds: tolerance.milliseconds / 1000)
        }
    }
}

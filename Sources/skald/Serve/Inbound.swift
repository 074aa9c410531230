internal import Adapters
internal import Documents
internal import FoundationEssentials
internal import SagaModel

/// From whom `skald serve` takes events, and how it knows them.
struct Inbound {
    /// Whoever carries it may hand in events in our own words.
    var token: BearerToken?
    var stripe: SignedWebhook?
    var salesforce: Salesforce?

    var isEmpty: Bool { self.token == nil && self.stripe == nil && self.salesforce == nil }

    /// The one organisation whose outbound messages are taken.
    struct Salesforce {
        let organization: String
        /// Stands in the address, as the sender can set no header.
        let token: BearerToken
        let legalEntity: String
        let fields: SalesforceCase.Fields
    }
}

extension Inbound {
    static let key = "inbound"

    /// `salesforce: {organization: 00D…, token: {env: NAME}, legalEntity: DE, fields: {invoice: Invoice__c}}` besides
    /// `inbound: {token: {env: NAME}, stripe: {secrets: [{env: NEW}, {env: OLD}], tolerance: 5m}}`.
    init(_ field: Field) throws(FileProblem) {
        let record = try field.record(["token", "stripe", "salesforce"])
        self.token = try record.fields["token"].map { field throws(FileProblem) in BearerToken(try field.secret()) }
        self.salesforce = try record.fields["salesforce"].map { field throws(FileProblem) in try Salesforce(field) }
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

extension Inbound.Salesforce {
    init(_ field: Field) throws(FileProblem) {
        let record = try field.record(["organization", "token", "legalEntity", "fields"])
        let organization = try record.required("organization")
        self.organization = try organization.text()
        guard [15, 18].contains(self.organization.count), self.organization.hasPrefix("00D") else {
            throw organization.problem("expected the id of an organisation: 00D and 12 or 15 more letters")
        }
        self.token = BearerToken(try record.required("token").secret())
        self.legalEntity = try record.text("legalEntity")
        self.fields =
            try record.fields["fields"].map { field throws(FileProblem) in
                try SalesforceCase.Fields(field)
            } ?? SalesforceCase.Fields()
    }
}

extension SalesforceCase.Fields {
    private static var paths: [String: WritableKeyPath<Self, String>] {
        [
            "account": \.account, "invoice": \.invoice, "order": \.order, "line": \.line, "outcome": \.outcome,
            "amount": \.amount, "currency": \.currency, "reason": \.reason,
        ]
    }

    fileprivate init(_ field: Field) throws(FileProblem) {
        self.init()
        let record = try field.record(Self.paths.keys.sorted())
        for (name, path) in Self.paths {
            if let field = record.fields[name] { self[keyPath: path] = try field.text() }
        }
    }
}

package import SagaModel

/// How to reach one NetSuite account, and what our names are there.
package struct NetSuiteSettings: Sendable {
    /// The whole address of the endpoint, version included.
    package var url: String
    package var account: String
    package var consumerKey: String
    package var consumerSecret: Secret
    package var token: String
    package var tokenSecret: Secret
    package var mappings: Mappings
    /// The internal id of the reason given when a document is deleted, where the account demands one.
    package var deletionReason: String?
    package var timeout: Span
    /// The service ends a request by itself after 15 minutes; until then it may still take effect.
    package var longestFlight: Span

    package init(
        url: String,
        account: String,
        consumerKey: String,
        consumerSecret: Secret,
        token: String,
        tokenSecret: Secret,
        mappings: Mappings,
        deletionReason: String? = nil,
        timeout: Span = .seconds(60),
        longestFlight: Span = .minutes(15)
    ) {
        self.url = url
        self.account = account
        self.consumerKey = consumerKey
        self.consumerSecret = consumerSecret
        self.token = token
        self.tokenSecret = tokenSecret
        self.mappings = mappings
        self.deletionReason = deletionReason
        self.timeout = timeout
        self.longestFlight = longestFlight
    }
}

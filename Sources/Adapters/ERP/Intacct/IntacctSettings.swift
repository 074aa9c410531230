package import SagaModel

/// How to reach one Sage Intacct company, and what our names are there.
package struct IntacctSettings: Sendable {
    /// The gateway's address; a session may name another one of the same provider.
    package var url: String
    /// The Web Services licence, which signs every request.
    package var senderID: String
    package var senderPassword: Secret
    package var company: String
    package var user: String
    package var userPassword: Secret
    package var mappings: Mappings
    /// The transaction definition that our orders are entered as.
    package var orderType: String
    /// The journal that our entries go to.
    package var journal: String
    /// How money that we apply was received.
    package var paymentMethod: String
    /// The template by which an invoice line's revenue is spread over its service dates.
    package var revenueTemplate: String
    /// Needed where the company has several tax jurisdictions.
    package var taxSolution: String?
    package var timeout: Span
    /// A synchronous request may outlive its client by 15 minutes and still complete.
    package var longestFlight: Span

    package init(
        url: String,
        senderID: String,
        senderPassword: Secret,
        company: String,
        user: String,
        userPassword: Secret,
        mappings: Mappings,
        orderType: String = "Sales Order",
        journal: String = "GJ",
        paymentMethod: String = "EFT",
        revenueTemplate: String,
        taxSolution: String? = nil,
        timeout: Span = .seconds(60),
        longestFlight: Span = .minutes(15)
    ) {
        self.url = url
        self.senderID = senderID
        self.senderPassword = senderPassword
        self.company = company
        self.user = user
        self.userPassword = userPassword
        self.mappings = mappings
        self.orderType = orderType
        self.journal = journal
        self.paymentMethod = paymentMethod
        self.revenueTemplate = revenueTemplate
        self.taxSolution = taxSolution
        self.timeout = timeout
        self.longestFlight = longestFlight
    }
}

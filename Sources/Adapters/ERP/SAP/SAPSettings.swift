package import SagaModel

/// How to reach one SAP system, and what our names are there.
package struct SAPSettings: Sendable {
    /// Where the tax of an invoice goes.
    package enum TaxLines: String, CaseIterable, Sendable {
        /// Into the table for tax lines, as the ledger of a real system demands.
        case table
        /// Among the lines of the general ledger, for a system that has no such table.
        case ledger
    }

    /// Scheme and host, without a path: `https://s4.example:44300`.
    package var url: String
    package var user: String
    package var password: Secret
    /// The three digits that choose the books within a system: `100`.
    package var client: String
    package var salesArea: SalesArea
    /// The bank account in whose statements money that arrives is reported.
    package var bankAccount: String
    /// Our account → the number of the customer there; an account that is itself a number needs no entry.
    package var customers: [String: String]
    package var mappings: Mappings
    package var taxLines: TaxLines
    package var paths: Paths
    package var timeout: Span
    /// A dialog process ends a request by itself after ten minutes; until then it may still take effect.
    package var longestFlight: Span

    package init(
        url: String,
        user: String,
        password: Secret,
        client: String,
        salesArea: SalesArea,
        bankAccount: String,
        customers: [String: String] = [:],
        mappings: Mappings,
        taxLines: TaxLines = .table,
        paths: Paths = Paths(),
        timeout: Span = .seconds(60),
        longestFlight: Span = .minutes(10)
    ) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.user = user
        self.password = password
        self.client = client
        self.salesArea = salesArea
        self.bankAccount = bankAccount
        self.customers = customers
        self.mappings = mappings
        self.taxLines = taxLines
        self.paths = paths
        self.timeout = timeout
        self.longestFlight = longestFlight
    }
}

extension SAPSettings {
    /// Who sells, through which channel, in which division: each sales order is in one.
    package struct SalesArea: Sendable {
        package var organization: String
        package var channel: String
        package var division: String

        package init(organization: String, channel: String, division: String) {
            self.organization = organization
            self.channel = channel
            self.division = division
        }
    }

    /// Where the services are; each installation names its own.
    package struct Paths: Sendable {
        /// Of a function module over SOAP; `{function}` is its name in small letters, `{client}` the client.
        package var functions = "/sap/bc/srt/rfc/sap/{function}/{client}/{function}/{function}"
        package var idocs = "/sap/bc/idoc"
        package var odata = "/sap/opu/odata/sap"

        package init() {}
    }
}

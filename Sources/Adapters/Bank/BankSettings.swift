package import Bank
package import SagaModel

/// Our account with a bank, as an operator configures it.
package struct BankSettings: Sendable {
    /// Where the bank takes payment files.
    package var url: String
    package var token: Secret
    /// Legal entity → the account that pays for it: name, account and bank are all needed.
    package var accounts: [String: BankParty]
    package var version: RefundFile.Version
    /// Where the bank tells of one payment: its end-to-end id follows after a slash; `nil` where it does not.
    package var status: String?
    /// For how long the bank refuses a message id that it has seen.
    package var remembers: Span
    package var timeout: Span
    package var longestFlight: Span

    package init(
        url: String,
        token: Secret,
        accounts: [String: BankParty],
        version: RefundFile.Version = .v09,
        status: String? = nil,
        remembers: Span = .days(7),
        timeout: Span = .seconds(30),
        longestFlight: Span = .minutes(5)
    ) {
        self.url = url
        self.token = token
        self.accounts = accounts
        self.version = version
        self.status = status
        self.remembers = remembers
        self.timeout = timeout
        self.longestFlight = longestFlight
    }
}

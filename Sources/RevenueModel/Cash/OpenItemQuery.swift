/// Asks what a customer owes, and what became of the documents that somebody names.
///
/// The answer has every open document of the customer, and every named one that is known, open or not.
package struct OpenItemQuery: Codable, Equatable, Sendable {
    /// The customer; `nil` where only the documents tell who that is.
    package var account: String?
    package var documents: [String]

    package init(account: String?, documents: [String]) {
        self.account = account
        self.documents = documents
    }
}

/// Takes a posted document back by an entry of its own; the first entry stays in the books.
package struct Reversal: Codable, Equatable, Sendable {
    /// The external id of the document that is reversed.
    package var document: String
    /// The posting date of the reversal.
    package var postedOn: LocalDate
    package var reason: String

    package init(document: String, postedOn: LocalDate, reason: String) {
        self.document = document
        self.postedOn = postedOn
        self.reason = reason
    }

    /// The reversal's own external id: a document is reversed once.
    package var number: String { "\(self.document)-R" }
}

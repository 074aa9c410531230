/// What support is told about a case, for whoever speaks with the customer.
package struct CaseAnswer: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// Nobody resolved the case in time.
        case overdue
        /// The credit that was asked for cannot be given as it is; the case is to be resolved again.
        case impossible
        /// Something had left before the hold was placed.
        case late = "hold-came-late"
        case credited
        /// The invoice stands.
        case upheld
        case withdrawn
        /// The customer has no entitlement to support.
        case unentitled = "not-entitled"
        /// No invoice is in question.
        case unlinked = "no-invoice"
    }

    package var supportCase: String
    package var kind: Kind
    /// A sentence for the case.
    package var text: String

    package init(supportCase: String, kind: Kind, text: String) {
        self.supportCase = supportCase
        self.kind = kind
        self.text = text
    }
}

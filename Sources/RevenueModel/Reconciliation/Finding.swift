/// Two numbers that should be one.
package struct Finding: Codable, Equatable, Sendable, CustomStringConvertible {
    /// Which agreement is broken.
    package enum Check: String, Codable, CaseIterable, Sendable {
        case receivables, balance, deferredRevenue = "deferred-revenue", contract, segments, credits, journals
        case recurringRevenue = "recurring-revenue"
        case unappliedCash = "unapplied-cash"
        case customerCredit = "customer-credit"
        case compensation, preview
    }

    package let check: Check
    /// The document, contract or account that it is about.
    package let subject: String
    package let expected: String
    package let found: String

    package init(_ check: Check, _ subject: String, expected: String, found: String) {
        self.check = check
        self.subject = subject
        self.expected = expected
        self.found = found
    }

    package var description: String {
        "\(self.check.rawValue): \(self.subject) should be \(self.expected) and is \(self.found)"
    }
}

extension Finding {
    /// A finding where two amounts differ.
    static func compare(_ check: Check, _ subject: String, expected: Money, found: Money) -> [Self] {
        expected == found ? [] : [Self(check, subject, expected: "\(expected)", found: "\(found)")]
    }
}

/// From what a credit is computed.
package enum CreditBase: String, Codable, Hashable, Sendable {
    /// What was billed for the segment, discount taken off. There is no other: a list price was never paid.
    case billed
}

/// What an earlier credit without a time of its own does to the next one.
package enum PriorCreditRule: String, Codable, Hashable, Sendable {
    /// It only limits it: never more than what is left of the segment. The default.
    case caps
    /// It is taken off the credit for the unused time.
    case reducesUnused = "reduces-unused"
}

/// How the tax of a credit is rounded.
package enum TaxOnCredit: String, Codable, Hashable, Sendable {
    /// The growth of the rounded tax on everything credited so far, so that all credits sum to the invoice. The default.
    case cumulative
    /// The gross amount is rounded, and tax is what net leaves of it.
    case grossFirst = "gross-first"
}

/// From when a downgrade holds that does not say so itself.
package enum DowngradeTiming: String, Codable, Hashable, Sendable {
    /// From its effective date, with a credit. The default.
    case atOnce = "at-once"
    /// From the end of the billing period, without one.
    case atPeriodEnd = "at-period-end"
}

/// Whether the day of a cancellation was still used.
package enum CancelDay: String, Codable, Hashable, Sendable {
    /// It is the first unused day: intervals are half-open. The default.
    case unused
    /// It is the last used day.
    case used
}

/// What a pause does to money and time.
package enum PauseRule: String, Codable, Hashable, Sendable {
    /// The paused time is credited, and billed anew from the day of resumption. The default.
    case credit
    /// Nothing is credited; the charge ends later by the paused days.
    case extend
}

/// What becomes of a credit.
package enum Disposition: String, Codable, Hashable, Sendable, CaseIterable {
    /// It settles open invoices.
    case offset
    /// It stays with the account, for a later invoice.
    case credit
    /// The part of it that was paid goes back to the customer.
    case refund
    /// It is not granted.
    case skip
}

/// Which open invoices a credit may settle.
package enum OffsetScope: String, Codable, Hashable, Sendable {
    /// Only the open share of the lines that it corrects.
    case line
    /// Only the invoices that it corrects.
    case invoice
    /// Those first, then the other open invoices of the account, oldest first. The default.
    case account
}

/// Whether a credit balance is used up by itself.
package enum CreditApplication: String, Codable, Hashable, Sendable {
    /// Only where somebody applies it. The default.
    case explicit
    /// By the next invoices, oldest first.
    case oldestFirst = "oldest-first"
}

/// When the lines of an amendment are billed.
package enum InvoicingRule: String, Codable, Hashable, Sendable {
    /// On a document of their own. The default.
    case atOnce = "at-once"
    /// On the next regular invoice.
    case withNextInvoice = "with-next-invoice"
}

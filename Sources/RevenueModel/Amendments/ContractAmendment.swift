/// One dated event in the life of a contract.
///
/// It has two clocks: the day from which it holds, in the contract's zone, and the day on which it was booked.
package struct ContractAmendment: Codable, Equatable, Sendable {
    /// Unique for ever: `AMD-7`.
    package var id: String
    package var effectiveOn: LocalDate
    package var bookedOn: LocalDate
    /// The contract's own count, which orders what holds from the same day.
    package var sequence: Int
    package var reason: String
    package var actor: String?
    /// What people call it; derived from the difference when `nil`, and never part of the arithmetic.
    package var kind: AmendmentKind?
    package var start: AmendmentStart
    package var changes: [ContractChange]
    /// The amendment that this one takes back as if it had never been.
    package var reverses: String?
    /// What becomes of a credit, when this amendment should differ from the policy.
    package var dispositions: [Disposition]?

    package init(
        id: String,
        effectiveOn: LocalDate,
        bookedOn: LocalDate? = nil,
        sequence: Int,
        reason: String = "",
        actor: String? = nil,
        kind: AmendmentKind? = nil,
        start: AmendmentStart = .atOnce,
        changes: [ContractChange],
        reverses: String? = nil,
        dispositions: [Disposition]? = nil
    ) {
        self.id = id
        self.effectiveOn = effectiveOn
        self.bookedOn = bookedOn ?? effectiveOn
        self.sequence = sequence
        self.reason = reason
        self.actor = actor
        self.kind = kind
        self.start = start
        self.changes = changes
        self.reverses = reverses
        self.dispositions = dispositions
    }

    /// The order in which amendments hold, whatever the order in which they were booked.
    package static func isBefore(_ one: Self, _ other: Self) -> Bool {
        (one.effectiveOn, one.sequence, one.id) < (other.effectiveOn, other.sequence, other.id)
    }
}

/// From when the changes of an amendment hold.
package enum AmendmentStart: String, Codable, Hashable, Sendable {
    /// From its effective date.
    case atOnce = "at-once"
    /// From the end of the billing period in which its effective date lies; nothing is credited.
    case atPeriodEnd = "at-period-end"
    /// From the end of the contract's term.
    case atTermEnd = "at-term-end"
}

/// What people call an amendment.
///
/// Data for metrics and for the choice of a policy.
package enum AmendmentKind: String, Codable, Hashable, Sendable, CaseIterable {
    case expand, contract, upgrade, downgrade, swap, pause, resume, transfer, ramp, extend, shorten, reversal, other
    case priceChange = "price-change"
    case coterm = "co-term"
    case anchorChange = "anchor-change"
    case termChange = "term-change"
    case earlyRenewal = "early-renewal"
    case cancel
    case cancelAtEnd = "cancel-at-end"
}

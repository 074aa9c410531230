/// What a customer agreed to: its lines as signed, and the dated events that changed them since.
///
/// The lines are never edited; what holds on a day is the fold of the amendments over them.
package struct Contract: Codable, Equatable, Sendable {
    package var id: String
    /// The account that pays; a transfer changes it from a day on.
    package var payer: String
    /// The selling company; its books decide which periods are closed.
    package var legalEntity: String
    package var currency: Currency
    /// IANA name, such as `Europe/Berlin`: every date of the contract is a day there.
    package var zone: String
    package var from: LocalDate
    /// The day after the last day; `nil` when it runs until somebody ends it.
    package var until: LocalDate?
    package var lines: [ContractLine]
    /// What has changed it, settled or still to come; in any order.
    package var amendments: [ContractAmendment]

    package init(
        id: String,
        payer: String,
        legalEntity: String = "",
        currency: Currency,
        zone: String = "UTC",
        from: LocalDate,
        until: LocalDate? = nil,
        lines: [ContractLine],
        amendments: [ContractAmendment] = []
    ) {
        self.id = id
        self.payer = payer
        self.legalEntity = legalEntity
        self.currency = currency
        self.zone = zone
        self.from = from
        self.until = until
        self.lines = lines
        self.amendments = amendments
    }
}

/// One line of a contract, as signed or as added by an amendment.
package struct ContractLine: Codable, Equatable, Sendable {
    /// Names the charge for ever, through every amendment: `SEATS`.
    package var charge: String
    package var kind: ChargeKind
    package var from: LocalDate
    /// The day after the last day; `nil` when it ends with the contract.
    package var until: LocalDate?
    package var terms: ChargeTerms

    package init(
        charge: String,
        kind: ChargeKind = .recurring,
        from: LocalDate,
        until: LocalDate? = nil,
        terms: ChargeTerms
    ) {
        self.charge = charge
        self.kind = kind
        self.from = from
        self.until = until
        self.terms = terms
    }
}

/// What kind of charge a line is.
package enum ChargeKind: String, Codable, Hashable, Sendable {
    /// So much for each billing period, prorated for parts of it.
    case recurring
    /// Once, in full; a cancellation does not take it back unless it names it.
    case oneTime = "one-time"
    /// Rated usage: an amount that is known, never prorated and never re-rated.
    case usage
}

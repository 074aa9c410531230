/// What an amendment changes in a subscription, as billing is asked to book it.
package struct SubscriptionAmendment: Codable, Equatable, Sendable {
    /// The amendment's number, unique for ever: `AMD-7`.
    package var number: String
    package var contract: String
    package var account: String
    /// How many amendments hold before it: a contract that somebody changed meanwhile has more.
    package var version: Int
    package var effectiveOn: LocalDate
    package var kind: AmendmentKind
    package var changes: [ContractChange]
    /// The amendment that it takes back.
    package var reverses: String?

    package init(
        _ amendment: ContractAmendment,
        of contract: String,
        account: String,
        kind: AmendmentKind,
        version: Int
    ) {
        self.number = amendment.id
        self.contract = contract
        self.account = account
        self.version = version
        self.effectiveOn = amendment.effectiveOn
        self.kind = kind
        self.changes = amendment.changes
        self.reverses = amendment.reverses
    }
}

/// What a customer may use from a day on, after an amendment.
///
/// It tells how things stand then, not the difference, so that telling it twice is telling it once.
package struct EntitlementChange: Codable, Equatable, Sendable {
    /// What the customer may use of one charge.
    package struct Line: Codable, Equatable, Sendable {
        package var charge: String
        package var item: String
        /// Zero when nothing may be used any more.
        package var quantity: Decimal

        package init(charge: String, item: String, quantity: Decimal) {
            self.charge = charge
            self.item = item
            self.quantity = quantity
        }
    }

    /// The amendment's number: `AMD-7`.
    package var number: String
    package var contract: String
    package var account: String
    package var from: LocalDate
    package var lines: [Line]

    package init(number: String, contract: String, account: String, from: LocalDate, lines: [Line]) {
        self.number = number
        self.contract = contract
        self.account = account
        self.from = from
        self.lines = lines
    }
}

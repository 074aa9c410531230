package import RevenueModel

/// What identifies a document: two systems may use one external id for different things.
package struct DocumentID: Codable, Hashable, Sendable {
    package let system: SystemName
    package let kind: DocumentKind
    package let externalID: String

    package init(_ system: SystemName, _ kind: DocumentKind, _ externalID: String) {
        self.system = system
        self.kind = kind
        self.externalID = externalID
    }
}

/// The kinds of document, named as the ERP names its record types.
package enum DocumentKind: String, Codable, CaseIterable, Sendable {
    case opportunity
    case subscription
    case invoice
    case entitlement
    case notice
    case onboarding
    /// What a system was told of an amendment; billing's carries its version of the contract.
    case amendment
    /// What billing drew up for an amendment.
    case delta
    case customer
    case salesOrder
    case creditMemo
    case customerPayment
    case journalEntry
    case hold
    /// What billing was told of money.
    case payment
    /// What billing was told that a payment settles.
    case settlement
    case reminder
    case deduction
    /// Money that the bank was asked to pay; its order is the message that asked.
    case refund
}

/// A document in one of the systems.
///
/// It is never removed, so that counting can find what was taken back.
package struct Document: Codable, Equatable, Sendable {
    /// Whether the document still counts.
    package enum Status: String, Codable, Sendable {
        case active, draft, issued, cancelled, void, deleted
    }

    package let id: DocumentID
    /// The system's own number for it.
    package let internalID: Int
    package var status: Status
    /// The order that it belongs to.
    package var order: String?
    /// What billing drew up.
    package var invoice: Invoice?
    /// What billing heard of a credit, and what of it is paid back.
    package var credit: CreditMemo?
    package var refund: Money?
    /// The money that billing was told of.
    package var movement: CashMovement?
    /// What billing was told that it settles.
    package var settlement: InvoiceSettlement?
    /// What billing was told not to collect.
    package var hold: InvoiceHold?
    /// What the ERP was told.
    package var record: ERPRecord?
    /// What billing was told to change.
    package var amendment: SubscriptionAmendment?
    /// What billing drew up for an amendment.
    package var delta: DeltaDocument?

    /// Still in force: neither cancelled nor void nor deleted.
    package var isLive: Bool {
        switch self.status {
        case .active, .draft, .issued: true
        case .cancelled, .void, .deleted: false
        }
    }
}

/// A record of the ERP, in the fields that its rules look at.
package struct ERPRecord: Codable, Equatable, Sendable {
    /// One line of an order, invoice or credit memo.
    package struct Line: Codable, Equatable, Sendable {
        package var item: Int
        package var description: String?
        package var quantity: Decimal?
        package var rate: Decimal?
        package var amount: Money
        package var tax: Money
        /// First day of service.
        package var from: LocalDate?
        /// Last day of service, as the ERP counts: inclusive.
        package var through: LocalDate?
        package var taxCode: Int?
        /// Script id → value.
        package var customFields: [String: String]?
    }

    /// One side of a journal entry.
    package struct Side: Codable, Equatable, Sendable {
        package var account: Int
        /// Positive is debit, negative is credit.
        package var amount: Money
        package var memo: String?
    }

    /// How much of a payment or credit goes to which invoice.
    package struct Application: Codable, Equatable, Sendable {
        /// The invoice's external id.
        package var invoice: String
        package var amount: Money
    }

    /// The customer's external id.
    package var customer: String?
    package var name: String?
    package var email: String?
    package var subsidiary: Int?
    package var date: LocalDate
    package var dueOn: LocalDate?
    /// The other side's number: `otherRefNum`.
    package var reference: String?
    package var memo: String?
    /// The external id of the sales order that an invoice was made from.
    package var salesOrder: String?
    package var currency: String
    package var lines: [Line] = []
    /// The whole sum of a payment.
    package var payment: Money?
    /// The account that a payment is taken from; `nil` is the bank.
    package var source: Int?
    package var applications: [Application] = []
    /// The sides of a journal entry.
    package var sides: [Side]?
    /// Script id → value.
    package var customFields: [String: String]?
}

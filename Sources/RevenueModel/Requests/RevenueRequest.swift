/// What a saga asks of another system, in our words.
///
/// An effect is only a value; an adapter carries it out.
package enum RevenueRequest: Codable, Equatable, Sendable {
    case crm(CRM)
    case billing(Billing)
    case support(Support)
    case success(Success)
    case erp(ERP)
    case bank(Bank)
    case sagas(Sagas)

    package enum CRM: Codable, Equatable, Sendable {
        /// The account exists, is active, and so is each one above it.
        case validateAccount(account: Account)
        /// The opportunity is won; the invoice is its reference.
        case closeWon(order: String, invoice: String)
        /// The contract's opportunity shows the amendment.
        case tellAmended(amendment: String, contract: String)
        /// The customer's case ended in a credit.
        case tellCredited(supportCase: SupportCase, credit: CreditMemo)
        /// What moved, and the invoices that it settles or opens again.
        case tellPaid(movement: CashMovement, invoices: [String])
        /// Nobody pays, however often they are asked.
        case tellOverdue(reminder: Reminder)
    }

    package enum Billing: Codable, Equatable, Sendable {
        /// Every item is in the catalog and sold in the currency.
        case validateCatalog(order: Order)
        case createSubscription(order: Order)
        case cancelSubscription(order: String)
        /// Answers with the invoice: number, tax and due date are billing's.
        case draftInvoice(order: Order)
        case voidDraft(order: String)
        /// The draft is now the invoice that the ERP posted.
        case issueInvoice(number: String)
        /// The contract has had so many amendments, and no more.
        case validateContract(contract: String, version: Int)
        case amendSubscription(amendment: SubscriptionAmendment)
        case revertAmendment(amendment: String, contract: String)
        /// What an amendment bills and credits, as it was simulated.
        case draftDelta(amendment: String, contract: String, documents: [DeltaDocument])
        case voidDelta(amendment: String)
        /// The drafts of the amendment are now the documents that the ERP posted; the amendment is for good.
        case issueDelta(amendment: String)
        /// Answers with the invoice that a case is about, as it stands; with nothing where it is about none.
        case findInvoice(supportCase: SupportCase)
        /// Collects nothing of the invoice; it may be held for several reasons, each with an id of its own.
        case holdInvoice(hold: InvoiceHold)
        /// Takes one hold away; billing goes on with the last.
        case releaseInvoice(hold: InvoiceHold)
        /// The ERP posted a credit; what is to be paid back leaves from here, unless somebody else pays it.
        case recordCredit(credit: CreditMemo, refund: Money, payer: RefundPayer? = nil)
        /// Answers with what a customer owes.
        case openItems(query: OpenItemQuery)
        /// Answers with a payment and what it settles; with neither, where billing has not heard of it.
        case payment(id: String)
        /// Money came, or was taken back.
        case recordCash(movement: CashMovement)
        case recordSettlement(settlement: InvoiceSettlement)
        /// The invoice is open again, with the due date that it had.
        case recordReturn(settlement: InvoiceSettlement)
        case remind(reminder: Reminder)
    }

    package enum Support: Codable, Equatable, Sendable {
        case grantEntitlement(order: Order)
        case revokeEntitlement(order: String)
        case tellInvoiced(order: String, invoice: String)
        /// The account may be given anything at all.
        case validateEntitlement(contract: String, account: String)
        case changeEntitlement(change: EntitlementChange)
        /// Answers with the entitlement that covers the case; with nothing where none does.
        case checkEntitlement(supportCase: SupportCase)
        case answerCase(answer: CaseAnswer)
        /// Somebody has to settle with the customer why less was paid.
        case openDeduction(settlement: InvoiceSettlement)
    }

    package enum Success: Codable, Equatable, Sendable {
        case startOnboarding(order: String, account: String)
        /// The customer's plan shows the amendment.
        case tellAmended(amendment: String, contract: String)
    }

    package enum ERP: Codable, Equatable, Sendable {
        /// Legal entity, tax code, terms and items are mapped; the customer is looked up, its absence is no refusal.
        case validate(order: Order)
        /// Creates or updates the customer, then the sales order.
        case createSalesOrder(order: Order)
        case cancelSalesOrder(order: String)
        /// Adds the lines of an amendment to a sales order.
        case changeSalesOrder(change: OrderChange)
        case postInvoice(invoice: Invoice)
        /// Takes a posted invoice back, where no cash or credit is applied to it.
        case reverseInvoice(reversal: Reversal)
        /// Sets the dispute flag; an invoice may be held for several reasons, each with an id of its own.
        case placeHold(hold: InvoiceHold)
        /// Takes one hold away; the flag goes with the last.
        case releaseHold(hold: InvoiceHold)
        case postCredit(credit: CreditMemo)
        case reverseCredit(reversal: Reversal)
        case postJournal(entry: JournalEntry)
        case reverseJournal(reversal: Reversal)
        case applyCash(payment: Payment)
        /// Takes a receipt and its application back: a returned direct debit, a chargeback.
        case reversePayment(reversal: Reversal)
    }

    package enum Bank: Codable, Equatable, Sendable {
        /// The bank takes the order; whether it pays, it reports later.
        case payRefund(refund: CustomerRefund)
    }

    /// What one saga does for the others of its file.
    package enum Sagas: Codable, Equatable, Sendable {
        /// Stops whatever posts, collects or reminds on the invoice, in all of them.
        case hold(hold: InvoiceHold)
        case release(hold: InvoiceHold)
        /// Tells what has happened; another may wait for it, or begin with it.
        case announce(announcement: Announcement)
    }

    /// The system it is meant for.
    package var system: SystemName {
        switch self {
        case .crm: .crm
        case .billing: .billing
        case .support: .support
        case .success: .success
        case .erp: .erp
        case .bank: .bank
        case .sagas: .sagas
        }
    }
}

/// The systems that Skald speaks to.
package enum SystemName: String, Codable, CaseIterable, Sendable {
    case crm, billing, support, success, erp, bank
    /// The other sagas of the same file.
    case sagas

    /// Those that are somewhere else, and have to be configured.
    package static let outside = Self.allCases.filter { $0 != .sagas }
}

/// Something that a saga has come to, and tells the others.
package struct Announcement: Codable, Equatable, Sendable {
    /// What it is, as an event that others wait for: `receivable-settled`.
    package var name: String
    /// The business key of whoever it concerns: `INV-1042`.
    package var about: String
    /// What makes it one of its kind, where there may be several about the same: a payment's id.
    package var occasion: String?
    package var body: RevenueReply

    package init(_ name: String, about: String, occasion: String? = nil, body: RevenueReply = RevenueReply()) {
        self.name = name
        self.about = about
        self.occasion = occasion
        self.body = body
    }

    /// Unique for ever: told twice, it counts once.
    package var id: String { [self.name, self.about, self.occasion].compactMap(\.self).joined(separator: "/") }
}

/// What another system says back, in our words.
package struct RevenueReply: Codable, Equatable, Sendable {
    /// The other system's own name for the document: an internal id.
    package var reference: String?
    /// The invoice that billing drew up.
    package var invoice: Invoice?
    /// The payment that arrived.
    package var payment: Payment?
    /// The invoice that a case is about, as it stands.
    package var standing: InvoiceStanding?
    /// How a case ended.
    package var resolution: CaseResolution?
    /// The case that support took up.
    package var supportCase: SupportCase?
    /// The money that moved.
    package var movement: CashMovement?
    /// How a chargeback was decided.
    package var verdict: ChargebackVerdict?
    /// What a customer owes.
    package var openItems: [OpenItem]?
    /// What a payment settles.
    package var settlements: [InvoiceSettlement]?
    /// What the bank says of a refund.
    package var refundReport: RefundReport?
    /// Where a refund is to go.
    package var payee: Payee?
    /// What had left before a hold was placed, by idempotency key: it is not called back.
    package var underWay: [String]?

    package init(
        reference: String? = nil,
        invoice: Invoice? = nil,
        payment: Payment? = nil,
        standing: InvoiceStanding? = nil,
        resolution: CaseResolution? = nil,
        supportCase: SupportCase? = nil,
        movement: CashMovement? = nil,
        verdict: ChargebackVerdict? = nil,
        openItems: [OpenItem]? = nil,
        settlements: [InvoiceSettlement]? = nil,
        refundReport: RefundReport? = nil,
        payee: Payee? = nil,
        underWay: [String]? = nil
    ) {
        self.reference = reference
        self.invoice = invoice
        self.payment = payment
        self.standing = standing
        self.resolution = resolution
        self.supportCase = supportCase
        self.movement = movement
        self.verdict = verdict
        self.openItems = openItems
        self.settlements = settlements
        self.refundReport = refundReport
        self.payee = payee
        self.underWay = underWay
    }
}

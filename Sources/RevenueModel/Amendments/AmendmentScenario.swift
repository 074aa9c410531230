/// A contract, its books, and what somebody would like to change: everything that a calculation needs.
///
/// Nothing else is read, no clock and no system, so that the same scenario always gives the same preview.
package struct AmendmentScenario: Codable, Equatable, Sendable {
    /// Its amendments are those that are settled: billed already, where they bill anything.
    package var contract: Contract
    package var books: Books
    /// Cash that is not yet in the books.
    package var receipts: [ReceiptAllocation]
    package var taxes: TaxTable
    /// Which accounting periods are closed.
    package var closing: ClosingCalendar
    package var policy: BillingPolicy
    /// The amendments to try, in any order.
    package var stack: [ContractAmendment]
    /// The day on which it is calculated: what is due later is not billed.
    package var asOf: LocalDate

    package init(
        contract: Contract,
        books: Books,
        receipts: [ReceiptAllocation] = [],
        taxes: TaxTable = .none,
        closing: ClosingCalendar = ClosingCalendar(),
        policy: BillingPolicy = BillingPolicy(),
        stack: [ContractAmendment],
        asOf: LocalDate
    ) {
        self.contract = contract
        self.books = books
        self.receipts = receipts
        self.taxes = taxes
        self.closing = closing
        self.policy = policy
        self.stack = stack
        self.asOf = asOf
    }
}

/// What a stack of amendments would do.
package struct AmendmentPreview: Codable, Equatable, Sendable {
    package var before: ContractVersion
    package var after: ContractVersion
    /// One for each amendment, in the order in which they hold.
    package var outcomes: [AmendmentOutcome]
    /// One for each invoice that is open before or after.
    package var effects: [InvoiceEffect]
    /// The contract with all amendments settled, and the books with all documents posted.
    package var contract: Contract
    package var books: Books

    package var documents: [DeltaDocument] { self.outcomes.flatMap(\.documents) }
    package var lines: [DeltaLine] { self.outcomes.flatMap(\.lines) }
}

/// What one amendment of a stack would do.
package struct AmendmentOutcome: Codable, Equatable, Sendable {
    package var amendment: String
    package var kind: AmendmentKind
    package var effectiveOn: LocalDate
    /// Its day has not come; nothing is billed, and it is calculated again when it is due.
    package var isPending: Bool
    package var lines: [DeltaLine]
    /// Empty when the lines wait for the next invoice.
    package var documents: [DeltaDocument]
    /// What it asked for and found no object for.
    package var notes: [String]
}

/// What happens to an invoice that is open.
package struct InvoiceEffect: Codable, Equatable, Sendable {
    package var document: String
    package var openBefore: Money
    package var openAfter: Money
    /// Settled by credits of this preview.
    package var offset: Money
    /// Paid back of it by this preview.
    package var refund: Money
    package var disputed: Money
    package var collectibleAfter: Money
    /// Issued by this preview.
    package var isNew: Bool
}

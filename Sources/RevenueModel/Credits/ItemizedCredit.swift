/// A credit that somebody asks for, line by line: for a defect, a goodwill, a mistake.
package struct ItemizedCredit: Codable, Equatable, Sendable {
    /// The number of the credit memo: `CR-77`.
    package var number: String
    /// The invoice that it corrects.
    package var document: String
    package var items: [CreditItem]
    /// What the asker says that it comes to before tax; checked to a cent.
    package var net: Money?
    /// How much of it should be paid back; `nil` when the policy decides.
    package var refund: Money?

    package init(
        number: String,
        document: String,
        items: [CreditItem],
        net: Money? = nil,
        refund: Money? = nil
    ) {
        self.number = number
        self.document = document
        self.items = items
        self.net = net
        self.refund = refund
    }
}

/// How much of one line is taken back.
package struct CreditItem: Codable, Equatable, Sendable {
    /// The line of the invoice: `INV-1:2`.
    package var segment: String
    package var part: CreditPart

    package init(segment: String, part: CreditPart) {
        self.segment = segment
        self.part = part
    }
}

/// The part of a line that is taken back.
package enum CreditPart: Codable, Equatable, Sendable {
    /// All that is left of it.
    case rest
    /// An amount before coupon and tax.
    case amount(of: Money)
    /// A share of its quantity.
    case share(of: Ratio)
}

/// A credit memo by lines, and what becomes of it.
package struct CreditDraft: Codable, Equatable, Sendable {
    package var number: String
    package var document: String
    package var payer: String
    package var lines: [CreditDraftLine]
    package var net: Money
    package var tax: Money
    package var total: Money
    /// The coupon's part, which is not paid and not credited.
    package var coupon: Money
    /// As much as could be paid back.
    package var refundable: Money
    package var uses: [CreditUse]
}

/// What is taken back of one line; amounts are positive.
package struct CreditDraftLine: Codable, Equatable, Sendable {
    package var segment: String
    package var net: Money
    package var tax: Money
}
